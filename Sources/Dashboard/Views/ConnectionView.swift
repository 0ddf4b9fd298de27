/// The panel about a source's connection.
struct ConnectionView {
  let connection: ConnectionPane

  func draw(on canvas: inout Canvas, in area: Area) {
    let heading = area.line(0)
    canvas.horizontalLine(in: heading)
    canvas.put(" CONNECTION ", in: heading, role: .heading)
    let body = area.dropTop(1)
    let end = min(connection.top + body.rows, connection.lines.count)
    for (row, line) in connection.lines[min(connection.top, end)..<end].enumerated() {
      canvas.put(line, in: body, row: row)
    }
  }
}
