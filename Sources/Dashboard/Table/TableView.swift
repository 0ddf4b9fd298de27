import StreamModel
import Text

/// The full table of types or of sources.
struct TableView {
  let table: TablePane
  let selection: FeedSelection
  let state: StreamState
  let frame: Frame
  private let events: EventTable
  private let isPartial: Bool

  init(table: TablePane, _ context: PaneContext) {
    self.table = table
    (selection, state, frame) = (context.selection, context.state, context.frame)
    events = EventTable(context.state, context.groups)
    isPartial = context.isPartial
  }

  private var sortedTitle: String {
    guard table.subject == .types else { return SourceColumn(rawValue: table.sort.column)?.title ?? "" }
    let column = TypeColumn(rawValue: table.sort.column)
    return column == .name ? events.title : column?.title ?? ""
  }

  private var beginsWithGreatest: Bool {
    table.subject == .types
      ? TypeColumn(rawValue: table.sort.column)?.beginsWithGreatest ?? false
      : SourceColumn(rawValue: table.sort.column)?.beginsWithGreatest ?? false
  }

  func draw(on canvas: inout Canvas, in area: Area) {
    let mark = beginsWithGreatest != table.sort.isInverted ? canvas.glyphs.descending : canvas.glyphs.ascending
    drawTitle(mark, on: &canvas, in: area.line(0))
    let body = area.dropTop(1)
    let grid = table.grid(events, width: TablePane.width(in: body))
    grid.drawHeading(sorted: table.sort.column, mark: mark, on: &canvas, in: body.line(0).dropLeft(1))
    let rows = body.dropTop(1)
    if table.order.isEmpty { canvas.put("no event yet", in: rows, column: 1, role: .dim) }
    for (line, index) in table.order.dropFirst(table.top).prefix(rows.rows).enumerated() {
      draw(index, grid, on: &canvas, in: rows.line(line))
    }
  }

  private var sources: SourceRows {
    SourceRows(state: state, sort: table.sort, frame: frame, names: table.names)
  }

  private func drawTitle(_ mark: String, on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    let subject = table.subject == .sources ? "SOURCES" : events.groups == nil ? "TYPES" : events.title
    let count = table.subject == .types ? events.count : state.sources.count
    var used = canvas.put(" ", in: area, role: .heading)
    used += canvas.put(name: subject, in: area, column: used, upTo: area.columns / 3, role: .heading)
    used += canvas.put(" \(Quantity.grouped(count)) ", in: area, column: used, role: .heading)
    canvas.put(" by \(sortedTitle)\(mark) ", in: area, column: used + 1, role: .label)
    guard let row = table.order.firstIndex(of: table.cursor) else { return }
    canvas.putTrailing(
      " \(Quantity.grouped(row + 1)) of \(Quantity.grouped(table.order.count)) ", in: area, role: .dim)
  }

  private func draw(_ index: Int, _ grid: Grid, on canvas: inout Canvas, in area: Area) {
    let cells = area.dropLeft(1)
    var isHidden = false
    let types = TypeCells(state: state, events, selection: selection, frame: frame, isPartial: isPartial)
    let row = TypeRow(index)
    if table.subject == .types {
      isHidden = types.isHidden(row)
      grid.draw(types.full(row), on: &canvas, in: cells)
      types.drawData(row, on: &canvas, in: grid.area(of: FullTypeColumn.data, in: cells))
    } else if state.sources.indices.contains(index) {
      isHidden = selection.hiddenSources.contains(index)
      grid.draw(sources.cells(index), on: &canvas, in: cells)
      if isHidden {
        canvas.put("\(canvas.glyphs.closed) hidden    ", in: grid.area(of: SourceColumn.state.rawValue, in: cells))
      }
    }
    if isHidden {
      canvas.put(canvas.glyphs.closed, in: area, role: .warning)
      canvas.setRole(.dim, in: area)
    }
    if index == table.cursor {
      canvas.put(canvas.glyphs.pointer, in: area, role: .selection)
      canvas.setRole(.selection, in: area)
    }
    if table.subject == .types {
      types.drawSparkline(row, on: &canvas, in: grid.area(of: FullTypeColumn.minute, in: cells))
    } else if state.sources.indices.contains(index) {
      sources.drawSparkline(index, isHidden: isHidden, on: &canvas, in: grid.area(of: SourceRows.minute, in: cells))
    }
  }
}
