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
    case .state: return rows.sorted(greatestFirst: greatest) { health(sources[$0], now) }
    case .url: return rows.sorted(greatestFirst: greatest) { sources[$0].shownName }
    case .events: return rows.sorted(greatestFirst: greatest) { sources[$0].events }
    case .rate: return rows.sorted(greatestFirst: greatest) { sources[$0].eventRate.perSecond(at: now) }
    case .byteRate: return rows.sorted(greatestFirst: greatest) { sources[$0].byteRate.perSecond(at: now) }
    case .lastByte: return rows.sorted(greatestFirst: greatest) { sources[$0].lastByteAt ?? .start }
    case .reconnects: return rows.sorted(greatestFirst: greatest) { sources[$0].reconnects }
    case .reason: return rows.sorted(greatestFirst: greatest) { sources[$0].lastDisconnection?.reason.sentence ?? "" }
    }
  }

  /// From the worst, 0, to an open stream from which bytes come.
  private static func health(_ source: SourceState, _ now: Moment) -> Int {
    let connection = source.connection
    guard connection.isOpen else { return connection.isClosed ? 0 : connection.isWaiting ? 1 : 2 }
    switch source.silence(at: now)?.alarm {
    case .stalled: return 3
    case .quiet: return 4
    default: return 5
    }
  }
}
