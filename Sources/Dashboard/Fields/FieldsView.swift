import EventFields
import EventFilter
import StreamModel
import Text

/// The table of paths.
struct FieldsView {
  let pane: FieldsPane
  let context: PaneContext
  private var fields: FieldStatistics { pane.fields }

  func draw(on canvas: inout Canvas, in area: Area) {
    let column = pane.sort.flatMap { FieldColumn(rawValue: $0.column) }
    let isGreatest = column?.beginsWithGreatest != pane.sort?.isInverted
    let mark = pane.sort == nil ? "" : isGreatest ? canvas.glyphs.descending : canvas.glyphs.ascending
    // A column on the left belongs to the pointer.
    let body = area.dropTop(1)
    let grid = FieldColumn.grid(fields, width: max(body.columns - 1, 0), glyphs: canvas.glyphs)
    drawTitle(column.map { $0.title.drop { $0 == " " } + mark }, grid, on: &canvas, in: area.line(0))
    grid.drawHeading(sorted: pane.sort?.column, mark: mark, on: &canvas, in: body.line(0).dropLeft(1))
    let rows = body.dropTop(1)
    if pane.cursor.order.isEmpty { canvas.put(emptiness, in: rows, column: 1, role: .dim) }
    for (line, row) in pane.cursor.shown.enumerated() { draw(row, grid, on: &canvas, in: rows.line(line)) }
  }

  private var emptiness: String {
    guard pane.scan.isComplete else { return "looking at the events" }
    return fields.events == 0 ? "no event yet" : "no event is JSON"
  }

  private func drawTitle(_ sorted: String?, _ grid: Grid, on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    let count = pane.cursor.order.count
    let more = fields.hasMorePaths ? "more than " : ""
    var used = canvas.put(" FIELDS \(more)\(Quantity.grouped(count)) ", in: area, role: .heading)
    if case .only(let type) = context.selection.types, type < context.state.types.rows.count {
      used += canvas.put("of ", in: area, column: used, role: .heading)
      used += canvas.put(
        context.state.types.rows[type].name, in: area, row: 0, column: used, upTo: min(used + 24, area.columns),
        role: .type)
      used += canvas.put(" ", in: area, column: used)
    }
    if let sorted { used += 1 + canvas.put(" by \(sorted) ", in: area, column: used + 1, role: .label) }
    used += 1 + canvas.put(" \(extent) ", in: area, column: used + 1, role: .label)
    guard count > 0 else { return }
    let place = " \(Quantity.grouped(pane.cursor.place + 1)) of \(Quantity.grouped(count)) "
    canvas.putTrailing(place, in: area, role: .dim)
    // What its column cuts.
    guard let path = pane.path?.text,
      TextWidth.columns(of: path, glyphs: canvas.glyphs) > grid.width(of: FieldColumn.path.rawValue)
    else { return }
    let room = area.dropLeft(used + 1).dropRight(place.count + 1)
    guard room.columns > 2 else { return }
    let width = canvas.put(name: " \(path)", in: room, column: 0, upTo: room.columns - 1, role: .name)
    canvas.put(" ", in: room, column: width)
  }

  /// Which events it is about.
  private var extent: String {
    var parts = ["\(Quantity.grouped(fields.events)) event\(fields.events == 1 ? "" : "s")"]
    if !pane.scan.isComplete { parts.append("so far") }
    if fields.notJSON > 0 { parts.append("\(Quantity.grouped(fields.notJSON)) not JSON") }
    if fields.tooLarge > 0 { parts.append("\(Quantity.grouped(fields.tooLarge)) too large to look at") }
    return parts.joined(separator: ", ")
  }

