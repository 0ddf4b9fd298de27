import EventFilter
import ModelAnswers
import StreamModel
import Text

/// Draws the page of an answer: a heading, the rows in view, and what is known in numbers below.
struct AnswerView {
  let pane: AnswerPane
  let context: PaneContext

  private var frame: Frame { context.frame }

  /// A row of the foot: facts, or a finding.
  enum Foot {
    case facts([FactLine.Fact])
    case finding(AnswerFinding)
  }

  static func facts(_ numbers: AnswerNumbers, _ frame: Frame) -> [Foot] {
    AnswerFacts(numbers, at: frame.now).rows.map(Foot.facts) + numbers.findings.prefix(3).map(Foot.finding)
  }

  func draw(on canvas: inout Canvas, in area: Area) {
    let heading = area.line(0)
    canvas.horizontalLine(in: heading)
    guard let (entry, answer) = pane.answer(context.answers) else {
      canvas.put(" ANSWER ", in: heading, role: .heading)
      return drawEmpty(on: &canvas, in: area.dropTop(1))
    }
    let facts = Self.facts(entry.numbers, frame)
    let foot = area.bottom(pane.factRows(facts.count, in: area))
    let body = area.dropTop(1).dropBottom(foot.rows)
    drawHeading(entry, answer, on: &canvas, in: heading)
    if let answer, !pane.sections.isEmpty {
      drawRows(answer, entry.numbers, on: &canvas, in: body)
    } else {
      canvas.put(nothing(entry), in: body, row: 0, column: AnswerPane.gutter, role: .dim)
    }
    drawFoot(facts, on: &canvas, in: foot)
  }

  private func nothing(_ entry: AnswerList.Entry) -> String {
    let kept = context.state.log.positions
    if let end = entry.end, end <= kept.lowerBound { return "its events are no longer kept, only its numbers" }
    if entry.end != nil, pane.replay?.isWhole(in: context.state) == false { return "reading what is kept of it" }
    return entry.numbers.end == .open ? "it has begun; there is no text yet" : "it has no text"
  }

  // MARK: Heading

  private func drawHeading(_ entry: AnswerList.Entry, _ answer: Answer?, on canvas: inout Canvas, in area: Area) {
    let numbers = entry.numbers
    let isCut = pane.rowCount > pane.top + pane.height
    let found = pane.matchCount(answer).map { " \($0) " } ?? ""
    let trailing = found + (pane.follows ? " following " : isCut ? " \(canvas.glyphs.down) more " : "")
    let end = area.columns - TextWidth.columns(of: trailing, glyphs: canvas.glyphs)
    var title = " ANSWER"
    if let shown = pane.shown { title += shown.count > 1 ? " \(shown.index + 1) of \(shown.count) " : " " }
    var column = canvas.put(title, in: area, role: .heading)
    func put(_ text: String, _ role: Role) {
      guard !text.isEmpty, column + 4 < end else { return }
      canvas.put(" ", in: area, column: column + 1)
      column += 2
      column += canvas.put(text, in: area, row: 0, column: column, upTo: end - 1, role: role)
      column += canvas.put(" ", in: area, column: column)
    }
    put(numbers.model, .value)
    put(numbers.dialect.title, .value)
    let (state, role) = state(numbers)
    put(state, role)
    if context.state.sources.count > 1 { put(context.state.sources[entry.source].shownName, .dim) }
    canvas.put(trailing, in: area, column: end, role: pane.follows ? .good : .dim)
  }

  private func state(_ numbers: AnswerNumbers) -> (String, Role) {
    switch numbers.end {
    case .open: ("writing", .good)
    case .whole: ("whole", .good)
    case .cut: ("cut", .bad)
    case .failed: ("failed", .bad)
    }
  }

  // MARK: Rows

