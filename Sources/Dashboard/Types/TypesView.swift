import EventFields
import StreamModel
import Text

/// The event types with their numbers, counts and rates: a table, or one line where the screen is low.
///
/// "All types" comes first, the comments, if there were any, last; where there are too many types, those around the
/// selected one are shown, and the comments stay in view.
struct TypesView {
  let state: StreamState
  let selection: FeedSelection
  let frame: Frame
  private let table: EventTable

  init(state: StreamState, groups: EventGroups?, selection: FeedSelection, frame: Frame) {
    (self.state, self.selection, self.frame) = (state, selection, frame)
    table = EventTable(state, groups)
  }

  /// How many rows there are to show.
  static func rowCount(_ state: StreamState, _ groups: EventGroups?) -> Int {
    EventTable(state, groups).count + 1 + (state.comments.comments > 0 ? 1 : 0)
  }

  private var count: Int { table.count + 1 + (hasComments ? 1 : 0) }
  private var hasComments: Bool { state.comments.comments > 0 }

  private var selected: Int {
    switch selection.shown {
    case .all: 0
    case .only(let row): table.place(of: row) + 1
    case .comments: table.count + 1
    }
  }

  private func filter(_ index: Int) -> TypeFilter {
    index == 0 ? .all : index <= table.count ? .only(table.row(atPlace: index - 1)) : .comments
  }

  func drawTable(on canvas: inout Canvas, in area: Area) {
    let grid = Grid(TypeCells.columns(TypeCells.shortColumns, table), width: area.columns)
    grid.drawHeading(sorted: nil, mark: "", on: &canvas, in: area.line(0))
    let rows = area.dropTop(1)
    let shown = shownRows(rows.rows)
    let cells = TypeCells(state: state, table, selection: selection, frame: frame)
    for (line, index) in shown.enumerated() { draw(index, cells, grid, on: &canvas, in: rows.line(line)) }
    let hidden = count - shown.count
    guard hidden > 0 else { return }
    let hint = "+\(Quantity.grouped(hidden)): T"
    let place = grid.area(of: 1, in: area.line(0))
    let column = min(TextWidth.columns(of: table.title, glyphs: canvas.glyphs) + 1, max(place.columns - hint.count, 5))
    canvas.put(hint, in: place, column: column, role: .warning)
  }

  private func draw(_ index: Int, _ cells: TypeCells, _ grid: Grid, on canvas: inout Canvas, in area: Area) {
    let row = TypeRow(filter(index))
    grid.draw(cells.short(row), on: &canvas, in: area)
    let sparkline = grid.area(of: TypeCells.shortColumns.count - 1, in: area)
    defer { cells.drawSparkline(row, on: &canvas, in: sparkline) }
    if cells.isHidden(row) {
      canvas.put(canvas.glyphs.closed, in: area, role: .warning)
      canvas.setRole(.dim, in: area)
    }
    guard index == selected else { return }
    canvas.put(canvas.glyphs.pointer, in: area, role: .selection)
    canvas.setRole(.selection, in: area)
  }

  func drawLine(on canvas: inout Canvas, in area: Area) {
    let cells = TypeCells(state: state, table, selection: selection, frame: frame)
    var column = 0
    for index in max(0, selected - 1)..<count where column < area.columns {
      let hue: Role = index > 0 && index <= table.count ? .hue(index - 1) : .normal
      let role: Role = index == selected ? .selection : cells.isHidden(TypeRow(filter(index))) ? .dim : hue
      column += canvas.put(" \(text(index, cells)) ", in: area, row: 0, column: column, upTo: area.columns, role: role)
    }
  }

  /// Which type stands at a place of the area it is drawn in, both counted from the area's corner.
  func type(atRow row: Int, column: Int, of area: Area, isTable: Bool) -> TypeFilter? {
    if isTable {
      let shown = shownRows(area.rows - 1)
      return row > 0 && row <= shown.count ? filter(shown[row - 1]) : nil
    }
    let cells = TypeCells(state: state, table, selection: selection, frame: frame)
    var end = 0
    for index in max(0, selected - 1)..<count {
      end += TextWidth.columns(of: " \(text(index, cells)) ", glyphs: frame.glyphs)
      if column < end { return filter(index) }
    }
    return nil
  }

  private func text(_ index: Int, _ cells: TypeCells) -> String {
    let row = TypeRow(filter(index))
    let label = cells.label(row)
    let mark = cells.isHidden(row) ? frame.glyphs.closed : ""
    return "\(mark)\(label)\(label.isEmpty ? "" : " ")\(cells.name(row)) \(Quantity.grouped(cells.events(row)))"
  }

  /// Which rows of the list there is room for.
  private func shownRows(_ rows: Int) -> [Int] {
    guard rows < count else { return Array(0..<count) }
    let pinned = hasComments && rows > 2 ? [count - 1] : []
    let scrolled = max(rows - pinned.count, 0)
    let last = count - 1 - pinned.count
    let start = min(max(0, selected - scrolled + 2), max(last + 1 - scrolled, 0))
    return Array(start..<start + scrolled) + pinned
  }
}
