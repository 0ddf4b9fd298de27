/// One event, opened.
struct DetailView {
  let detail: Detail

  func draw(on canvas: inout Canvas, in area: Area) {
    let heading = area.line(0)
    canvas.horizontalLine(in: heading)
    canvas.put(" EVENT ", in: heading, role: .heading)
    let body = area.dropTop(1)
    let end = min(detail.top + body.rows, detail.rows.count)
    canvas.putTrailing(
      " \(Quantity.grouped(end)) of \(Quantity.grouped(detail.rows.count)) rows ", in: heading, role: .dim)
    for (line, row) in detail.rows[min(detail.top, end)..<end].enumerated() {
      canvas.put(row, in: body, row: line)
    }
  }
}
