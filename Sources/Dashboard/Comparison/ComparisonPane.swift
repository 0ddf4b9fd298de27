import Comparing
import Findings
import StreamModel
import Text

/// Two streams compared: what was found, and below it the events of both as they came.
struct ComparisonPane: Pane {
  var place: Keymap.Place { .comparison }
  private(set) var side = ComparisonSide.both
  /// The event under the cursor; `nil` while the newest is followed.
  private(set) var cursor: Int?
  /// The events in view.
  private(set) var rows: [Int] = []
  /// What was found.
  private(set) var facts: [[TextSpan]] = []
  /// Rows that a key wants to go, which only the log can tell where to.
  private var steps = 0
  private var wantsOldest = false
  private var height = 1

  /// From so many rows on the lags are bars too.
  private static let barRows = 24
  /// Rows that are left to the events at least, where there are so many.
  private static let leastList = 4

  /// The event under the cursor, or the newest.
  var selected: Int? { cursor ?? rows.last }

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    switch command {
    case .scroll(let scroll): steps += scroll.rows(page: max(height - 1, 1))
    case .top: (wantsOldest, steps) = (true, 0)
    case .end: (cursor, steps, wantsOldest) = (nil, 0, false)
    case .open: return selected.map(PaneRequest.event)
    case .left, .right, .wrap: break
    }
    return nil
  }

  mutating func switchSide(by step: Int) {
    side = side.next(by: step)
    cursor = nil
  }

  mutating func select(row: Int) {
    let index = row - facts.count - 2
    if rows.indices.contains(index) { cursor = rows[index] }
  }

  // MARK: Fitting

  mutating func fit(_ context: PaneContext, in area: Area) {
    guard let comparison = context.comparison else { return }
    let verdict = StreamComparison.verdict(context.findings.findings)
    facts = Array(
      ComparisonRows.rows(
        comparison, context.state, verdict: verdict, hasBars: area.rows >= Self.barRows, columns: area.columns,
        context.frame
      ).prefix(max(area.rows - 2 - Self.leastList, 1)))
    height = max(area.rows - 2 - facts.count, 1)
    let list = ComparisonList(state: context.state, side: side)
    move(in: list)
    guard let cursor else {
      rows = list.rows(before: .max, count: height)
      return
    }
    // As little of the list moves as keeps the cursor in view.
    let above = list.rows(before: cursor, count: height - 1)
    if let top = rows.first, (above.first ?? cursor)...cursor ~= top {
      rows = list.rows(after: top - 1, count: height)
    } else if let top = rows.first, top > cursor {
      rows = list.rows(after: cursor - 1, count: height)
    } else {
      rows = above + [cursor]
    }
    if rows.count < height { rows = list.rows(before: rows.last.map { $0 + 1 } ?? .max, count: height) }
  }

  /// Goes where keys have said; down from the newest is following again.
  private mutating func move(in list: ComparisonList) {
    defer { (steps, wantsOldest) = (0, false) }
    let positions = list.state.log.positions
    if wantsOldest {
      cursor = list.rows(after: positions.lowerBound - 1, count: 1).first
      return
    }
    if let cursor, !positions.contains(cursor) { self.cursor = list.rows(after: cursor, count: 1).first }
    if steps < 0 {
      let from = cursor ?? list.rows(before: .max, count: 1).first ?? 0
      cursor = list.rows(before: from, count: -steps).first ?? cursor
    } else if steps > 0, let from = cursor {
      // Down from the newest follows.
      cursor = list.rows(after: from, count: steps).last
    }
  }

  // MARK: Drawing

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    guard let comparison = context.comparison else { return }
    drawHeading(comparison, on: &canvas, in: area.line(0))
    for (row, spans) in facts.enumerated() { canvas.put(spans, in: area.dropTop(1), row: row) }
    let list = area.dropTop(1 + facts.count)
    let table = ComparisonTable(comparison, context, rows: rows, columns: area.columns)
    table.drawHeading(side, follows: cursor == nil, on: &canvas, in: list.line(0))
    for (row, position) in rows.prefix(height).enumerated() {
      let line = list.dropTop(1).line(row)
      table.draw(position, on: &canvas, in: line)
      guard position == cursor else { continue }
      canvas.put(canvas.glyphs.pointer, in: line, role: .selection)
      canvas.setRole(.selection, in: line)
    }
  }

  private func drawHeading(_ comparison: StreamComparison, on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    let key = comparison.key == nil ? "" : " by \(comparison.keyText)"
    canvas.put([TextSpan(" COMPARED", .heading), TextSpan("\(key) ", .value)], in: area.dropRight(10))
    canvas.putTrailing(canvas.glyphs.isASCII ? " A > B " : " A → B ", in: area, role: .dim)
  }

  var footer: [FooterKey] {
    [
      .back, FooterKey(.comparison(.nextSide), meaning: "A, B, both"), FooterKey(.pane(.open), meaning: "open"),
      FooterKey(.comparison(.differences), meaning: "differences"), FooterKey(.comparison(.copy), meaning: "copy"),
      .help, FooterKey(.program(.findings), meaning: "what is wrong"),
    ]
  }
}
