import StreamModel

/// The events as they come, the newest at the bottom: time, type, id and data on one row each.
struct FeedView {
  let state: StreamState
  let feed: FeedState
  let frame: Frame

  func drawHeading(on canvas: inout Canvas, in area: Area) {
    let columns = columns(area.columns)
    canvas.horizontalLine(in: area)
    for (title, column) in [
      (" TIME ", 0), (" SOURCE ", columns.source), (" TYPE ", columns.type), (" ID ", columns.id),
      (" DATA ", columns.data),
    ] where column >= 0 {
      canvas.put(title, in: area, row: 0, column: column, role: .heading)
    }
    drawFollowing(on: &canvas, in: area)
  }

  /// Whether the newest is in view, and if not how much has come since.
  func drawFollowing(on canvas: inout Canvas, in area: Area) {
    let new = feed.newRows(in: state)
    if feed.follows {
      canvas.putTrailing(" following ", in: area, role: .dim)
    } else {
      canvas.putTrailing(
        " \(canvas.glyphs.down) \(Quantity.grouped(new)) new \(canvas.glyphs.separator) G ", in: area, role: .warning)
    }
  }

  func draw(on canvas: inout Canvas, in area: Area) {
    let rows = FeedReader(state: state, filter: feed.filter).rows(from: feed.top, count: area.rows)
    if !rows.contains(where: { state.log[$0].kind == .event }) {
      EmptyFeedView(state: state, filter: feed.filter, frame: frame).draw(on: &canvas, in: area.dropTop(rows.count))
    }
    let columns = columns(area.columns)
    for (line, position) in rows.enumerated() {
      draw(state.log[position], columns, on: &canvas, in: area.line(line))
      if !feed.follows, position == feed.cursor {
        canvas.put(canvas.glyphs.pointer, in: area, row: line, role: .selection)
        canvas.setRole(.selection, in: area.line(line))
      }
    }
  }

  private func draw(_ record: Record, _ columns: Columns, on canvas: inout Canvas, in area: Area) {
    let time = frame.clock.text(record.at)
    canvas.put(columns.time == 8 ? String(time.prefix(8)) : time, in: area, row: 0, column: 1, role: .dim)
    if columns.source >= 0 {
      canvas.put("\(record.source + 1)", in: area, row: 0, column: columns.source + 1, upTo: columns.type, role: .label)
    }
    switch record.kind {
    case .event:
      let name = state.types.rows[Int(record.type)].name
      let typeEnd = columns.id >= 0 ? columns.id : columns.data
      canvas.put(name, in: area, row: 0, column: columns.type + 1, upTo: typeEnd, role: .type)
      if columns.id >= 0 {
        let id = state.log.id(record, limit: 256)
        canvas.put(
          String(decoding: id, as: UTF8.self), in: area, row: 0, column: columns.id + 1, upTo: columns.data,
          role: .label)
      }
      let room = max(area.columns - columns.data - 1, 0)
      let data = state.log.data(record, limit: (room + feed.offset + 4) * 4)
      canvas.put(bytes: data.span, in: area, row: 0, column: columns.data + 1, offset: feed.offset)
    case .notice:
      guard let notice = state.notice(record) else { return }
      canvas.put(
        "\(canvas.glyphs.horizontal)\(canvas.glyphs.horizontal) \(notice.sentence)", in: area, row: 0,
        column: columns.type + 1,
        upTo: area.columns, role: notice.role)
    case .overlong:
      canvas.put(
        "dropped: longer than the limit, \(Quantity.bytes(Int(record.length))) had come", in: area, row: 0,
        column: columns.type + 1, upTo: area.columns, role: .bad)
    case .comment: break
    }
  }

  /// Where the columns begin; each has a blank before it. -1 for a column that is not shown.
  private struct Columns {
    var time: Int
    var source: Int
    var type: Int
    var id: Int
    var data: Int
  }

  private func columns(_ width: Int) -> Columns {
    let time = width >= 60 ? 12 : 8
    var next = 1 + time
    let source = state.sources.count > 1 ? next : -1
    if source >= 0 { next += 8 }
    let type = next
    next += 1 + min(feed.typeColumns, max(7, width / 5))
    let idColumns = min(feed.idColumns, width / 6)
    let id = idColumns > 0 ? next : -1
    if id >= 0 { next += 1 + max(idColumns, 2) }
    return Columns(time: time, source: source, type: type, id: id, data: next)
  }
}