  private func draw(_ row: Int, _ grid: Grid, on canvas: inout Canvas, in area: Area) {
    let field = fields[row]
    let cells = area.dropLeft(1)
    let path = fields.path(row).text
    let values = FieldCells(
      field: field, path: path, events: fields.events, grid: grid, atLeast: FieldText.atLeast(canvas.glyphs))
    grid.draw(values.cells, on: &canvas, in: cells)
    drawMostOften(field, on: &canvas, in: grid.area(of: FieldColumn.mostOften.rawValue, in: cells))
    if let mark = mark(of: fields.path(row)) { canvas.put(mark, in: area, role: .badge) }
    if row == pane.cursor.row {
      canvas.put(canvas.glyphs.pointer, in: area, role: .selection)
      canvas.setRole(.selection, in: area)
    }
    if let pattern = context.pattern, !pattern.ranges(in: Array(path.utf8), limit: 1).isEmpty {
      canvas.setRole(.match, in: grid.area(of: FieldColumn.path.rawValue, in: cells))
    }
    // Over whatever the row's look is: bars that are shown inverted look like their opposite.
    let course = grid.area(of: FieldColumn.minute.rawValue, in: cells).dropLeft(1)
    if !course.isEmpty {
      let bars = field.bars(course.columns, at: context.frame.now)
      canvas.putTrailing(Sparkline(bars: bars).text(canvas.glyphs), in: course, role: .good)
    }
  }

  /// What tells that a path is a column of the feed, or that the events are grouped by it: the key that ends it.
  private func mark(of path: JSONPath) -> String? {
    if path == context.groups?.path { return Keymap.name(of: .program(.group), in: .fields) }
    return context.columns.contains(path) ? Keymap.name(of: .event(.toggleColumn), in: .fields) : nil
  }

  /// The value, and behind it its share, which is never cut.
  private func drawMostOften(_ field: PathStatistics, on canvas: inout Canvas, in area: Area) {
    guard !area.isEmpty else { return }
    if let age = field.age {
      canvas.put("age now \(FieldText.age(age.latest))", in: area, role: .value)
      return
    }
    guard let most = field.mostOften else {
      let different = field.differentValues
      canvas.put(!different.hasMore && different.count == field.values ? "all differ" : "–", in: area, role: .dim)
      return
    }
    let atLeast = most.isAtLeast ? FieldText.atLeast(canvas.glyphs) : ""
    let share = " \(atLeast)\(FieldText.share(most.count, of: field.values))"
    let room = area.dropRight(TextWidth.columns(of: share, glyphs: canvas.glyphs))
    let used = canvas.put(
      most.value.shown, in: room, row: 0, column: 0, upTo: room.columns, role: most.value.isText ? .string : .number)
    canvas.put(share, in: area, column: used, role: .value)
  }
}

extension PathStatistics.Value {
  /// The value on one line, cut where it was cut.
  var shown: String { text.isEmpty && isText ? "\"\"" : text + (isCut ? "…" : "") }
}

/// What the table of paths says of one, but for its most frequent value and its course.
struct FieldCells {
  let field: PathStatistics
  let path: String
  let events: Int
  let grid: Grid
  /// Before a figure that is a lower bound.
  let atLeast: String

  var cells: [TextSpan] {
    FieldColumn.allCases.map { column in
      let width = grid.width(of: column.rawValue)
      switch column {
      case .path: return TextSpan(path, .name)
      case .present:
        return TextSpan((field.isAtLeast ? atLeast : "") + FieldText.share(field.events, of: events), .value)
      case .null:
        return TextSpan(field.nulls == 0 ? "" : FieldText.share(field.nulls, of: field.values), .value)
      case .kind: return TextSpan(field.kind.rawValue, .label)
      case .values:
        let values = field.differentValues
        return TextSpan((values.hasMore ? ">" : "") + Quantity.grouped(values.count), .value)
      case .mostOften, .minute: return TextSpan("")
      case .least: return figure(field.least.map { FieldText.number($0, columns: width) }, field.age?.least)
      case .mean: return figure(field.mean.map { FieldText.mean($0, columns: width) }, field.age?.mean)
      case .greatest: return figure(field.greatest.map { FieldText.number($0, columns: width) }, field.age?.greatest)
      case .latest: return TextSpan(field.latest.shown, field.latest.isText ? .string : .number)
      }
    }
  }

  /// Of times the age, of numbers the number, of all else nothing.
  private func figure(_ number: String?, _ age: Double?) -> TextSpan {
    if let age { return TextSpan(FieldText.age(age), .value) }
    guard let number else { return TextSpan("–", .dim) }
    return TextSpan(number, .number)
  }
}
