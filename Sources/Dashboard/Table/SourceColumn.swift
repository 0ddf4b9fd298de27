import StreamModel

/// A column of the table of sources, in the order in which they stand.
enum SourceColumn: Int, CaseIterable, Sendable {
  case number, state, url, events, rate, byteRate, lastByte, reconnects, reason

  var title: String {
    switch self {
    case .number: "#"
    case .state: "STATE"
    case .url: "URL"
    case .events: "EVENTS"
    case .rate: "RATE"
    case .byteRate: "BYTES"
    case .lastByte: "LAST BYTE"
    case .reconnects: "RECONN"
    case .reason: "LAST REASON"
    }
  }

  /// Whether the column begins with its greatest. The state begins with what is wrong, the reason with what there is.
  var beginsWithGreatest: Bool {
    switch self {
    case .events, .rate, .byteRate, .lastByte, .reconnects, .reason: true
    default: false
    }
  }

  static func order(_ state: StreamState, by sort: TableSort, now: Moment) -> [Int] {
    let sources = state.sources
    let rows = Array(sources.indices)
    let column = Self(rawValue: sort.column) ?? .number
    let greatest = column.beginsWithGreatest != sort.isInverted
    switch column {
    case .number: return greatest ? rows.reversed() : rows
    case .state: return rows.sorted(greatestFirst: greatest) { health(of: $0, sources, now) }
    case .url: return rows.sorted(greatestFirst: greatest) { sources[$0].shownName }
    case .events: return rows.sorted(greatestFirst: greatest) { sources[$0].events }
    case .rate: return rows.sorted(greatestFirst: greatest) { sources[$0].eventRate.perSecond(at: now) }
    case .byteRate: return rows.sorted(greatestFirst: greatest) { sources[$0].byteRate.perSecond(at: now) }
    case .lastByte: return rows.sorted(greatestFirst: greatest) { sources[$0].lastByteAt ?? .start }
    case .reconnects: return rows.sorted(greatestFirst: greatest) { sources[$0].reconnects }
    case .reason: return rows.sorted(greatestFirst: greatest) { sources[$0].lastDisconnection?.reason.sentence ?? "" }
    }
  }

  /// The same where there is room for some of them only: by their numbers, those that need a look come first.
  static func order(_ state: StreamState, by sort: TableSort, now: Moment, rows: Int) -> [Int] {
    let order = order(state, by: sort, now: now)
    guard order.count > rows, Self(rawValue: sort.column) ?? .number == .number else { return order }
    let healths = order.map { health(of: $0, state.sources, now) }
    return order.indices.sorted { (healths[$0], $0) < (healths[$1], $1) }.map { order[$0] }
  }

  /// From the worst, 0, to an open stream from which bytes come.
  ///
  /// Only what it takes is read of each: a copy of all that is known about a source takes longer than the answer.
  private static func health(of index: Int, _ sources: [SourceState], _ now: Moment) -> Int {
    let connection = sources[index].connection
    guard connection.isOpen else { return connection.isClosed ? 0 : connection.isWaiting ? 1 : 2 }
    switch sources[index].silences.alarm(at: now) {
    case .stalled: return 3
    case .quiet: return 4
    default: return 5
    }
  }
}
