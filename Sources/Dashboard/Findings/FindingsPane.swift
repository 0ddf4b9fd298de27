import Findings
import StreamModel
import Text

/// What is wrong with the streams: all findings, the worst first, that under the cursor whole; one can be opened.
struct FindingsPane: Pane {
  var place: Keymap.Place { .findings }
  /// The finding that one has gone to, whichever row it has; `nil` for the first.
  private(set) var cursor: FoundFinding.Name?
  /// Whether it is opened.
  private(set) var isOpened: Bool
  /// All findings as they were when it was fitted, the worst first.
  private(set) var found: [FoundFinding] = []
  /// The rows in view, and which finding each belongs to.
  private(set) var rows: [(spans: [TextSpan], index: Int?)] = []
  /// The first row of the list in view.
  private var top = 0
  /// Where the opened finding is scrolled to.
  private var scroll = PageScroll()
  private var height = 1
  /// How many findings are in view.
  private var page = 1

  /// - Parameter opened: the finding that is opened at once.
  init(opening opened: FoundFinding.Name? = nil) {
    cursor = opened
    isOpened = opened != nil
  }

  private var index: Int { found.firstIndex { $0.name == cursor } ?? 0 }

  /// The finding under the cursor.
  var selected: FoundFinding? { found.indices.contains(index) ? found[index] : nil }

