import Findings
import StreamModel
import Text

/// What is looked at all the time, and what came of it: so that no finding is told from nothing looked at.
enum FindingChecks {
  enum Outcome: Equatable {
    case fine
    case found
    /// There is nothing to judge yet, for a reason.
    case open(String)
  }

  struct Check {
    /// What the codes of its findings begin with.
    var prefix: String
    var name: String
    var subject: String
    var outcome: Outcome
  }

  static func all(_ context: PaneContext) -> [Check] {
    let (board, sources) = (context.findings, context.state.sources)
    // A file's or a pipe's head has no status.
    let hasRequests = sources.contains { $0.head?.status != 0 }
    let events = sources.reduce(0) { $0 + $1.events }
    let silence = sources.map { $0.silences.longestSilence(at: context.frame.now) }.max() ?? .zero
    let hasBeat = sources.contains { $0.silences.beats.period != nil }
    /// - Parameter open: why it is not judged; `nil` if it is.
    func check(_ prefix: String, _ name: String, _ subject: String, _ open: String?) -> Check {
      let isFound = board.findings.joined().contains { $0.code.rawValue.hasPrefix(prefix + ".") }
      return Check(
        prefix: prefix, name: name, subject: subject, outcome: isFound ? .found : open.map(Outcome.open) ?? .fine)
    }
    let noRequest = hasRequests ? nil : "only for streams over HTTP"
    return [
      check(
        "delivery", "delivery", "held back on the way by a buffer or a compressor",
        noRequest ?? (events < 5 ? "fewer than 5 events" : nil)),
      check(
        "cut", "ends", "time-outs, a maximum age, ends inside an event",
        noRequest ?? openEnds(sources)),
      check(
        "wire", "lines", "field names, blank lines, line ends, ids, retry",
        sources.contains { $0.bytes > 0 } ? nil : "nothing has come"),
      check(
        "head", "headers", "content type, caching, HTTP version, length",
        noRequest ?? (sources.contains { $0.head != nil } ? nil : "no response yet")),
      check(
        "id", "ids", "missing, repeated and late events, by ids that count",
        sources.contains { $0.ids.findings != nil } ? nil : "no ids that count by one"),
      check(
        "beat", "heartbeat", "often enough to keep a quiet connection open",
        noRequest ?? (hasBeat || silence >= .seconds(55) ? nil : "no silence of 55 s")),
    ]
  }

  /// What ends connections shows by what they have in common: one alone says little.
  private static func openEnds(_ sources: [SourceState]) -> String? {
    let ends = sources.map { $0.attempts.count { $0.openedAt != nil && $0.end != nil } }.max() ?? 0
    return ends > 1 ? nil : ends == 0 ? "no connection has ended" : "one end alone says little"
  }

  // MARK: - Below a list of findings

  /// What is fine and what is not judged, in a few rows.
  static func summary(_ context: PaneContext, columns: Int) -> [[TextSpan]] {
    let rows = FindingRows(context, columns: columns)
    let checks = all(context)
    let fine = checks.filter { $0.outcome == .fine }.map(\.name)
    let open = checks.compactMap { check -> String? in
      guard case .open(let reason) = check.outcome else { return nil }
      return "\(check.name) (\(reason))"
    }
    return (fine.isEmpty ? [] : rows.prose("Nothing wrong with: \(fine.joined(separator: ", "))", .good, indent: 2))
      + (open.isEmpty ? [] : rows.prose("Not judged: \(open.joined(separator: ", "))", .dim, indent: 2))
  }

  // MARK: - Where there is none

  /// That nothing is wrong, and what this is worth.
  static func lines(_ context: PaneContext, columns: Int) -> [[TextSpan]] {
    let rows = FindingRows(context, columns: columns)
    let sources = context.state.sources
    let events = Quantity.grouped(sources.reduce(0) { $0 + $1.events })
    let since = sources.flatMap(\.attempts).map(\.beganAt).min()
    let hasCome = sources.contains { $0.bytes > 0 }
    var lines: [[TextSpan]] = [[]]
    lines += rows.prose(
      hasCome
        ? "Nothing is wrong so far: \(events) events"
          + (since.map { ", watched since \(context.frame.clock.text($0).prefix(8))" } ?? "")
        : "Nothing has come yet that can be judged.",
      hasCome ? .good : .dim, indent: 2)
    lines.append([])
    for check in all(context) {
      let state: TextSpan =
        if case .open = check.outcome { TextSpan("  not yet   ", .dim) } else { TextSpan("  fine      ", .good) }
      let name = TextSpan(check.name + String(repeating: " ", count: max(11 - check.name.count, 1)), .label)
      var subject = rows.prose(check.subject, .value, indent: 23)
      if case .open(let reason) = check.outcome {
        subject = rows.prose("\(check.subject): \(reason)", .dim, indent: 23)
      }
      lines += subject.enumerated().map { $0 == 0 ? [state, name] + $1.dropFirst() : $1 }
    }
    return lines
  }
}
