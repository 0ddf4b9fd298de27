import StreamModel

/// The event types with their numbers, counts and rates: a table, or one line where the screen is low.
struct TypesView {
  let state: StreamState
  let selection: FeedSelection
  let window: RateWindow
  let frame: Frame

  /// "All types" and the types, as the rows of one list.
  private var count: Int { state.types.rows.count + 1 }
  private var selected: Int { if case .only(let type) = selection.types { type + 1 } else { 0 } }

  func drawTable(on canvas: inout Canvas, in area: Area) {
    let columns = Columns(width: area.columns)
    columns.draw(
      number: "", name: "TYPE", cells: ["EVENTS", "SHARE", "RATE", "DATA", "LAST"], on: &canvas, in: area.line(0))
    canvas.setRole(.heading, in: area.line(0))
    let rows = area.dropTop(1)
    for (line, index) in window(of: rows.rows).enumerated() {
      let area = rows.line(line)
      let isLast = line == rows.rows - 1 && index < count - 1 && rows.rows > 1
      draw(index, columns, on: &canvas, in: area)
      if isLast {
        canvas.putTrailing(" \(Quantity.grouped(count - 1 - index)) more \(canvas.glyphs.down)", in: area, role: .dim)
      }
    }
  }

  func drawLine(on canvas: inout Canvas, in area: Area) {
    var column = 0
    for index in max(0, selected - 1)..<count where column < area.columns {
      let role: Role = index == selected ? .selection : .normal
      column += canvas.put(" \(text(index)) ", in: area, row: 0, column: column, upTo: area.columns, role: role)
    }
  }

  /// Which type stands at a place of the area it is drawn in, both counted from the area's corner.
  func type(atRow row: Int, column: Int, of area: Area, isTable: Bool) -> TypeFilter? {
    var index: Int?
    if isTable {
      let shown = window(of: area.rows - 1)
      if row > 0, shown.lowerBound + row - 1 < shown.upperBound { index = shown.lowerBound + row - 1 }
    } else {
      var end = 0
      for candidate in max(0, selected - 1)..<count where end <= column {
        end += TextWidth.columns(of: " \(text(candidate)) ")
        index = candidate
      }
      if end <= column { index = nil }
    }
    return index.map { $0 == 0 ? .all : .only($0 - 1) }
  }

  private func text(_ index: Int) -> String { "\(label(index)) \(name(index)) \(Quantity.grouped(events(index)))" }

  private func draw(_ index: Int, _ columns: Columns, on canvas: inout Canvas, in area: Area) {
    let all = max(state.events, 1)
    let row = index > 0 ? state.types.rows[index - 1] : nil
    let rate =
      row?.rate.perSecond(at: frame.now) ?? state.sources.reduce(0) { $0 + $1.eventRate.perSecond(at: frame.now) }
    let bytes = row?.bytes ?? state.types.rows.reduce(0) { $0 + $1.bytes }
    let last = row?.lastSeen ?? state.types.rows.map(\.lastSeen).max()
    let share = events(index) * 100 / all
    columns.draw(
      number: (index == selected ? canvas.glyphs.pointer : " ") + label(index), name: name(index),
      cells: [
        Quantity.grouped(events(index)), "\(share)%", Quantity.rate(rate), Quantity.bytes(bytes),
        last.map { age(frame.now - $0) } ?? "never",
      ],
      on: &canvas, in: area)
    if index == selected { canvas.setRole(.selection, in: area) }
  }

  /// Which rows of the list are shown, so that the selected one is among them.
  private func window(of rows: Int) -> Range<Int> {
    let shown = min(rows, count)
    let start = min(max(0, selected - shown + 2), count - shown)
    return start..<start + shown
  }

  private func age(_ age: Duration) -> String { age < .seconds(1) ? "now" : TimeText.duration(age) + " ago" }
  private func label(_ index: Int) -> String { index < 10 ? "\(index)" : " " }
  private func name(_ index: Int) -> String { index == 0 ? "all" : state.types.rows[index - 1].name }
  private func events(_ index: Int) -> Int { index == 0 ? state.events : state.types.rows[index - 1].events }

  /// Where the table's columns lie; the right ones give way on narrow screens.
  private struct Columns {
    private let widths: [Int]
    private let nameWidth: Int

    init(width: Int) {
      let wanted = [13, 6, 12, 11, 16]
      var widths: [Int] = []
      var left = width - 4 - 10
      for width in wanted where left >= width {
        widths.append(width)
        left -= width
      }
      self.widths = widths
      nameWidth = min(10 + max(left, 0), 40)
    }

    func draw(number: String, name: String, cells: [String], on canvas: inout Canvas, in area: Area) {
      canvas.put(number, in: area, role: .key)
      canvas.put(name, in: area, row: 0, column: 3, upTo: 3 + nameWidth, role: .type)
      var column = 4 + nameWidth
      for (cell, width) in zip(cells, widths) {
        canvas.putTrailing(cell, in: area.dropLeft(column).left(width - 1), role: .value)
        column += width
      }
    }
  }
}
