import StreamModel

/// Where one is in the feed.
///
/// Rows are named by their position in the log, so the row under the cursor stays the row while others arrive and old
/// ones are dropped.
public struct FeedState: Sendable {
  public internal(set) var filter = TypeFilter.all
  /// Whether the newest event is always in view.
  public private(set) var follows = true
  /// The row under the cursor: where one went, or the nearest that there is among the rows shown now.
  private(set) var cursor: Int?
  /// Where one went, and among which rows. It stays while others are looked at, so that one comes back to it.
  private var place: (cursor: Int?, top: Int, filter: TypeFilter) = (nil, 0, .all)
  /// The first row in view.
  private(set) var top = 0
  /// Columns of data that are skipped.
  private(set) var offset = 0
  /// How wide the columns have grown; they never shrink under the eye.
  private(set) var typeColumns = 7
  private(set) var idColumns = 0
  /// Rows that fit.
  private var height = 1
  private var width = 80
  /// Events that had come when the newest was left, in all and of each type.
  private var seen: (all: Int, types: [Int]) = (0, [])

  /// How many events have come since the newest was left.
  func newRows(in state: StreamState) -> Int {
    guard !follows else { return 0 }
    switch filter {
    case .all: return state.events - seen.all
    case .only(let type):
      guard type < state.types.rows.count else { return 0 }
      return state.types.rows[type].events - (type < seen.types.count ? seen.types[type] : 0)
    }
  }

  mutating func follow() { follows = true }

  mutating func moveUp(_ rows: Int, in state: StreamState) {
    guard let from = cursor else { return }
    leave(state)
    go(to: reader(state).row(rows, before: from) ?? from)
  }

  mutating func moveDown(_ rows: Int, in state: StreamState) {
    guard !follows, let from = cursor else { return }
    go(to: reader(state).row(rows, after: from) ?? from)
  }

  mutating func moveToTop(in state: StreamState) {
    leave(state)
    go(to: reader(state).first(from: 0))
    place.top = cursor ?? 0
  }

  /// Rows of one screen, one of which stays in view when a page is turned.
  var page: Int { max(height - 1, 1) }

  mutating func moveSideways(_ direction: Int) {
    offset = min(max(offset + direction * max(width / 2, 1), 0), 1 << 30)
  }

  private mutating func go(to position: Int?) {
    cursor = position
    place = (position, top, filter)
  }

  private mutating func leave(_ state: StreamState) {
    guard follows else { return }
    follows = false
    seen = (state.events, state.types.rows.map(\.events))
  }

  /// Brings cursor and top to where they are possible, for a feed of this size.
  mutating func fit(_ state: StreamState, rows: Int, columns: Int) {
    (height, width) = (max(rows, 1), columns)
    let reader = reader(state)
    let end = state.log.positions.upperBound
    if follows {
      cursor = reader.last(before: end)
      top = reader.row(height, before: end) ?? end
    } else {
      top = place.top
      cursor = place.cursor.flatMap { reader.last(before: $0 + 1) ?? reader.first(from: $0) } ?? reader.first(from: 0)
      guard let cursor else { return }
      top = max(min(top, cursor), state.log.positions.lowerBound)
      if !reader.rows(from: top, count: height).contains(cursor) {
        top = reader.row(height - 1, before: cursor) ?? cursor
      }
      if reader.rows(from: top, count: height).count < height { top = reader.row(height, before: end) ?? top }
      if filter == place.filter { place.top = top }
    }
    widen(reader.rows(from: top, count: height).map { state.log[$0] }, in: state)
  }

  private mutating func widen(_ records: [Record], in state: StreamState) {
    for record in records where record.kind == .event {
      typeColumns = max(typeColumns, TextWidth.columns(of: state.types.rows[Int(record.type)].name))
      if record.idLength > 0 { idColumns = max(idColumns, min(Int(record.idLength), 64)) }
    }
  }

  private func reader(_ state: StreamState) -> FeedReader { FeedReader(state: state, filter: filter) }
}
