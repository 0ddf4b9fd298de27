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
  private(set) var facts: [ComparisonRows.Row] = []
  /// The list that the line of what was found leads to on which the cursor stands; `nil` while it is in the events.
  private(set) var found: ComparisonSide?
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
    if let found { return apply(command, on: found) }
    switch command {
    case .scroll(let scroll): steps += scroll.rows(page: max(height - 1, 1))
    case .top: (wantsOldest, steps) = (true, 0)
    case .end: (cursor, steps, wantsOldest) = (nil, 0, false)
    case .open: return selected.map(PaneRequest.event)
    case .left: found = lists.first
    case .right, .wrap: break
    }
    return nil
  }

  /// On what was found: Enter lists its events.
  private mutating func apply(_ command: PaneCommand, on found: ComparisonSide) -> PaneRequest? {
    let place = lists.firstIndex(of: found) ?? 0
    switch command {
    case .scroll(let scroll):
      let next = place + (scroll.rows(page: lists.count) < 0 ? -1 : 1)
      self.found = next < lists.count ? lists[max(next, 0)] : nil
    case .top: self.found = lists.first
    case .end, .right: self.found = nil
    case .open: list(found)
    case .left, .wrap: break
    }
    return nil
  }

  /// The lists that the lines of what was found lead to.
  private var lists: [ComparisonSide] { facts.compactMap(\.list) }

  private mutating func list(_ side: ComparisonSide) {
    (self.side, found, cursor, rows) = (side, nil, nil, [])
    (wantsOldest, steps) = (true, 0)
  }

  /// Goes back from what was found to the events, or from a list of some to all; `false` if there is no such way.
  mutating func close() -> Bool {
    if found != nil {
      found = nil
      return true
    }
    guard side.isDifference else { return false }
    switchSide(to: .both)
    return true
  }

  mutating func switchSide(by step: Int, in comparison: StreamComparison) {
    let sides = ComparisonSide.allCases.filter { !$0.isDifference || $0.holdsAny(of: comparison) || $0 == side }
    let place = sides.firstIndex(of: side) ?? 0
    switchSide(to: sides[(place + step + sides.count) % sides.count])
  }

  private mutating func switchSide(to side: ComparisonSide) {
    (self.side, found, cursor, rows) = (side, nil, nil, [])
  }

  mutating func select(row: Int) {
    if facts.indices.contains(row - 1), let list = facts[row - 1].list {
      if found == list { self.list(list) } else { found = list }
      return
    }
    let index = row - facts.count - 2
    if rows.indices.contains(index) { (cursor, found) = (rows[index], nil) }
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
    if let found, !lists.contains(found) { self.found = nil }
    let list = ComparisonList(context.state, side, comparison)
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
    if let last = rows.last, rows.count < height { rows += list.rows(after: last, count: height - rows.count) }
    if rows.count < height { rows = list.rows(before: rows.last.map { $0 + 1 } ?? .max, count: height) }
  }

  /// Goes where keys have said; down from the newest is following again.
  private mutating func move(in list: ComparisonList) {
    defer { (steps, wantsOldest) = (0, false) }
    let positions = list.positions
    if wantsOldest {
      cursor = list.rows(after: positions.lowerBound - 1, count: 1).first
      return
    }
    if let cursor, !positions.contains(cursor) { self.cursor = list.rows(after: cursor, count: 1).first }
    if steps < 0 {
      let from = cursor ?? list.rows(before: .max, count: 1).first ?? 0
      let above = list.rows(before: from, count: -steps).first
      // Above the oldest stands what was found.
      if above == nil { found = lists.last }
      cursor = above ?? cursor
    } else if steps > 0, let from = cursor {
      // Down from the newest follows.
      cursor = list.rows(after: from, count: steps).last
    }
  }

  // MARK: Drawing

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    guard let comparison = context.comparison else { return }
    drawHeading(comparison, on: &canvas, in: area.line(0))
    for (row, fact) in facts.enumerated() { draw(fact, on: &canvas, in: area.dropTop(1).line(row)) }
    let list = area.dropTop(1 + facts.count)
    let table = ComparisonTable(comparison, context, rows: rows, columns: area.columns)
    table.drawHeading(side, follows: cursor == nil, on: &canvas, in: list.line(0))
    if rows.isEmpty, side.isDifference {
      canvas.put("none of them is kept any more", in: list.dropTop(1), column: 1, role: .dim)
    }
    for (row, position) in rows.prefix(height).enumerated() {
      let line = list.dropTop(1).line(row)
      table.draw(position, on: &canvas, in: line)
      guard position == cursor, found == nil else { continue }
      canvas.put(canvas.glyphs.pointer, in: line, role: .selection)
      canvas.setRole(.selection, in: line)
    }
  }

  /// A line of what was found; one that leads to a list says so where there is room.
  private func draw(_ fact: ComparisonRows.Row, on canvas: inout Canvas, in area: Area) {
    canvas.put(fact.spans, in: area)
    guard let list = fact.list else { return }
    let isSelected = list == found
    let enter = Keymap.name(of: .pane(.open), in: .comparison)
    let keys = isSelected ? enter : "\(Keymap.name(of: .pane(.left), in: .comparison)) \(enter)"
    let hint = "  \(keys) lists them "
    if fact.columns(canvas.glyphs) + hint.utf8.count <= area.columns { canvas.putTrailing(hint, in: area, role: .dim) }
    guard isSelected else { return }
    canvas.put(canvas.glyphs.pointer, in: area, role: .selection)
    canvas.setRole(.selection, in: area)
  }

  private func drawHeading(_ comparison: StreamComparison, on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    let key = comparison.key == nil ? "" : " by \(comparison.keyText)"
    canvas.put([TextSpan(" COMPARED", .heading), TextSpan("\(key) ", .value)], in: area.dropRight(10))
    canvas.putTrailing(canvas.glyphs.isASCII ? " A > B " : " A → B ", in: area, role: .dim)
  }

  var footer: [FooterKey] {
    [
      .back, FooterKey(.comparison(.nextSide), meaning: "A, B, both"),
      FooterKey(.pane(.open), meaning: found == nil ? "open" : "list"),
      FooterKey(.comparison(.differences), meaning: "differences"), FooterKey(.comparison(.copy), meaning: "copy"),
      FooterKey(.comparison(.save), meaning: "save"), .help, FooterKey(.program(.findings), meaning: "what is wrong"),
    ]
  }
}
