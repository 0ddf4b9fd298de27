package import StreamModel

/// The findings of all sources as they stand: judged once a second and at each change of a connection's state.
///
/// At most one for each code and source.
package struct FindingBoard: Sendable {
  /// For each source, in the order in which they were found.
  package private(set) var findings: [[Finding]]
  private var judgedAt: Moment?
  /// What each source's newest response headers say: they are looked at once.
  private var heads: [Head?]

  private struct Head {
    var attempt: Int
    var isClosed: Bool
    var path: [PathMember]
    var verdicts: [Verdict]
  }

  /// What is found of each source elsewhere: in the answers of language models that it streams.
  private var others: [[Verdict]]
  /// What is found of each source beside another one that it is compared with.
  private var compared: [[Verdict]]

  package init(sources: Int) {
    findings = Array(repeating: [], count: sources)
    heads = Array(repeating: nil, count: sources)
    others = Array(repeating: [], count: sources)
    compared = Array(repeating: [], count: sources)
  }

  /// A board on which these stand, a list for each source.
  package init(_ findings: [[Finding]]) {
    self.init(sources: findings.count)
    self.findings = findings
  }

  /// Between two judgements, unless a connection's state changes.
  package static let interval = Duration.seconds(1)

  /// Whether it is time to judge all sources again.
  package func isDue(at now: Moment) -> Bool { judgedAt.map { now - $0 >= Self.interval } ?? true }

  /// Judges all sources.
  ///
  /// - Returns: what is new, has become worse or more certain, with its source.
  package mutating func judge(_ state: StreamState, at now: Moment) -> [(source: Int, finding: Finding)] {
    judgedAt = now
    return state.sources.indices.flatMap { judge(state.sources[$0], index: $0, at: now) }
  }

  /// Takes what is found elsewhere of a source, for the next time that it is judged; each code at most once.
  package mutating func set(_ verdicts: [Verdict], of source: Int) {
    if others.indices.contains(source) { others[source] = verdicts }
  }

  /// Takes what a comparison with another source shows, for the next time that a source is judged.
  package mutating func set(compared verdicts: [Verdict], of source: Int) {
    if compared.indices.contains(source) { compared[source] = verdicts }
  }

  /// Judges one source.
  package mutating func judge(
    _ source: SourceState, index: Int, at now: Moment
  ) -> [(source: Int, finding: Finding)] {
    guard findings.indices.contains(index) else { return [] }
    let head = head(of: source, index: index, at: now)
    let verdicts =
      Rules.verdicts(
        Circumstances(source, at: now, path: head?.path ?? []), head: head?.verdicts ?? [])
      + others[index] + compared[index]
    var told: [(source: Int, finding: Finding)] = []
    for row in findings[index].indices where !verdicts.contains(where: { $0.code == findings[index][row].code }) {
      findings[index][row].isNow = false
    }
    for verdict in verdicts {
      guard let row = findings[index].firstIndex(where: { $0.code == verdict.code }) else {
        let finding = Finding(verdict, at: now)
        findings[index].append(finding)
        told.append((index, finding))
        continue
      }
      let before = findings[index][row]
      findings[index][row].receive(verdict, at: now)
      let after = findings[index][row]
      if after.severity > before.severity || after.certainty > before.certainty { told.append((index, after)) }
    }
    return told
  }

  private mutating func head(of source: SourceState, index: Int, at now: Moment) -> Head? {
    guard source.head != nil else { return nil }
    let isClosed = source.connection.isClosed
    // Before a stream is open nothing is decided.
    if let known = heads[index], known.attempt == source.attemptCount, known.isClosed == isClosed { return known }
    let circumstances = Circumstances(source, at: now)
    let head = Head(
      attempt: source.attemptCount, isClosed: isClosed, path: circumstances.path,
      verdicts: HeadRules.verdicts(circumstances))
    if source.attempts.last?.openedAt != nil || isClosed { heads[index] = head }
    return head
  }

  /// How many there are of this severity.
  package func count(_ severity: Severity) -> Int { findings.joined().count { $0.severity == severity } }

  /// The worst; `nil` if there is nothing.
  package var worst: Severity? { findings.joined().map(\.severity).max() }

  /// All of them with their sources, the worst first, else in the order of sources and times.
  package var ranked: [(source: Int, finding: Finding)] {
    let all = findings.enumerated().flatMap { index, found in found.map { (source: index, finding: $0) } }
    return all.enumerated().sorted { left, right in
      let (one, other) = (left.element.finding.severity, right.element.finding.severity)
      return one == other ? left.offset < right.offset : one > other
    }.map(\.element)
  }
}

/// All rules.
package enum Rules {
  /// What the rules say of a source now, each code at most once.
  ///
  /// - Parameter head: what the response headers say; `nil` if they are still to be looked at.
  package static func verdicts(_ circumstances: Circumstances, head: [Verdict]? = nil) -> [Verdict] {
    let all =
      DeliveryRules.verdicts(circumstances) + EndRules.verdicts(circumstances) + WireRules.verdicts(circumstances)
      + (head ?? HeadRules.verdicts(circumstances)) + SequenceRules.verdicts(circumstances)
      + BeatRules.verdicts(circumstances)
    var seen: Set<FindingCode> = []
    return all.filter { seen.insert($0.code).inserted }
  }

  /// What is told beside only where a diagnosis is asked for: true of many a healthy stream, and worth a note to who
  /// asks what could be better.
  ///
  /// - Parameter head: of the last response, also while the next one is awaited.
  package static func verdictsOfDiagnosis(_ circumstances: Circumstances, head: ResponseHead?) -> [Verdict] {
    [HeadRules.http1Limit(circumstances, head), DeliveryRules.nothing(circumstances)].compactMap(\.self)
  }
}

extension Finding {
  package init(_ verdict: Verdict, at now: Moment) {
    self.init(
      code: verdict.code, severity: verdict.severity, certainty: verdict.certainty, title: verdict.title,
      evidence: verdict.evidence, remedies: verdict.remedies, figures: verdict.figures, count: verdict.count,
      place: verdict.place, first: now, last: now, isNow: verdict.isNow)
  }

  /// Updates what is told of it. Its first place and time stay, and neither severity nor certainty falls.
  mutating func receive(_ verdict: Verdict, at now: Moment) {
    severity = max(severity, verdict.severity)
    if severity == verdict.severity { title = verdict.title }
    certainty = max(certainty, verdict.certainty)
    (evidence, remedies, figures) = (verdict.evidence, verdict.remedies, verdict.figures)
    if verdict.count > count || verdict.isNow { last = now }
    count = max(count, verdict.count)
    isNow = verdict.isNow
    place = place ?? verdict.place
  }
}
