import Text

/// The panel about a source's connection.
struct ConnectionView {
  let connection: ConnectionPane

  func draw(on canvas: inout Canvas, in area: Area) {
    let heading = area.line(0)
    canvas.horizontalLine(in: heading)
    let count = connection.sources > 1 ? "\(connection.source + 1) of \(connection.sources), Tab: next " : ""
    canvas.put(" CONNECTION \(count)", in: heading, role: .heading)
    let body = area.dropTop(1)
    let end = min(connection.top + body.rows, connection.lines.count)
    for (row, line) in connection.lines[min(connection.top, end)..<end].enumerated() {
      canvas.put(line, in: body, row: row)
    }
    if end < connection.lines.count { canvas.putTrailing(" \(canvas.glyphs.down) more ", in: heading, role: .dim) }
  }
}
