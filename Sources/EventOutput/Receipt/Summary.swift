import Comparing
import EventFields
import EventFilter
import Findings
import ModelAnswers
import StreamModel

/// What a run was, as numbers: what the receipt tells and `--summary` writes.
struct Summary: Sendable {
  struct Drop: Equatable, Sendable {
    /// Since 1970.
    var at: Duration
    var reason: String
    var code: Int
  }

  struct Cause: Equatable, Sendable {
    var reason: String
    var count: Int
  }

  /// How a source stood at the end.
  enum Standing: Equatable, Sendable {
    case open
    /// Nothing has come of the first try yet, or none was made.
    case connecting
    /// Lost or never open, and still tried.
    case down(String)
    /// For good.
    case ended(String)
  }

  struct Source: Equatable, Sendable {
    /// As it may be shown.
    var url: String
    /// How often the stream was open.
    var connections: Int
    var tries: Int
    /// Whether a connection stood although no response ever came.
    var hasNoResponse: Bool
    var dropCount: Int
    /// The newest that are kept, and what keeps the source from being open now.
    var drops: [Drop]
    var causes: [Cause]
    /// Of the last response.
    var status: Int?
    var standing: Standing
    var events: Int
    var ledger = IDs()
    /// From one heartbeat to the next, if that is known.
    var heartbeat: Duration?
  }

  /// What ids tell of a source.
  struct IDs: Equatable, Sendable {
    struct Reconnect: Equatable, Sendable {
      /// Since 1970.
      var at: Duration
      var down: Duration
      var sentID: String
      var firstID: String
      var missing: Int
      var repeated: Int
    }

    /// `nil` if they do not count.
    var missing: Int?
    var repeated = 0
    /// `nil` if they do not count.
    var late: Int?
    /// Reconnects after which ids began anew, and those after which all came once more.
    var restarts = 0
    var replays = 0
    /// The newest that are kept.
    var reconnects: [Reconnect] = []
  }

  struct EventType: Equatable, Sendable {
    var name: String
    var events: Int
    /// Bytes of data.
    var bytes: Int
  }

  /// The values of a path, which take the place of types.
  struct Groups: Equatable, Sendable {
    struct Group: Equatable, Sendable {
      var key: GroupKey
      var events: Int
      /// Bytes of data.
      var bytes: Int
    }

    /// As jq writes it.
    var path: String
    /// In the order in which they were first seen.
    var groups: [Group]
  }

  struct Gaps: Equatable, Sendable {
    var median: Duration
    /// What 99 of 100 do not exceed.
    var p99: Duration
    var longest: Duration
  }

  /// Since 1970.
  var started: Duration
  /// The time of `Moment.start`, since 1970.
  var origin = Duration.zero
  var duration: Duration
  var sources: [Source]
  /// In the order in which they were first seen; no two have the same name.
  var types: [EventType]
  /// `nil` unless `--by` asked for them.
  var groups: Groups?
  var events: Int
  /// Bytes of bodies.
  var bytes: Int
  var comments: Int
  /// `nil` if there were no two events on one connection.
  var gaps: Gaps?
  /// On an open connection; `nil` if there was none.
  var longestSilence: Duration?
  /// Events that were not complete when their connection ended.
  var cut: Int
  /// Lines and events over the limit.
  var dropped: Int
  /// What ids that count have told, of all sources.
  var ids: SequenceTracker.Findings
  /// The worst first.
  var findings: [(source: Int, finding: Finding)] = []
  /// Names of the files that were written.
  var files: [String]
  /// How many were written before those.
  var earlierFiles = 0
  /// Answers of language models, the newest hundred.
  var answers: [AnswerNumbers] = []
  /// How many events have matched what the user waited for.
  var alerts: [Alerts.Count] = []
  /// Of two streams, where they were compared.
  var comparison: StreamComparison?

  /// The findings of each source.
  var findingsBySource: [[Finding]] {
    sources.indices.map { source in findings.filter { $0.source == source }.map(\.finding) }
  }
}

