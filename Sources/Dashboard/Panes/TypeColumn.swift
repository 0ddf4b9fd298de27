import StreamModel

/// A column of the table of types.
enum TypeColumn: Int, CaseIterable, Sendable {
  case number, name, events, rate, bytes, firstSeen, lastSeen

  /// The types in the order of a column: names from A, numbers from 1, quantities from the greatest.
  static func order(_ state: StreamState, by column: Int, isInverted: Bool, now: Moment) -> [Int] {
    let rows = state.types.rows
    let order: [Int]
    switch TypeColumn(rawValue: column) ?? .number {
    case .number, .firstSeen: order = Array(rows.indices)
    case .name: order = rows.indices.sorted { (rows[$0].name, $0) < (rows[$1].name, $1) }
    case .events: order = rows.indices.sorted { (rows[$1].events, $0) < (rows[$0].events, $1) }
    case .bytes: order = rows.indices.sorted { (rows[$1].bytes, $0) < (rows[$0].bytes, $1) }
    case .lastSeen: order = rows.indices.sorted { (rows[$1].lastSeen, $0) < (rows[$0].lastSeen, $1) }
    case .rate:
      let rates = rows.map { $0.rate.perSecond(at: now) }
      order = rows.indices.sorted { (rates[$1], $0) < (rates[$0], $1) }
    }
    return isInverted ? order.reversed() : order
  }
}

/// A column of the table of sources.
enum SourceColumn: Int, CaseIterable, Sendable {
  case number, state, url, events, rate, bytes, reconnects

  static func order(_ state: StreamState, by column: Int, isInverted: Bool, now: Moment) -> [Int] {
    let sources = state.sources
    let order: [Int]
    switch SourceColumn(rawValue: column) ?? .number {
    case .number: order = Array(sources.indices)
    case .state:
      order = sources.indices.sorted {
        (sources[$0].openSince == nil ? 0 : 1, $0) < (sources[$1].openSince == nil ? 0 : 1, $1)
      }
    case .url: order = sources.indices.sorted { (sources[$0].url, $0) < (sources[$1].url, $1) }
    case .events: order = sources.indices.sorted { (sources[$1].events, $0) < (sources[$0].events, $1) }
    case .bytes: order = sources.indices.sorted { (sources[$1].bytes, $0) < (sources[$0].bytes, $1) }
    case .reconnects: order = sources.indices.sorted { (sources[$1].reconnects, $0) < (sources[$0].reconnects, $1) }
    case .rate:
      let rates = sources.map { $0.eventRate.perSecond(at: now) }
      order = sources.indices.sorted { (rates[$1], $0) < (rates[$0], $1) }
    }
    return isInverted ? order.reversed() : order
  }
}
