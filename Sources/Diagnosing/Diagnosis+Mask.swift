import Findings

extension Diagnosis {
  /// Puts other text in place of what must not be shown, in all that came from outside.
  ///
  /// - Parameter shown: the text as it may be shown.
  package mutating func mask(_ shown: (String) -> String) {
    for index in found.indices {
      found[index].finding.title = shown(found[index].finding.title)
      found[index].finding.evidence = found[index].finding.evidence.map(shown)
      found[index].finding.remedies = found[index].finding.remedies.map(shown)
    }
    for index in path.indices { path[index].by = shown(path[index].by) }
    for index in requests.indices {
      requests[index].contentType = requests[index].contentType.map(shown)
      requests[index].refusal = requests[index].refusal.map(shown)
      requests[index].lastEventID = Array(shown(String(decoding: requests[index].lastEventID, as: UTF8.self)).utf8)
    }
    notJudged = notJudged.map { ($0.topic, shown($0.why)) }
  }
}