extension Summary {
  /// - Parameters:
  ///   - started: the time of `Moment.start`, since 1970.
  ///   - beginning: from which on anything was shown.
  ///   - now: the end of the run.
  init(
    _ state: StreamState, findings: FindingBoard? = nil, started: Duration, since beginning: Moment = .start,
    at now: Moment, files: [String] = [], groups table: GroupTable? = nil, answers: [AnswerNumbers] = [],
    alerts: [Alerts.Count] = []
  ) {
    self.findings = findings?.ranked ?? []
    origin = started
    self.started = started + beginning.sinceStart
    duration = max(now - beginning, .zero)
    sources = state.sources.map { Source($0, started: started) }
    types = Self.types(of: state.types.rows)
    groups = table.map { table in
      Groups(
        path: table.path.text,
        groups: table.rows.map { Groups.Group(key: $0.key, events: $0.events, bytes: $0.bytes) })
    }
    events = state.events
    bytes = state.sources.reduce(0) { $0 + $1.bytes }
    comments = state.comments.comments
    gaps = state.gaps.longest.map { longest in
      Gaps(
        median: state.gaps.quantile(0.5) ?? longest, p99: state.gaps.quantile(0.99) ?? longest, longest: longest)
    }
    longestSilence = state.sources.filter { $0.openings > 0 }.map { $0.silences.longestSilence(at: now) }.max()
    cut = state.sources.reduce(0) { $0 + $1.cut }
    dropped = state.sources.reduce(0) { $0 + $1.overlong }
    ids = state.sources.compactMap(\.ids.findings).reduce(into: SequenceTracker.Findings()) { $0.add($1) }
    self.files = files
    self.answers = answers
    self.alerts = alerts
  }

  /// Names that are not UTF-8 can look the same although the table tells them apart; as text they are one.
  private static func types(of rows: [TypeTable.Row]) -> [EventType] {
    // By bytes: strings that are canonically equivalent are other names all the same.
    var places: [[UInt8]: Int] = [:]
    var types: [EventType] = []
    for row in rows {
      if let place = places[Array(row.name.utf8)] {
        types[place].events += row.events
        types[place].bytes += row.bytes
      } else {
        places[Array(row.name.utf8)] = types.count
        types.append(EventType(name: row.name, events: row.events, bytes: row.bytes))
      }
    }
    return types
  }

  /// How many a second over the whole run, of which at least one second is counted.
  func perSecond(_ count: Int) -> Double { Double(count) / max(duration / .seconds(1), 1) }
}

extension Summary.Source {
  init(_ source: SourceState, started: Duration) {
    url = source.url
    connections = source.openings
    tries = source.attemptCount
    hasNoResponse =
      source.attempts.contains { $0.connectedAt != nil && !$0.isRefusedInTLS }
      && source.attempts.allSatisfy { $0.response == nil }
    dropCount = source.drops.count
    causes = source.drops.causes.map { Summary.Cause(reason: $0.reason.sentence, count: $0.count) }
    // A file's is 0, which is none.
    status = source.attempts.last { $0.response != nil }?.response.flatMap { $0.status > 0 ? $0.status : nil }
    events = source.events
    ledger = Summary.IDs(source, started: started)
    heartbeat = source.silences.beats.period
    drops = source.drops.newest.map { drop in
      Summary.Drop(at: started + drop.at.sinceStart, reason: drop.reason.sentence, code: drop.reason.exitCode)
    }
    if source.connection.isOpen {
      standing = .open
    } else if let reason = source.connection.closingReason {
      standing = .ended(reason.sentence)
    } else {
      standing = source.lastDisconnection.map { .down($0.reason.sentence) } ?? .connecting
    }
    // What keeps it from being open since it was lost, or at all.
    if standing != .open, let (reason, at) = source.lastDisconnection, at != source.drops.newest.last?.at,
      reason.exitCode != 0
    {
      drops.append(Summary.Drop(at: started + at.sinceStart, reason: reason.sentence, code: reason.exitCode))
    }
  }
}

extension Summary.IDs {
  init(_ source: SourceState, started: Duration) {
    let ids = source.ids
    let found = ids.reliance == nil ? nil : ids.found
    missing = found?.missing
    late = found?.late
    repeated = max(ids.findings?.repeated ?? 0, source.ledger.repeated)
    (restarts, replays) = (source.ledger.restarts, source.ledger.replays)
    reconnects = source.ledger.reconnects.map { row in
      Reconnect(
        at: started + row.at.sinceStart, down: row.down, sentID: String(decoding: row.sentID, as: UTF8.self),
        firstID: String(decoding: row.firstID, as: UTF8.self), missing: row.missing, repeated: row.repeated)
    }
  }
}

extension Attempt {
  /// Whether it ended because no encrypted connection came about, which is no lack of a response.
  fileprivate var isRefusedInTLS: Bool {
    switch end?.reason {
    case .handshake, .certificate: true
    default: false
    }
  }
}
