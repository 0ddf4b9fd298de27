import Text

/// The rows of the feed as they were drawn last: one that is the same at another place is not drawn again.
///
/// What is drawn with it is the same as without: a position names one event, which never changes, and a row whose facts
/// or look have is drawn anew.
public struct DrawnFeed: Sendable {
  /// What all rows have in common.
  struct Look: Equatable {
    var columns: FeedColumns
    var width: Int
    /// Columns of data that are skipped.
    var offset: Int
    var hasNumbers: [Bool]
    var isGrouped: Bool
    var glyphs: Glyphs
  }

  private struct Row {
    let position: Int
    let facts: FeedRowFacts
    let cells: [Cell]
  }

  /// Of the rows that are kept; `nil` where none are.
  private var look: Look?
  private var rows: [Row] = []
  /// Those of before that lie behind the last one that was asked for, in order.
  private var former: ArraySlice<Row> = []

  public init() {}

  /// Comes before the first row of a picture.
  mutating func begin(_ look: Look?) {
    former = look == self.look ? rows[...] : []
    (self.look, rows) = (look, [])
    rows.reserveCapacity(former.count)
  }

  /// The facts of a row that was drawn before. Rows are asked for in order.
  mutating func facts(_ position: Int) -> FeedRowFacts? {
    former = former.drop { $0.position < position }
    return former.first.flatMap { $0.position == position ? $0.facts : nil }
  }

  /// Draws a row as it was drawn before; false if it is to be drawn anew.
  mutating func draw(_ position: Int, _ facts: FeedRowFacts, on canvas: inout Canvas, in area: Area) -> Bool {
    guard let row = former.first, row.position == position, row.facts == facts else { return false }
    rows.append(row)
    canvas.put(row.cells, in: area)
    return true
  }

  /// Keeps a row that was drawn anew, if it will be the same again.
  mutating func keep(_ position: Int, _ facts: FeedRowFacts, of canvas: Canvas, in area: Area) {
    guard look != nil, facts.isLasting else { return }
    rows.append(Row(position: position, facts: facts, cells: canvas.cells(in: area)))
  }

  /// Comes after the last one.
  mutating func end() { former = [] }
}

/// What a row of the feed shows beside its event, and may change while that stays.
struct FeedRowFacts: Equatable {
  /// Whether the rest is an event's or a comment's, which never changes.
  let isLasting: Bool
  let time: String
  /// The group, where events are told apart by one.
  var group = ""
  /// The colour of its type or group: what a type is counted as may change while its end alone is known.
  var hue = Role.normal
  var fields: [FieldCell] = []
  /// Whether its data is that of the event before.
  var repeats = false
  var isAlerted = false
  var isMarked = false
  var isOpened = false
  var isSelected = false

  init(isLasting: Bool, time: String) { (self.isLasting, self.time) = (isLasting, time) }
}

extension Canvas {
  /// The cells of the first row of an area.
  fileprivate func cells(in area: Area) -> [Cell] {
    let row = row(area.row)
    return area.column == 0 && area.columns == columns
      ? cells[area.row] : Array(row.dropFirst(area.column).prefix(area.columns))
  }

  /// Puts cells on the first row of an area, which is as wide as where they were taken from.
  fileprivate mutating func put(_ row: [Cell], in area: Area) {
    guard !area.isEmpty, area.row < rows else { return }
    if row.count == columns {
      // The whole row: both canvases share it.
      cells[area.row] = row
    } else {
      for (column, cell) in zip(area.column..<columns, row) { cells[area.row][column] = cell }
    }
  }
}
