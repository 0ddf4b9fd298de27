import StreamModel

/// The top of the screen: what is watched, how the connection is doing, how much has come.
struct HeaderView {
  let state: StreamState
  let badge: String?
  let frame: Frame

  func draw(on canvas: inout Canvas, in area: Area) {
    if state.sources.count > 1 {
      drawSources(on: &canvas, in: area)
    } else if let source = state.sources.first {
      draw(source, on: &canvas, in: area)
    }
  }

  private func draw(_ source: SourceState, on canvas: inout Canvas, in area: Area) {
    guard area.rows >= 3 else { return drawLow(source, on: &canvas, in: area) }
    drawTitle(source.url, on: &canvas, in: area.line(0))
    drawConnection(source, on: &canvas, in: area.line(1))
    var facts = countFacts
    if source.overlong > 0 { facts.add("too long, dropped", Quantity.grouped(source.overlong), role: .bad) }
    if source.ignored.lines > 0 { facts.add("ignored lines", Quantity.grouped(source.ignored.lines), role: .warning) }
    if source.comments > 0 { facts.add("comments", Quantity.grouped(source.comments)) }
    let column = facts.draw(on: &canvas, in: area, row: 2)
    guard !source.lastEventID.isEmpty, area.columns - column >= 16 else { return }
    let used = canvas.put("last event ID ", in: area, row: 2, column: column, role: .label)
    let id = String(decoding: source.lastEventID.prefix(1024), as: UTF8.self)
    canvas.put(id, in: area, row: 2, column: column + used, upTo: area.columns, role: .value)
  }

  private func drawTitle(_ subject: String, on canvas: inout Canvas, in area: Area) {
    var end = area.columns
    if let badge {
      let width = TextWidth.columns(of: badge, glyphs: canvas.glyphs) + 2
      canvas.put(" \(badge) ", in: area.right(width), role: .badge)
      end -= width + 1
    }
    let used = canvas.put("sse-top", in: area, role: .title) + 2
    canvas.put(subject, in: area, row: 0, column: used, upTo: end, role: .title)
  }

  private func drawConnection(_ source: SourceState, on canvas: inout Canvas, in area: Area) {
    let text = ConnectionText(source, frame)
    var column = canvas.put("\(text.mark) \(text.word)", in: area, role: text.role) + 3
    if let reason = text.reason {
      var end = area.columns
      if let next = text.next {
        canvas.putTrailing(next, in: area, role: .value)
        end -= TextWidth.columns(of: next, glyphs: canvas.glyphs) + 2
      }
      canvas.put(reason, in: area, row: 0, column: column, upTo: end, role: text.role)
      return
    }
    var facts = FactLine()
    if let head = source.head { facts.add("", head.title) }
    if let since = source.openSince { facts.add("up", TimeText.duration(frame.now - since)) }
    facts.add("reconnects", Quantity.grouped(source.reconnects))
    facts.add("retry", TimeText.countdown(source.reconnectionTime))
    column = facts.draw(on: &canvas, in: area, row: 0, column: column)
    if let last = source.lastDisconnection, source.reconnects > 0, area.columns - column >= 24 {
      let used = canvas.put("last ", in: area, row: 0, column: column, role: .label)
      canvas.put(last.reason.sentence, in: area, row: 0, column: column + used, upTo: area.columns, role: .value)
    }
  }

  /// One or two rows: the mark and the word never give way, the rest does.
  private func drawLow(_ source: SourceState, on canvas: inout Canvas, in area: Area) {
    let text = ConnectionText(source, frame)
    let line = area.line(0)
    var end = line.columns
    if let badge {
      let width = TextWidth.columns(of: badge, glyphs: canvas.glyphs) + 2
      canvas.put(" \(badge) ", in: line.right(width), role: .badge)
      end -= width + 1
    } else if let next = text.next {
      canvas.putTrailing(next, in: line, role: .value)
      end -= TextWidth.columns(of: next, glyphs: canvas.glyphs) + 1
    }
    let column = canvas.put("\(text.mark) \(text.word)", in: line, role: text.role) + 2
    canvas.put(
      text.reason ?? source.url, in: line, row: 0, column: column, upTo: end,
      role: text.reason == nil ? .title : text.role)
    if area.rows > 1 { countFacts.draw(on: &canvas, in: area, row: 1) }
  }

  /// A row a source, and the sum of all on top.
  private func drawSources(on canvas: inout Canvas, in area: Area) {
    drawTitle("\(state.sources.count) sources", on: &canvas, in: area.line(0))
    let rows = area.dropTop(1)
    let urlColumns = min(max(rows.columns / 3, 12), 48)
    for (index, source) in state.sources.prefix(rows.rows).enumerated() {
      let line = rows.line(index)
      let text = ConnectionText(source, frame)
      canvas.put("\(text.mark) \(text.word)", in: line.left(12), role: text.role)
      let counts = Quantity.grouped(source.events) + "  " + Quantity.rate(source.eventRate.perSecond(at: frame.now))
      canvas.put(source.url, in: line, row: 0, column: 14, upTo: 14 + urlColumns, role: .value)
      let countColumns = 20
      canvas.putTrailing(counts, in: line.dropLeft(14 + urlColumns).left(countColumns), role: .value)
      let rest = line.dropLeft(14 + urlColumns + countColumns + 2)
      let words = [text.next, text.reason].compactMap(\.self).joined(separator: " \(canvas.glyphs.separator) ")
      canvas.put(words, in: rest, row: 0, column: 0, upTo: rest.columns, role: text.role)
    }
    if state.sources.count > rows.rows, rows.rows > 0 {
      let last = rows.line(rows.rows - 1)
      canvas.fill(last)
      let hidden = state.sources.dropFirst(rows.rows - 1)
      let closed = hidden.count { $0.openSince == nil }
      let used = canvas.put("\(hidden.count) more sources", in: last, role: .dim)
      if closed > 0 { canvas.put(", \(closed) not open", in: last, column: used, role: .warning) }
    }
  }

  private var countFacts: FactLine {
    var facts = FactLine()
    let rate = state.sources.reduce(0) { $0 + $1.eventRate.perSecond(at: frame.now) }
    let byteRate = state.sources.reduce(0) { $0 + $1.byteRate.perSecond(at: frame.now) }
    facts.add("events", Quantity.grouped(state.events))
    facts.add("", Quantity.rate(rate))
    facts.add("", Quantity.bytes(state.sources.reduce(0) { $0 + $1.bytes }))
    facts.add("", Quantity.bytes(Int(byteRate)) + "/s")
    return facts
  }
}
