import EventFilter
import StreamModel
import Text

/// The events as they come, the newest at the bottom: time, type, id and data.
struct FeedView {
  let state: StreamState
  let feed: FeedState
  /// What a search looks for; `nil` for nothing.
  let pattern: TextPattern?
  /// Positions of the marked rows, in order.
  let marks: [Int]
  let frame: Frame
  private var columns: FeedColumns { feed.columns }

  func drawHeading(on canvas: inout Canvas, in area: Area) {
    canvas.horizontalLine(in: area)
    canvas.put(" \(feed.time.heading) ", in: area, role: .heading)
    for (title, column) in [
      ("SOURCE", columns.source), ("TYPE", columns.type), ("ID", columns.id), ("DATA", columns.data),
    ] {
      guard let column else { continue }
      canvas.put(" \(title) ", in: area, row: 0, column: column, role: .heading)
    }
    feed.drawFollowing(on: &canvas, in: area)
  }

  func draw(on canvas: inout Canvas, in area: Area) {
    var row = 0
    let reader = feed.reader(state)
    for position in feed.rows where row < area.rows {
      let height = draw(position, reader, on: &canvas, in: area.dropTop(row))
      let lines = area.dropTop(row).top(height)
      if reader.repeatsPrevious(position) { canvas.put("=", in: lines, role: .dim) }
      if marks.contains(position) { canvas.put(canvas.glyphs.bookmark, in: lines, role: .badge) }
      if !feed.follows, position == feed.cursor {
        canvas.put(canvas.glyphs.pointer, in: lines, role: .selection)
        canvas.setRole(.selection, in: lines, keeping: .match)
      }
      row += height
    }
    if !feed.rows.contains(where: { state.log[$0].kind == .event || state.log[$0].kind == .comment }) {
      EmptyFeedView(state: state, feed: feed, frame: frame).draw(on: &canvas, in: area.dropTop(row))
    }
  }

  /// Draws one row of the feed, and says how many rows of the screen it took.
  private func draw(_ position: Int, _ reader: FeedReader, on canvas: inout Canvas, in area: Area) -> Int {
    let record = state.log[position]
    let time = feed.time.text(position, reader, clock: frame.clock, width: columns.timeWidth)
    canvas.put(time, in: area, row: 0, column: 1, role: .dim)
    if let source = columns.source {
      canvas.put("\(record.source + 1)", in: area, row: 0, column: source + 1, upTo: columns.type, role: .label)
    }
    switch record.kind {
    case .event:
      let name = state.types.rows[Int(record.type)].name
      canvas.put(name, in: area, row: 0, column: columns.type + 1, upTo: columns.id ?? columns.data, role: .type)
      // What a search finds in a type or an ID is marked there whole.
      if let pattern, !pattern.ranges(in: Array(name.utf8), limit: 1).isEmpty {
        canvas.setRole(
          .match, in: area.line(0).dropLeft(columns.type + 1).left((columns.id ?? columns.data) - columns.type - 2))
      }
      if let column = columns.id {
        let id = String(decoding: state.log.id(record, limit: 256), as: UTF8.self)
        canvas.put(id, in: area, row: 0, column: column + 1, upTo: columns.data, role: .label)
      }
      return drawData(record, role: .normal, on: &canvas, in: area)
    case .comment:
      canvas.put("comment", in: area, row: 0, column: columns.type + 1, upTo: columns.id ?? columns.data, role: .dim)
      return drawData(record, role: .dim, on: &canvas, in: area)
    case .notice:
      guard let notice = state.notice(record) else { return 1 }
      put("\(canvas.glyphs.horizontal)\(canvas.glyphs.horizontal) \(notice.sentence)", notice.role, on: &canvas, area)
    case .overlong:
      let size = Quantity.bytes(Int(record.length))
      put("dropped: longer than the limit, \(size) had come", .bad, on: &canvas, area)
    }
    return 1
  }

  private func put(_ text: String, _ role: Role, on canvas: inout Canvas, _ area: Area) {
    canvas.put(text, in: area, row: 0, column: columns.type + 1, upTo: area.columns, role: role)
  }

  private func drawData(_ record: Record, role: Role, on canvas: inout Canvas, in area: Area) -> Int {
    guard feed.wraps else {
      let room = max(area.columns - columns.data - 1, 0)
      let data = FeedText(record, state.log, columns: room + feed.offset)
      if let pattern {
        let spans = data.spans(matching: pattern, role: role)
        canvas.put(spans, in: area, row: 0, column: columns.data + 1, offset: feed.offset)
      } else {
        let shown = data.shown(data.bytes[...])
        canvas.put(bytes: shown.span, in: area, row: 0, column: columns.data + 1, offset: feed.offset, role: role)
      }
      return 1
    }
    let lines = RowHeights.lines(
      of: record, state, columns, limit: RowHeights.limit(of: feed.height), pattern: pattern,
      role: role, glyphs: canvas.glyphs)
    for (row, line) in lines.enumerated() {
      canvas.put(line, in: area, row: row, column: columns.data + 1)
    }
    return max(lines.count, 1)
  }
}