  private func drawRows(_ answer: Answer, _ numbers: AnswerNumbers, on canvas: inout Canvas, in area: Area) {
    let blocks = Dictionary(answer.blocks.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    var first = 0
    for (section, count) in pane.sections {
      defer { first += count }
      guard first < pane.top + area.rows, first + count > pane.top else { continue }
      let seen = max(pane.top - first, 0)..<min(count, pane.top + area.rows - first)
      for row in seen {
        let line = area.line(first + row - pane.top)
        switch section {
        case .choice(let choice): drawChoice(choice, numbers, on: &canvas, in: line)
        case .block(let number):
          guard let block = blocks[number] else { continue }
          if row == 0 {
            drawHeading(of: block, numbers, on: &canvas, in: line)
          } else if let rows = pane.rows[number], row - 1 < rows.count {
            draw(rows.row(row - 1), rows, block, on: &canvas, in: line)
          }
        case .sources(let choice): drawSource(row, answer.sources(of: choice), section, on: &canvas, in: line)
        }
        if isCursor(section, row) { canvas.put(canvas.glyphs.pointer, in: line, role: .selection) }
      }
    }
  }

  private func isCursor(_ section: AnswerPane.Section, _ row: Int) -> Bool {
    guard let cursor = pane.cursor, cursor.section == section else { return false }
    if let byte = cursor.byte, case .sources = section { return row == 1 + byte }
    guard let byte = cursor.byte, case .block(let number) = section, let rows = pane.rows[number], rows.count > 0 else {
      return row == 0
    }
    return row == 1 + rows.row(of: byte)
  }

  private func drawChoice(_ choice: Int, _ numbers: AnswerNumbers, on canvas: inout Canvas, in area: Area) {
    let finish = numbers.finishes.first { $0.choice == choice }.map { "  finish \($0.reason)" } ?? ""
    canvas.put(" choice \(choice)\(finish)", in: area, row: 0, column: 0, upTo: area.columns, role: .heading)
  }

  /// A source on its row; in row 0 the heading of all.
  private func drawSource(
    _ row: Int, _ sources: [AnswerSource], _ section: AnswerPane.Section, on canvas: inout Canvas, in area: Area
  ) {
    guard row > 0 else {
      let sign = pane.isFolded(section) ? canvas.glyphs.pointer : canvas.glyphs.descending
      canvas.put(sign, in: area, column: 1, role: .dim)
      let used = canvas.put("sources", in: area, row: 0, column: AnswerPane.gutter, upTo: area.columns, role: .label)
      canvas.put(
        Quantity.grouped(sources.count), in: area, row: 0, column: AnswerPane.gutter + used + 2, upTo: area.columns,
        role: .dim)
      return
    }
    guard sources.indices.contains(row - 1) else { return }
    let line = Array(sources[row - 1].line.utf8)
    let matches = pane.matches?.pattern.ranges(in: line) ?? []
    canvas.put(Self.spans(line[...], .normal, matches), in: area.dropLeft(AnswerPane.gutter), row: 0)
  }

  /// Bytes in a role, with what a search found in them.
  private static func spans(_ bytes: ArraySlice<UInt8>, _ role: Role, _ matches: [Range<Int>]) -> [ByteSpan] {
    var spans: [ByteSpan] = []
    var before = bytes.startIndex
    for match in matches {
      let match = match.clamped(to: before..<bytes.endIndex)
      guard !match.isEmpty else { continue }
      if before < match.lowerBound { spans.append(ByteSpan(bytes[before..<match.lowerBound], role)) }
      spans.append(ByteSpan(bytes[match], .match))
      before = match.upperBound
    }
    if before < bytes.endIndex { spans.append(ByteSpan(bytes[before...], role)) }
    return spans
  }

  private func drawHeading(
    of block: AnswerBlock, _ numbers: AnswerNumbers, on canvas: inout Canvas, in area: Area
  ) {
    let measure = measure(of: block, numbers)
    let end = area.columns - TextWidth.columns(of: measure, glyphs: canvas.glyphs) - 1
    let sign = pane.isFolded(.block(block.number)) ? canvas.glyphs.pointer : canvas.glyphs.descending
    canvas.put(sign, in: area, column: 1, role: .dim)
    var column = AnswerPane.gutter
    func put(_ text: String, _ role: Role) {
      guard !text.isEmpty, column < end else { return }
      column += canvas.put(text, in: area, row: 0, column: column, upTo: end, role: role) + 2
    }
    put(block.kind.rawValue, .label)
    put(block.name, .type)
    put(block.callID, .dim)
    if block.marks.contains(.summary) { put("summary", .dim) }
    if block.marks.contains(.withheld) { put("not shown by the service", .dim) }
    if block.marks.contains(.failed) { put("failed", .bad) }
    if let (judged, role) = judgement(of: block, numbers) { put(judged, role) }
    if end > column { canvas.put(measure, in: area, column: end + 1, role: .dim) }
  }

  /// What is to be said of a call's arguments.
  private func judgement(of block: AnswerBlock, _ numbers: AnswerNumbers) -> (String, Role)? {
    guard block.kind == .tool else { return nil }
    switch block.isValidJSON {
    case true?: return ("whole JSON", .good)
    case false?: return ("not JSON", .bad)
    case nil:
      if block.isClosed { return block.text.isEmpty ? ("no arguments", .dim) : nil }
      return numbers.end == .open ? ("growing", .dim) : ("cut", .bad)
    }
  }

  /// When its pieces came, as far as their events are kept, and how many.
  private func measure(of block: AnswerBlock, _ numbers: AnswerNumbers) -> String {
    let text = block.text
    guard let first = text.pieces.first, let last = text.pieces.last else { return "" }
    var parts: [String] = []
    let log = context.state.log
    if log.positions.contains(first.position), log.positions.contains(last.position) {
      let (from, to) = (log[first.position].at - numbers.times.start, log[last.position].at - numbers.times.start)
      parts.append(from == to ? "at \(AnswerFacts.time(from))" : "\(AnswerFacts.time(from)) to \(AnswerFacts.time(to))")
    }
    parts.append(Quantity.counted(text.pieces.count, "chunk"))
    parts.append("\(Quantity.grouped(text.count)) B")
    return parts.joined(separator: "  ")
  }

  private func draw(
    _ row: BlockRows.Row, _ rows: BlockRows, _ block: AnswerBlock, on canvas: inout Canvas, in area: Area
  ) {
    let area = area.dropLeft(AnswerPane.gutter)
    switch row {
    case .omitted(let bytes):
      canvas.put("\(Quantity.grouped(bytes)) bytes are left out here", in: area, role: .warning)
    case .text(let range, let start, let isTail):
      let text = isTail ? block.text.tail : block.text.head
      guard range.upperBound <= text.count else { return }
      var end = range.upperBound
      if end > range.lowerBound, text[end - 1] == UInt8(ascii: "\n") {
        end -= 1
        if end > range.lowerBound, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      }
      let role = Self.role(of: block.kind)
      let matches = pane.matches?.ranges(in: block.number, range, isTail: isTail) ?? []
      var spans: [ByteSpan] = []
      var before = range.lowerBound
      var marked: [(offset: Int, length: Int)] = []
      for mark in rows.marks(in: range, isTail: isTail) {
        if mark.offset > before, mark.offset <= end { spans += Self.spans(text[before..<mark.offset], role, matches) }
        before = min(max(mark.offset, before), end)
        spans.append(ByteSpan(mark.text, .warning))
        marked.append((mark.offset, mark.text.utf8.count))
      }
      if before < end { spans += Self.spans(text[before..<end], role, matches) }
      canvas.put(spans, in: area, row: 0)
      highlight(block, range.lowerBound..<end, start: start, spans, marked, on: &canvas, in: area)
    }
  }

  /// Shows which piece is under the cursor.
  private func highlight(
    _ block: AnswerBlock, _ range: Range<Int>, start: Int, _ spans: [ByteSpan],
    _ marked: [(offset: Int, length: Int)], on canvas: inout Canvas, in area: Area
  ) {
    guard pane.cursor?.section == .block(block.number), pane.cursor?.byte != nil, let piece = pane.piece(of: block)
    else { return }
    let shift = start - range.lowerBound
    let seen = (piece.lowerBound - shift..<piece.upperBound - shift).clamped(to: range)
    guard !seen.isEmpty else { return }
    // A mark stands before the byte that came after the pause.
    func place(_ byte: Int) -> Int {
      byte - range.lowerBound + marked.reduce(0) { $0 + ($1.offset <= byte ? $1.length : 0) }
    }
    let last = place(seen.upperBound - 1) + 1
    let measured = LineBreaks.columns(
      ofBytes: [place(seen.lowerBound), last], in: spans, limit: area.columns, glyphs: canvas.glyphs)
    guard measured.columns.count == 2 else { return }
    let (from, to) = (measured.columns[0], max(measured.columns[1], measured.columns[0] + 1))
    canvas.setRole(.selection, in: area.dropLeft(from).left(to - from))
  }

  private static func role(of kind: BlockKind) -> Role {
    switch kind {
    case .thinking: .dim
    case .refusal: .warning
    case .tool: .string
    case .text, .result, .other: .normal
    }
  }

  // MARK: Foot

  private func drawFoot(_ rows: [Foot], on canvas: inout Canvas, in area: Area) {
    guard !area.isEmpty else { return }
    canvas.horizontalLine(in: area.line(0))
    for (index, row) in rows.enumerated() {
      let line = area.line(index + 1)
      switch row {
      case .facts(let facts):
        var shown = FactLine()
        for fact in facts { shown.add(fact.label, fact.value, role: fact.role) }
        shown.draw(on: &canvas, in: line, row: 0, column: 1)
      case .finding(let finding):
        let role: Role = finding.severity == .error ? .bad : finding.severity == .warning ? .warning : .value
        canvas.put(
          "\(finding.severity.rawValue): \(finding.title) (\(finding.code))", in: line, row: 0, column: 1,
          upTo: line.columns, role: role)
      }
    }
  }

  // MARK: Nothing yet

  private func drawEmpty(on canvas: inout Canvas, in area: Area) {
    let lines = [
      "No answer of a language model has come.",
      "",
      "sse-top looks for one in the first events of each request. It knows these forms:",
      DialectName.allCases.filter { $0 != .none }.map(\.title).joined(separator: ", ") + ".",
      "",
      "--dialect NAME tells which form it is, where that is not detected.",
      "--text-path .a.b is the path of the text in the events of any other stream.",
    ]
    var row = 0
    for (index, line) in lines.enumerated() {
      let broken = AnswerBreaks.rows(of: line, columns: area.columns - 2, glyphs: canvas.glyphs)
      for text in broken {
        canvas.put(text, in: area, row: row, column: 1, role: index == 0 ? .value : .dim)
        row += 1
      }
    }
  }
}

extension AnswerBreaks {
  /// A short text of the program's own, broken between words.
  static func rows(of text: String, columns: Int, glyphs: Glyphs) -> [String] {
    let bytes = Array(text.utf8)
    var breaks = AnswerBreaks()
    breaks.fit(bytes, columns: columns, glyphs: glyphs, marks: [])
    return breaks.starts.indices.map { row in
      let end = row + 1 < breaks.starts.count ? breaks.starts[row + 1] : bytes.count
      return String(decoding: bytes[breaks.starts[row]..<end], as: UTF8.self)
    }
  }
}
