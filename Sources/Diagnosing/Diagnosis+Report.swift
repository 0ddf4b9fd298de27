import Findings
import StreamModel
package import Text

extension Diagnosis {
  /// The report for people.
  ///
  /// - Parameters:
  ///   - columns: how long its lines may be.
  ///   - exitStatus: what the run ends with; `nil` where it does not end with it.
  package func report(columns: Int, glyphs: Glyphs, exitStatus: Int32?) -> [ReportLine] {
    var writer = ReportWriter(columns: columns, glyphs: glyphs)
    writer.add(title, style: .bold, indent: 0)
    for (label, text) in facts {
      writer.add(text, label: "  \(label)", labelStyle: .dim, indent: Self.factIndent)
    }
    writer.blank()
    for (number, found) in found.enumerated() { add(found, number + 1, to: &writer) }
    if !found.isEmpty { writer.blank() }
    if !fine.isEmpty {
      writer.add(fine.map(\.words).joined(separator: ", "), label: "fine", labelStyle: .dim, indent: Self.topicIndent)
    }
    if !notJudged.isEmpty {
      writer.add(
        reasons, label: "not judged", labelStyle: .dim,
        indent: Self.topicIndent)
    }
    let style: ReportStyle =
      switch verdict {
      case .errors: .error
      case .warnings: .warning
      case .clean, .unjudged: .bold
      }
    writer.add(sum + (exitStatus.map { "; exit status \($0)" } ?? ""), style: style, indent: 0)
    return writer.lines
  }

  /// What is not judged, that for the same reason together.
  private var reasons: String {
    var reasons: [(why: String, topics: [String])] = []
    for (topic, why) in notJudged {
      if let place = reasons.firstIndex(where: { $0.why == why }) {
        reasons[place].topics.append(topic.words)
      } else {
        reasons.append((why, [topic.words]))
      }
    }
    return reasons.map { "\($0.topics.joined(separator: ", ")): \($0.why)" }.joined(separator: "; ")
  }

  private static let factIndent = 12
  private static let topicIndent = 12
  private static let findingIndent = 5

  // MARK: The head of the report

  private var title: String {
    let subject = shownName
    guard let first = requests.first else { return subject }
    if first.kind == .file { return subject }
    let time = "\(subject), \(Wording.seconds(.seconds(Int((seconds / .seconds(1)).rounded()))))"
    if requests.count == 1 { return "\(time), 1 request" }
    var kinds = requests.map(\.kind).map(Self.words)
    let last = kinds.removeLast()
    return "\(time), \(requests.count) requests: \(kinds.joined(separator: ", ")) and \(last)"
  }

  /// What it is called where several are told of.
  package var shownName: String { name.map { "\($0): \(url)" } ?? url }

  private static func words(_ kind: RequestKind) -> String {
    switch kind {
    case .plain: "as given"
    case .browser: "as browsers ask"
    case .again: "as given once more"
    case .resume: "one to resume"
    case .file: "none"
    }
  }

  private var facts: [(label: String, text: String)] {
    guard let first = requests.first else { return [] }
    var facts: [(label: String, text: String)] = []
    if first.kind != .file { facts.append(("response", response(first))) }
    if failure != nil, let refusal = first.refusal { facts.append(("its body", "\"\(refusal)\"")) }
    if failure == nil { facts.append(("stream", brought(first))) }
    if first.kind != .file, first.status != nil {
      let members = path.map { "\($0.name) (\($0.by))" }
      facts.append(("path", members.isEmpty ? "no response header names a proxy" : members.joined(separator: ", ")))
    }
    return facts
  }

  private func response(_ first: Request) -> String {
    var parts: [String] = []
    if let status = first.status {
      parts.append(
        ["\(first.version ?? "HTTP") \(status)", first.contentType ?? ""].filter { !$0.isEmpty }.joined(separator: " "))
    }
    if let failure { parts.append(failure.sentence) }
    let waits = [
      first.headWait.map { "headers after \(Wording.lapse($0))" },
      first.firstEventWait.map { "first event after \(Wording.lapse($0))" },
    ].compactMap(\.self)
    if !waits.isEmpty { parts.append(waits.joined(separator: ", ")) }
    return parts.joined(separator: "; ")
  }

