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
  /// Whether what is counted is not all that lies before what is shown.
  let isPartial: Bool
  private let table: EventTable

  init(state: StreamState, groups: EventGroups?, selection: FeedSelection, frame: Frame, isPartial: Bool = false) {
    (self.state, self.selection, self.frame, self.isPartial) = (state, selection, frame, isPartial)
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
      let names = shown.map { columns(cells.name(TypeRow($0))) }
      let note = more(than: shown.count)
      let title = columns(table.title) + (note.isEmpty ? 0 : note.count + 1)
      return TypesLayout(
        table: shown, of: count, nameColumns: max(former.nameColumns, names.max() ?? 0, title), in: area)
    }
    // More than there are columns cannot be seen.
    let shown = (max(0, selected - 1)..<count).prefix(area.columns).map { index in
      let types = filter(index)
      let (before, name, after) = texts(types, cells)
      return (types: types, name: columns(name), rest: columns(before) + columns(after))
    }
    let hasRoom = shown.reduce(0) { $0 + $1.name + $1.rest } <= area.columns
    return TypesLayout(
      line: shown.map { ($0.types, $0.rest + (hasRoom ? $0.name : min($0.name, Self.longestName))) }, in: area)
  }

  /// What a name takes on the line of types where there is no room for all of them.
  private static let longestName = 20

  private func columns(_ text: String) -> Int { TextWidth.columns(of: text, glyphs: frame.glyphs) }

  private var cells: TypeCells {
    TypeCells(state: state, table, selection: selection, frame: frame, isPartial: isPartial)
  }

  func drawTable(_ layout: TypesLayout, on canvas: inout Canvas, in area: Area) {
    guard let width = layout.tables.first?.columns else { return }
    let grid = Grid(
      TypeCells.columns(ShortTypeColumn.columns(width: width, nameColumns: layout.nameColumns), table), width: width)
    let more = more(than: count - layout.hidden)
    for (index, table) in layout.tables.enumerated() {
      grid.drawHeading(
        sorted: nil, mark: "", note: index > 0 || more.isEmpty ? 0 : more.count + 1, on: &canvas, in: table.line(0))
    }
    let cells = cells
    for item in layout.items { draw(item.types, cells, grid, on: &canvas, in: item.area) }
    guard !more.isEmpty else { return }
    let place = grid.area(of: ShortTypeColumn.name.rawValue, in: area.line(0))
    let column = min(columns(table.title) + 1, max(place.columns - more.count, 5))
    canvas.put(more, in: place, column: column, role: .warning)
  }

  /// What the heading says of rows beyond those that are shown: how many there are, and the key to them.
  private func more(than shown: Int) -> String {
    shown < count ? "+\(Quantity.grouped(count - shown)): \(Keymap.name(of: .program(.types)))" : ""
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
    guard !area.isEmpty else { return }
    let cells = cells
    for item in layout.items {
      let role: Role =
        item.types == selection.shown ? .selection : cells.isHidden(TypeRow(item.types)) ? .dim : hue(item.types)
      let (before, name, after) = texts(item.types, cells)
      let start = item.area.column - area.column
      let end = start + columns(before)
      canvas.put(before, in: area, row: 0, column: start, upTo: area.columns, role: role)
      let used = canvas.put(
        name: name, in: area, column: end, upTo: start + item.columns - columns(after), role: role)
      canvas.put(after, in: area, row: 0, column: end + used, upTo: area.columns, role: role)
    }
  }

  private func hue(_ types: TypeFilter) -> Role {
    if case .only(let row) = types { .hue(table.place(of: row)) } else { .normal }
  }

  /// What the line says of types: the name, and what stands around it.
  private func texts(_ types: TypeFilter, _ cells: TypeCells) -> (before: String, name: String, after: String) {
    let row = TypeRow(types)
    let label = cells.label(row)
    let mark = cells.isHidden(row) ? frame.glyphs.closed : ""
    return (
      " \(mark)\(label)\(label.isEmpty ? "" : " ")", cells.name(row), " \(Quantity.grouped(cells.events(row))) "
    )
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
