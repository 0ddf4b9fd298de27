import StreamModel

/// What stands where events would: why there are none, and what can be done.
struct EmptyFeedView {
  let state: StreamState
  let filter: TypeFilter
  let frame: Frame

  func draw(on canvas: inout Canvas, in area: Area) {
    let lines = lines(canvas.glyphs, columns: area.columns)
    let place = area.centered(rows: lines.count, columns: area.columns)
    for (index, line) in lines.enumerated() {
      let width = TextWidth.columns(of: line.text, glyphs: canvas.glyphs)
      canvas.put(line.text, in: place, row: index, column: max(0, (place.columns - width) / 2), role: line.role)
    }
  }

  private func lines(_ glyphs: Glyphs, columns: Int) -> [TextSpan] {
    if case .only(let type) = filter, type < state.types.rows.count {
      return [
        TextSpan("no \(state.types.rows[type].name) event is kept any more", .dim), TextSpan("0 shows all types", .dim),
      ]
    }
    guard state.sources.count == 1, let source = state.sources.first else { return [TextSpan("no event yet", .dim)] }
    switch source.connection {
    case .idle, .connecting: return [TextSpan("connecting to \(source.url) \(glyphs.ellipsis)", .dim)]
    case .open:
      let comments = source.comments == 0 ? "" : ", \(Quantity.grouped(source.comments)) comments"
      return [TextSpan("connected; no event yet\(comments)", .dim)]
    case .waiting, .closed:
      let text = ConnectionText(source, frame)
      let reason = Wrapping.rows(of: [TextSpan(text.reason ?? "", text.role)], columns: max(columns - 4, 1), limit: 4)
      return reason.map { TextSpan($0.map(\.text).joined(), text.role) }
        + [TextSpan(""), TextSpan(text.next ?? "", .value), TextSpan("R tries at once   q quits", .dim)]
    }
  }
}
