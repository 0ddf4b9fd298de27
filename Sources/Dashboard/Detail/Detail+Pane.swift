import Text

extension Detail: Pane {
  var place: Keymap.Place { .detail }

  mutating func apply(_ command: PaneCommand) -> PaneRequest? {
    switch command {
    case .scroll(let scroll): move(scroll)
    case .top: (cursor, top) = (Caret(), Caret())
    case .end: cursor = end
    case .left: goLeft()
    case .right: goRight()
    case .wrap: toggleWrap()
    case .open: break
    }
    return nil
  }

  mutating func apply(_ command: OpenedCommand) -> PaneRequest? {
    switch command {
    case .nextEvent: return .openNewer
    case .previousEvent: return .openOlder
    case .toggleFold: if let node { refold { $0.fold(node.index, !$0.isFolded(node.index)) } }
    case .foldAll: refold { $0.foldAll(true) }
    case .unfoldAll: refold { $0.foldAll(false) }
    case .raw: toggleRaw()
    }
    return nil
  }

  mutating func select(row: Int) {
    if rows.indices.contains(row - 1) { cursor = moved(top, by: row - 1) }
  }

  mutating func fit(_ context: PaneContext, in area: Area) {
    fit(rows: area.rows - 1, columns: area.columns, glyphs: context.frame.glyphs, pattern: context.pattern)
  }

  func draw(_ context: PaneContext, on canvas: inout Canvas, in area: Area) {
    DetailView(detail: self).draw(on: &canvas, in: area)
  }

  var footer: [FooterKey] {
    // Text has no paths.
    let isJSON = document?.nodes.first.map { $0.kind != .text } ?? false
    return [
      .back, FooterKey(.pane(.scroll(.down)), .pane(.scroll(.up)), meaning: "move"),
      FooterKey(.opened(.toggleFold), meaning: "fold"),
      FooterKey(.opened(.nextEvent), .opened(.previousEvent), meaning: "next, previous"),
      FooterKey(.event(.copyValue), meaning: "copy"), FooterKey(.event(.changes), meaning: "changes"),
    ] + (isJSON ? [.group, .column] : []) + [
      FooterKey(.opened(.raw), meaning: "raw"), .search, .help, FooterKey(.feed(.zoom), meaning: "zoom"),
    ]
  }
}

/// One event, opened: a heading, and below it the rows that the event was fitted to.
struct DetailView {
  let detail: Detail
  /// Whether keys are the event's, so that its cursor is shown.
  var hasKeys = true

  func draw(on canvas: inout Canvas, in area: Area) {
    drawHeading(on: &canvas, in: area.line(0))
    let body = area.dropTop(1)
    for (index, row) in detail.rows.prefix(body.rows).enumerated() {
      draw(row, on: &canvas, in: body.line(index))
    }
  }

  private func draw(_ row: DetailRow, on canvas: inout Canvas, in area: Area) {
    let text = area.dropLeft(Detail.gutter)
    canvas.put(row.spans, in: text, row: 0, column: row.column, offset: row.offset)
    if row.isCut { canvas.put(canvas.glyphs.ellipsis, in: text.right(1), role: .dim) }
    if let change = row.change { canvas.put(change.sign, in: area, role: change.role) }
    if row.isCursor, hasKeys {
      canvas.put(canvas.glyphs.pointer, in: area, role: .selection)
      canvas.setRole(.selection, in: area)
    }
    for match in row.matches {
      canvas.setRole(.match, in: text.dropLeft(row.column + match.lowerBound).left(match.count))
    }
  }

  private func drawHeading(on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    var column = canvas.put(" \(detail.title) ", in: area, role: .heading)
    let lines = Quantity.grouped(detail.lineCount)
    let count = hasKeys ? " \(Quantity.grouped(detail.cursor.line + 1)) of \(lines) lines " : " \(lines) lines "
    var trailing = area.columns - TextWidth.columns(of: count, glyphs: canvas.glyphs)
    guard trailing > column else { return }
    canvas.put(count, in: area, column: trailing, role: .dim)
    let states = [detail.matchCount, detail.isRaw ? "raw" : nil, detail.isWrapped ? nil : "cut"].compactMap(\.self)
    if !states.isEmpty {
      let state = " " + states.joined(separator: " \(canvas.glyphs.separator) ") + " "
      let start = trailing - TextWidth.columns(of: state, glyphs: canvas.glyphs)
      if start > column {
        trailing = start
        canvas.put(state, in: area, column: trailing, role: .warning)
      }
    }
    if !detail.type.isEmpty, trailing - column > 8 {
      column += canvas.put(detail.type, in: area, row: 0, column: column, upTo: (column + trailing) / 2, role: .type)
      column += canvas.put(" ", in: area, column: column)
    }
    guard hasKeys, let path = detail.path, path != ".", trailing - column > 12 else { return }
    canvas.put(" ", in: area, column: column + 1)
    column += 2 + canvas.put(path, in: area, row: 0, column: column + 2, upTo: trailing - 3, role: .name)
    canvas.put(" ", in: area, column: column)
  }
}
