import EventFields
import EventFilter
import StreamModel
import Text

/// The table of a path's values.
struct FieldValuesView {
  let pane: FieldValuesPane
  let context: PaneContext
  private var table: ValueTable { pane.table }

  func draw(on canvas: inout Canvas, in area: Area) {
    let column = ValueColumn(rawValue: pane.sort.column) ?? .count
    let mark =
      column.beginsWithGreatest != pane.sort.isInverted ? canvas.glyphs.descending : canvas.glyphs.ascending
    drawTitle(on: &canvas, in: area.line(0))
    drawFigures(on: &canvas, in: area.line(1))
    // A column on the left belongs to the pointer.
    let body = area.dropTop(2)
    let grid = Grid(ValueColumn.columns, width: max(body.columns - 1, 0))
    grid.drawHeading(sorted: pane.sort.column, mark: mark, on: &canvas, in: body.line(0).dropLeft(1))
    let rows = body.dropTop(1)
    if table.rows.isEmpty {
      canvas.put(
        pane.scan.isComplete ? "no event has a value there" : "looking at the events", in: rows, column: 1, role: .dim)
    }
    for (line, row) in pane.cursor.shown.enumerated() { draw(row, grid, on: &canvas, in: rows.line(line)) }
  }

  private func drawTitle(on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    let count = table.rows.count
    var used = canvas.put(" VALUES \(Quantity.grouped(count)) of ", in: area, role: .heading)
    let place = " \(Quantity.grouped(pane.cursor.place + 1)) of \(Quantity.grouped(count)) "
    let room = area.columns - place.utf8.count
    used += canvas.put(name: table.path.text, in: area, column: used, upTo: max(room - 1, used), role: .name)
    canvas.put(" ", in: area, column: used)
    if count > 0 { canvas.putTrailing(place, in: area, role: .dim) }
  }

  /// How many values and events it is about, and of numbers the least, the greatest and the mean: in full where there
  /// is room for all three.
  private func drawFigures(on canvas: inout Canvas, in area: Area) {
    var line = FactLine()
    line.add(
      "", "\(Self.count(table.values, "value")) in \(Self.count(table.events - table.without, "event"))")
    if !pane.scan.isComplete { line.add("", "so far", role: .warning) }
    if table.without > 0 { line.add("without", Quantity.grouped(table.without)) }
    let column = line.draw(on: &canvas, in: area, row: 0, column: 1)
    guard let numbers = table.numbers else { return }
    let names = ["min", "mean", "max"]
    let full = [
      String(decoding: numbers.least, as: UTF8.self), numbers.mean.map(FieldText.mean) ?? "unknown",
      String(decoding: numbers.greatest, as: UTF8.self),
    ]
    let room = area.columns - column - names.reduce(0) { $0 + $1.utf8.count + 1 } - 4
    let isFull = full.reduce(0) { $0 + $1.utf8.count } <= room
    var figures = FactLine()
    for (name, text) in zip(names, full) {
      let shown = isFull ? text : FieldText.number(Array(text.utf8), columns: max(room / 3, 7))
      figures.add(name, shown.isEmpty ? text : shown, role: .number)
    }
    figures.draw(on: &canvas, in: area, row: 0, column: column)
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(Quantity.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  private func draw(_ index: Int, _ grid: Grid, on canvas: inout Canvas, in area: Area) {
    let row = table.rows[index]
    let now = context.frame.now
    let cells = area.dropLeft(1)
    let role: Role = if case .text = row.key { .string } else { .number }
    let age = now - row.last
    let last = age < .seconds(1) ? "now" : TimeText.age(age) + (age < .seconds(3600) ? " ago" : "")
    grid.draw(
      [
        TextSpan(row.key.name, row.key == .others ? .dim : role), TextSpan(Quantity.grouped(row.count), .value),
        TextSpan(FieldText.share(row.count, of: table.values), .value),
        TextSpan(Quantity.rate(row.course.perSecond(at: now, over: window)), .value), TextSpan(last, .value),
      ], on: &canvas, in: cells)
    if index == pane.cursor.row {
      canvas.put(canvas.glyphs.pointer, in: area, role: .selection)
      canvas.setRole(.selection, in: area)
    }
    if let pattern = context.pattern, !pattern.ranges(in: Array(row.key.name.utf8), limit: 1).isEmpty {
      canvas.setRole(.match, in: grid.area(of: ValueColumn.value.rawValue, in: cells))
    }
    let course = grid.area(of: ValueColumn.minute.rawValue, in: cells).dropLeft(1)
    let bars = Sparkline(bars: row.course.bars(course.columns, at: now))
    if !course.isEmpty { canvas.putTrailing(bars.text(canvas.glyphs), in: course, role: .good) }
  }

  /// How long events have been coming.
  private var window: Duration {
    context.state.types.rows.first.map { context.frame.now - $0.firstSeen } ?? .zero
  }
}
