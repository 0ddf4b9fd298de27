import EventFields
import EventFilter
import StreamModel
import Text

/// Where one is in the feed, and what it shows.
///
/// Rows are named by their position in the log, so the row under the cursor stays the row while others arrive and old
/// ones are dropped.
struct FeedState: Sendable {
  var selection = FeedSelection() {
    didSet {
      guard !selection.filters(like: oldValue) else { return }
      guard selection.isMatched else {
        index = nil
        return
      }
      index = MatchIndex(
        MatchCriterion(
          selection.filter ?? EventFilter(), showsComments: selection.filtersComments && !selection.onlyErrors,
          onlyErrors: selection.onlyErrors))
    }
  }
  /// What of the log the filter has been asked about.
  private(set) var index: MatchIndex?
  /// The groups of the events that are looked at; `nil` where they are told apart by their types.
  var groups: EventGroups? { didSet { widened = [] } }
  /// Values that are columns of their own.
  var fields = FieldColumns()
  /// Whether the newest event is always in view.
  private(set) var follows = true
  var time = TimeColumn.clock
  /// Whether data takes as many rows as it needs.
  private(set) var wraps = false
  /// The row under the cursor: where one went, or the nearest that there is among the rows shown now.
  private(set) var cursor: Int?
  /// Where one went, and among which rows. It stays while others are looked at, so that one comes back to it.
  private var place: (cursor: Int?, top: Int, selection: FeedSelection) = (nil, 0, FeedSelection())
  /// The first row in view.
  private(set) var top = 0
  /// Columns of data that are skipped.
  private(set) var offset = 0
  /// How wide the columns have grown; they never shrink under the eye.
  private var typeColumns = FeedState.leastTypeColumns
  private var idColumns = 0
  private var jsonIDColumns = 0
  /// Whether an event in view was JSON.
  private(set) var hasJSON = false
  private(set) var columns = FeedColumns(width: 80, hasSources: false, typeColumns: 7, idColumns: 0)
  /// Rows that fit.
  private(set) var height = 1
  /// Rows of the feed that are in view, oldest first.
  private(set) var rows: [Int] = []
  /// Rows that were in view before, for which the columns are wide enough; none where their names may have changed.
  private var widened: [Int] = []
  /// Where the log ended when the newest was left.
  private var leftAt = 0
  /// Rows that have come since, as far as they were counted, and among which rows.
  private var new: (rows: Int, end: Int, selection: FeedSelection) = (0, 0, FeedSelection())

  /// Begins with a filter; `nil` for none.
  mutating func select(filter: EventFilter?, showsComments: Bool) {
    selection.filter = filter
    selection.showsComments = showsComments
  }

  func reader(_ state: StreamState) -> FeedReader { FeedReader(state, selection, index: index, groups: groups) }

  /// Whether a record is to be seen, whatever the filter's index knows.
  func shows(_ position: Int, in state: StreamState) -> Bool {
    let record = state.log[position]
    guard position >= selection.start, selection.admits(record, in: state) else { return false }
    if let groups, !selection.admits(group: groups.row(of: record, at: position, in: state.log)) { return false }
    if selection.onlyErrors, !ErrorSign.isShown(by: record, in: state) { return false }
    return selection.filter?.matches(record, in: state) ?? true
  }

  /// Rows that are counted in one go: more than come between two pictures.
  private static let countLimit = 20_000

  /// How many events and comments have become rows since the newest was left.
  var newRows: Int { follows ? 0 : new.rows }

  private mutating func countNew(_ reader: FeedReader) {
    guard !follows else { return }
    if selection != new.selection { new = (0, leftAt, selection) }
    let kept = reader.state.log.positions
    // The filter may not know yet what has come since.
    if let index, index.scanned.lowerBound > max(new.end, kept.lowerBound) { return }
    if let groups, groups.scanned.lowerBound > max(new.end, kept.lowerBound) { return }
    let rows = reader.rows(from: new.end, count: Self.countLimit)
    for row in rows {
      let kind = reader.state.log[row].kind
      if kind == .event || kind == .comment { new.rows += 1 }
      new.end = row + 1
    }
    if rows.count < Self.countLimit { new.end = max(new.end, reader.positions.upperBound) }
  }

  /// Tells events apart otherwise than before: all of them are shown, and their names have other widths.
  mutating func group(_ groups: EventGroups?) {
    self.groups = groups
    if selection.types != .comments { selection.types = .all }
    selection.groups = groups.map { GroupSelection(path: $0.path) }
    typeColumns = Self.leastTypeColumns
    if let groups {
      typeColumns = max(typeColumns, min(TextWidth.columns(of: groups.path.text), FieldColumns.widestTitle))
    }
  }

  private static let leastTypeColumns = 7

  /// Takes back where one was, and keeps what is known of the filter.
  mutating func goBack(to former: FeedState) {
    let known = selection.filters(like: former.selection) ? index : former.index
    let groups = groups
    self = former
    index = known
    self.groups = groups
  }