  // MARK: - Commands

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    if isOpened { scroll.apply(command) }
    switch command {
    case .scroll(let scroll): if !isOpened { go(to: index + scroll.rows(page: page)) }
    case .top: if !isOpened { go(to: 0) }
    case .end: if !isOpened { go(to: found.count - 1) }
    case .open:
      guard let selected else { return nil }
      guard !isOpened else { return .place(of: selected.finding.code, source: selected.source) }
      (cursor, isOpened, scroll) = (selected.name, true, PageScroll())
    case .left, .right, .wrap: break
    }
    return nil
  }

  /// To the next or previous finding, opened or not.
  mutating func apply(_ command: FindingsCommand) {
    switch command {
    case .next: go(to: index + 1)
    case .previous: go(to: index - 1)
    case .copy, .copyAll, .save: break
    }
    scroll = PageScroll()
  }

  /// Closes what is opened; `false` if it is the list.
  mutating func close() -> Bool {
    defer { isOpened = false }
    return isOpened
  }

  mutating func select(row: Int) {
    guard !isOpened, rows.indices.contains(row - 1), let index = rows[row - 1].index else { return }
    go(to: index)
  }

  private mutating func go(to index: Int) {
    guard !found.isEmpty else { return }
    cursor = found[min(max(index, 0), found.count - 1)].name
  }

  // MARK: - Fitting

  mutating func fit(_ context: PaneContext, in area: Area) {
    height = max(area.rows - 1, 1)
    found = context.findings.ranked.map { FoundFinding(source: $0.source, finding: $0.finding) }
    // Whatever comes above it, one stays on the finding that one has gone to.
    if !found.contains(where: { $0.name == cursor }) { (cursor, isOpened) = (nil, false) }
    guard let selected else {
      rows = FindingChecks.lines(context, columns: area.columns).prefix(height).map { ($0, nil) }
      return
    }
    if isOpened {
      fitPage(of: selected, context, columns: area.columns)
    } else {
      fitList(selected, context, columns: area.columns)
    }
  }

  private mutating func fitPage(of selected: FoundFinding, _ context: PaneContext, columns: Int) {
    let lines = FindingPage.lines(of: selected, context, columns: columns)
    scroll.fit(lines: lines.count, rows: height)
    rows = lines[scroll.top...].prefix(height).map { ($0, nil) }
  }

  /// Only what is in view is made: there may be many sources.
  private mutating func fitList(_ selected: FoundFinding, _ context: PaneContext, columns: Int) {
    let maker = FindingRows(context, columns: columns)
    let index = index
    // Behind the whole one there is a blank row already.
    let below =
      (index == found.count - 1 ? [] : [[]]) + FindingChecks.summary(context, columns: columns)
    let others = found.indices.reduce(below.count) { $1 == index ? $0 : $0 + FindingRows.shortHeight(found[$1]) }
    // A blank row keeps the whole finding apart from the next ones. Why it matters is told where all have room with it.
    var whole = maker.whole(selected, hasReason: true) + [[]]
    if whole.count + others > self.height { whole = maker.whole(selected) + [[]] }
    func height(_ row: Int) -> Int { row == index ? whole.count : FindingRows.shortHeight(found[row]) }
    let start = found.indices.prefix(index).reduce(0) { $0 + height($1) }
    let total = found.indices.reduce(0) { $0 + height($1) } + below.count
    let end = index == found.count - 1 ? total : start + whole.count - 1
    if end > top + self.height { top = end - self.height }
    top = max(min(top, start, total - self.height), 0)
    rows = []
    page = 0
    var next = 0
    for row in found.indices {
      let end = next + height(row)
      defer { next = end }
      guard end > top, next < top + self.height else { continue }
      if row != index || end <= top + self.height { page += 1 }
      let spans = row == index ? whole : maker.short(found[row])
      for (offset, line) in spans.enumerated() where next + offset >= top { rows.append((line, row)) }
    }
    page = max(page - 1, 1)
    rows = Array((rows + below.map { ($0, nil) }).prefix(self.height))
  }

  // MARK: - Drawing

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    drawHeading(context, on: &canvas, in: area.line(0))
    let body = area.dropTop(1)
    var isFirst = true
    for (row, line) in rows.prefix(body.rows).enumerated() {
      canvas.put(line.spans, in: body, row: row)
      guard !isOpened, line.index == index, isFirst else { continue }
      isFirst = false
      canvas.put(canvas.glyphs.pointer, in: body.line(row), role: .selection)
    }
  }

  private func drawHeading(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    var spans = [TextSpan(isOpened ? " FINDING" : " FINDINGS", .heading)]
    if isOpened, let selected { spans.append(TextSpan(" \(selected.finding.code.rawValue)", .value)) }
    let counts = FindingsCount.spans(context.findings, canvas.glyphs)
    if !isOpened, !counts.isEmpty { spans += [TextSpan(" \(canvas.glyphs.horizontal) ", .dim)] + counts }
    let heads = context.state.sources.compactMap(\.head)
    let path = context.state.sources.count == 1 ? heads.first.map(PathTable.members) ?? [] : []
    let more = isOpened && scroll.hasMore ? "\(canvas.glyphs.down) more \(canvas.glyphs.separator) " : ""
    let number = found.isEmpty ? "" : " \(more)\(index + 1) of \(found.count) "
    let room = area.dropRight(TextWidth.columns(of: number, glyphs: canvas.glyphs) + 1)
    let signed = [
      TextSpan(" \(canvas.glyphs.horizontal)", .dim), TextSpan(" passes through: ", .label),
      TextSpan(path.map(\.name).joined(separator: ", "), .value),
    ]
    let width = (spans + signed).reduce(1) { $0 + TextWidth.columns(of: $1.text, glyphs: canvas.glyphs) }
    if !isOpened, !path.isEmpty, width <= room.columns { spans += signed }
    canvas.put(spans + [TextSpan(" ")], in: room)
    canvas.putTrailing(number, in: area, role: .dim)
  }

  var footer: [FooterKey] {
    let asking = [
      FooterKey(.findings(.save), meaning: "save"), FooterKey(.program(.diagnose), meaning: "diagnose"), .help,
    ]
    guard !found.isEmpty else { return [.back, FooterKey(.findings(.copyAll), meaning: "copy the report")] + asking }
    return [
      .back,
      isOpened ? .scroll : FooterKey(.pane(.scroll(.down)), .pane(.scroll(.up)), meaning: "move"),
      FooterKey(.pane(.open), meaning: isOpened ? "its place in the feed" : "in full"),
      FooterKey(.findings(.copy), .findings(.copyAll), meaning: "copy, all"),
    ] + (isOpened ? [FooterKey(.findings(.next), .findings(.previous), meaning: "next, previous")] : []) + asking
  }
}