  private func brought(_ first: Request) -> String {
    var counts = [first.events == 0 ? "no events" : Wording.counted(first.events, "event")]
    if first.events > 0, first.kind != .file, seconds >= .seconds(1) {
      counts.append(Quantity.rate(Double(first.events) / (seconds / .seconds(1))))
    }
    if stream.types > 1 { counts.append(Wording.counted(stream.types, "type")) }
    if stream.comments > 0 { counts.append(Wording.counted(stream.comments, "comment")) }
    var parts = [counts.joined(separator: ", ")]
    if stream.answers > 0 { parts.append("\(Wording.counted(stream.answers, "answer")) of a language model") }
    if stream.connections > 1 { parts.append(Wording.counted(stream.connections, "connection")) }
    if first.events > 0 {
      parts.append(!stream.hasIDs ? "no ids" : stream.countsByOne ? "ids count by one" : "ids")
    }
    if first.kind != .file {
      parts.append(stream.heartbeat.map { "comments each \(Wording.seconds($0))" } ?? "no heartbeat")
      parts.append("reconnection time \(Wording.seconds(stream.reconnectionTime))")
    }
    return parts.joined(separator: "; ")
  }

  // MARK: Findings

  private func add(_ found: Found, _ number: Int, to writer: inout ReportWriter) {
    let finding = found.finding
    let (mark, style) = Self.mark(finding.severity, isASCII: writer.glyphs.isASCII)
    let label = "\(mark) \(number)"
    let names = "\(finding.code.rawValue), \(finding.certainty.rawValue)"
    let indent = String(repeating: " ", count: max(Self.findingIndent - writer.width(label), 1))
    let room = writer.columns - Self.findingIndent
    var lines = writer.broken(writer.clean(finding.title), columns: room)
    let last = lines.removeLast()
    for (index, line) in lines.enumerated() {
      writer.add([
        .init(text: index == 0 ? label + indent : String(repeating: " ", count: Self.findingIndent), style: style),
        .init(text: line, style: .bold),
      ])
    }
    let head = lines.isEmpty ? label + indent : String(repeating: " ", count: Self.findingIndent)
    if writer.width(last) + 3 + names.utf8.count <= room {
      writer.add([
        .init(text: head, style: style), .init(text: last, style: .bold), .init(text: "   \(names)", style: .dim),
      ])
    } else {
      writer.add([.init(text: head, style: style), .init(text: last, style: .bold)])
      writer.add(names, style: .dim, indent: Self.findingIndent)
    }
    for line in finding.evidence { writer.add(line, indent: Self.findingIndent) }
    if let place = finding.place {
      writer.add(
        "first: connection \(Quantity.grouped(place.connection)), event \(Quantity.grouped(place.event)), byte "
          + Quantity.grouped(Int(clamping: place.offset)), indent: Self.findingIndent)
    }
    let arrow = writer.glyphs.isASCII ? "->" : "→"
    for remedy in finding.remedies {
      writer.add(
        remedy, label: String(repeating: " ", count: Self.findingIndent) + arrow,
        indent: Self.findingIndent + writer.width(arrow) + 1)
    }
  }

  private static func mark(_ severity: Severity, isASCII: Bool) -> (String, ReportStyle) {
    switch severity {
    case .error: (isASCII ? "x" : "✖", .error)
    case .warning: (isASCII ? "!" : "▲", .warning)
    case .note: (isASCII ? "." : "·", .note)
    }
  }

  /// The mark and the looks of the worst that was found.
  func mark(isASCII: Bool) -> (String, ReportStyle) {
    switch verdict {
    case .errors: Self.mark(.error, isASCII: isASCII)
    case .warnings: Self.mark(.warning, isASCII: isASCII)
    case .clean: Self.mark(.note, isASCII: isASCII)
    case .unjudged: ("?", .warning)
    }
  }

  /// How much was found: `1 error, 2 notes`.
  package var sum: String {
    let counts = [Severity.error, .warning, .note].compactMap { severity -> String? in
      let count = found.count { $0.finding.severity == severity }
      return count == 0 ? nil : Wording.counted(count, severity.rawValue)
    }
    if !counts.isEmpty { return counts.joined(separator: ", ") }
    if failure != nil { return "there was no stream to judge" }
    return verdict == .unjudged ? "too little came to judge the stream" : "nothing is wrong with it"
  }
}