  // MARK: - Going somewhere

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

  /// Goes to a row, or to the place where it would be.
  mutating func go(to position: Int, in state: StreamState) {
    leave(state)
    go(to: position)
  }

  /// Rows of one screen, one of which stays in view when a page is turned.
  var page: Int { max((wraps ? rows.count : height) - 1, 1) }

  mutating func moveSideways(_ direction: Int) {
    guard !wraps else { return }
    offset = min(max(offset + direction * max(columns.width / 2, 1), 0), 1 << 30)
  }

  mutating func toggleWrap() { wraps.toggle() }

  private mutating func go(to position: Int?) {
    cursor = position
    place = (position, top, selection)
  }

  private mutating func leave(_ state: StreamState) {
    guard follows else { return }
    follows = false
    leftAt = state.log.positions.upperBound
    new = (0, leftAt, selection)
  }

  // MARK: - Fitting

  /// Asks the filter about more of the log and tells more groups apart, and says whether all of it is known now.
  mutating func advance(in state: StreamState, budget: Int) -> Bool {
    // Where there are none they are not touched: to change them is to look at all rows again.
    let isGrouped = groups == nil || groups?.advance(in: state, budget: budget) == true
    return (index?.advance(in: state, budget: budget) ?? true) && isGrouped
  }

  /// Whether the filter knows all that is kept.
  func isComplete(in state: StreamState) -> Bool {
    if groups?.isComplete(in: state) == false { return false }
    guard let index, !state.log.positions.isEmpty else { return true }
    // What it has not begun with is not complete, wherever it would begin.
    return !index.scanned.isEmpty && index.scanned.lowerBound <= max(state.log.positions.lowerBound, selection.start)
  }

  /// The row at a place on the screen, counted from the first that is in view.
  func position(atRow row: Int, _ state: StreamState) -> Int? {
    let heights = RowHeights(reader(state), columns, wraps: wraps, limit: height)
    var next = 0
    // What was in view may have left the log since.
    for position in rows where state.log.positions.contains(position) {
      next += heights.height(of: position)
      if row < next { return position }
    }
    return nil
  }

  /// Brings cursor and top to where they are possible, for a feed of this size.
  mutating func fit(_ state: StreamState, rows height: Int, columns width: Int) {
    self.height = max(height, 1)
    columns = columns(width, state)
    let reader = reader(state)
    let heights = RowHeights(reader, columns, wraps: wraps, limit: self.height)
    let end = reader.positions.upperBound
    countNew(reader)
    if follows {
      cursor = reader.last(before: end)
      rows = heights.rows(before: end)
      top = rows.first ?? end
    } else {
      top = place.top
      cursor = place.cursor.flatMap { reader.last(before: $0 + 1) ?? reader.first(from: $0) } ?? reader.first(from: 0)
      guard let cursor else {
        rows = []
        return
      }
      top = max(min(top, cursor), reader.positions.lowerBound)
      rows = heights.rows(from: top).rows
      if !rows.contains(cursor) { top = heights.rows(before: cursor + 1).first ?? cursor }
      if !heights.rows(from: top).isFull { top = heights.rows(before: end).first ?? top }
      if selection == place.selection { place.top = top }
      rows = heights.rows(from: top).rows
    }
    fields.fit(rows, reader, groups)
    widen(in: state)
    columns = columns(width, state)
  }

  private func columns(_ width: Int, _ state: StreamState) -> FeedColumns {
    FeedColumns(
      width: width, hasSources: state.sources.count > 1, typeColumns: typeColumns, idColumns: idColumns,
      jsonIDColumns: jsonIDColumns,
      // The groups' values stand in place of the type.
      fields: zip(fields.paths, fields.widths).map { $0 == groups?.path ? 0 : $1 }, titles: fields.titles)
  }

  /// Whether an object or an array begins so.
  private static func opensJSON(_ first: UInt8?) -> Bool { first == UInt8(ascii: "{") || first == UInt8(ascii: "[") }

  private mutating func widen(in state: StreamState) {
    let table = EventTable(state, groups)
    var known = groups == nil ? widened[...] : []
    widened = rows
    for position in rows {
      known = known.drop { $0 < position }
      let record = state.log[position]
      guard record.kind == .event, known.first != position else { continue }
      typeColumns = max(typeColumns, TextWidth.columns(of: table.name(table.row(of: record, at: position))))
      if !hasJSON { hasJSON = state.log.withData(record) { Self.opensJSON($0.first) } }
      guard record.idLength > 0 else { continue }
      let length = min(Int(record.idLength), 64)
      if Self.opensJSON(state.log.id(record, limit: 1).first) {
        jsonIDColumns = max(jsonIDColumns, length)
      } else {
        idColumns = max(idColumns, length)
      }
    }
  }
}
