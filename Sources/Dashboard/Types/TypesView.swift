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

  /// Where each of them is to stand.
  ///
  /// - Parameter former: where they stood before; columns do not become narrower under the eye.
  func layout(in area: Area, isTable: Bool, after former: TypesLayout) -> TypesLayout {
    let cells = cells
    if isTable {
      let rows = area.rows - 1
      let shown = shownRows(rows * TypesLayout.tables(of: count, rows: rows, columns: area.columns)).map(filter)
      let names = shown.map { TextWidth.columns(of: cells.name(TypeRow($0)), glyphs: frame.glyphs) }
      return TypesLayout(
        table: shown, of: count, nameColumns: max(former.nameColumns, names.max() ?? 0), in: area)
    }
    // More than there are columns cannot be seen.
    let shown = (max(0, selected - 1)..<count).prefix(area.columns).map(filter)
    return TypesLayout(
      line: shown.map { ($0, TextWidth.columns(of: " \(text($0, cells)) ", glyphs: frame.glyphs)) }, in: area)
  }

  private var cells: TypeCells { TypeCells(state: state, table, selection: selection, frame: frame) }

  func drawTable(_ layout: TypesLayout, on canvas: inout Canvas, in area: Area) {
    guard let width = layout.tables.first?.columns else { return }
    let grid = Grid(
      TypeCells.columns(ShortTypeColumn.columns(width: width, nameColumns: layout.nameColumns), table), width: width)
    for table in layout.tables { grid.drawHeading(sorted: nil, mark: "", on: &canvas, in: table.line(0)) }
    let cells = cells
    for item in layout.items { draw(item.types, cells, grid, on: &canvas, in: item.area) }
    guard layout.hidden > 0 else { return }
    let more = "+\(Quantity.grouped(layout.hidden)): \(Keymap.name(of: .program(.types)))"
    let place = grid.area(of: 1, in: area.line(0))
    let column = min(TextWidth.columns(of: table.title, glyphs: canvas.glyphs) + 1, max(place.columns - more.count, 5))
    canvas.put(more, in: place, column: column, role: .warning)
  }

  private func draw(_ types: TypeFilter, _ cells: TypeCells, _ grid: Grid, on canvas: inout Canvas, in area: Area) {
    let row = TypeRow(types)
    grid.draw(cells.short(row), on: &canvas, in: area)
    cells.drawData(row, on: &canvas, in: grid.area(of: ShortTypeColumn.data.rawValue, in: area))
    defer { cells.drawSparkline(row, on: &canvas, in: grid.area(of: ShortTypeColumn.minute.rawValue, in: area)) }
    if cells.isHidden(row) {
      canvas.put(canvas.glyphs.closed, in: area, role: .warning)
      canvas.setRole(.dim, in: area)
    }
    guard types == selection.shown else { return }
    canvas.put(canvas.glyphs.pointer, in: area, role: .selection)
    canvas.setRole(.selection, in: area)
  }

  func drawLine(_ layout: TypesLayout, on canvas: inout Canvas, in area: Area) {
    let cells = cells
    for item in layout.items {
      let role: Role =
        item.types == selection.shown ? .selection : cells.isHidden(TypeRow(item.types)) ? .dim : hue(item.types)
      canvas.put(
        " \(text(item.types, cells)) ", in: area, row: 0, column: item.area.column - area.column, upTo: area.columns,
        role: role)
    }
  }

  private func hue(_ types: TypeFilter) -> Role {
    if case .only(let row) = types { .hue(table.place(of: row)) } else { .normal }
  }

  private func text(_ types: TypeFilter, _ cells: TypeCells) -> String {
    let row = TypeRow(types)
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
