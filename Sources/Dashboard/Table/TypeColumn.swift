import StreamModel

/// A column of the table of types, in the order in which they stand.
enum TypeColumn: Int, CaseIterable, Sendable {
  case number, name, events, share, rate, minuteRate, peak, bytes, firstSeen, lastSeen

  /// The row of the comments, which are no event type and have no number.
  static let comments = -1

  var title: String {
    switch self {
    case .number: "#"
    case .name: "TYPE"
    case .events: "EVENTS"
    case .share: "SHARE"
    case .rate: "RATE"
    case .minuteRate: "1 MIN"
    case .peak: "PEAK"
    case .bytes: "DATA"
    case .firstSeen: "FIRST"
    case .lastSeen: "LAST"
    }
  }

  /// Whether the column begins with its greatest: quantities do, and the time of the last event.
  var beginsWithGreatest: Bool {
    switch self {
    case .number, .name, .firstSeen: false
    default: true
    }
  }

  /// All types or groups, and the comments if there were any.
  static func order(_ table: EventTable, _ comments: CommentCount, by sort: TableSort, now: Moment) -> [Int] {
    let rows = table.order + (comments.comments > 0 ? [Self.comments] : [])
    let column = Self(rawValue: sort.column) ?? .number
    let greatest = column.beginsWithGreatest != sort.isInverted
    func rate(_ row: Int) -> RateMeter { row < 0 ? comments.rate : table.rate(row) ?? RateMeter() }
    switch column {
    case .number: return greatest ? rows.reversed() : rows
    case .name: return rows.sorted(greatestFirst: greatest) { $0 < 0 ? "comments" : table.name($0) }
    case .events, .share: return rows.sorted(greatestFirst: greatest) { $0 < 0 ? comments.comments : table.events($0) }
    case .rate: return rows.sorted(greatestFirst: greatest) { rate($0).perSecond(at: now) }
    case .minuteRate: return rows.sorted(greatestFirst: greatest) { rate($0).perSecond(over: .seconds(60), at: now) }
    case .peak: return rows.sorted(greatestFirst: greatest) { rate($0).peakPerSecond }
    case .bytes: return rows.sorted(greatestFirst: greatest) { $0 < 0 ? comments.bytes : table.bytes($0) }
    case .firstSeen:
      return rows.sorted(greatestFirst: greatest) { ($0 < 0 ? comments.firstSeen : table.seen($0)?.first) ?? .start }
    case .lastSeen:
      return rows.sorted(greatestFirst: greatest) { ($0 < 0 ? comments.lastSeen : table.seen($0)?.last) ?? .start }
    }
  }
}
