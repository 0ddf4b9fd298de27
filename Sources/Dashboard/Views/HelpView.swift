import Text

/// Every key of a place and what it does, from the keymap itself.
struct HelpView {
  let help: HelpPane

  func draw(on canvas: inout Canvas, in area: Area) {
    let keyColumns = min(22, area.columns / 2)
    if help.lines.isEmpty { canvas.put("nothing here speaks of \(help.searched)", in: area, role: .dim) }
    for (row, line) in help.lines.dropFirst(help.top).prefix(area.rows).enumerated() {
      switch line {
      case .title(let title): canvas.put(title, in: area, row: row, role: .heading)
      case .entry(let keys, let purpose):
        canvas.put(keys, in: area, row: row, column: 2, upTo: keyColumns, role: .key)
        canvas.put(purpose, in: area, row: row, column: keyColumns + 1, upTo: area.columns, role: .normal)
      case .blank: break
      }
    }
    if help.top + area.rows < help.lines.count {
      canvas.putTrailing(" \(canvas.glyphs.down) more ", in: area, row: area.rows - 1, role: .dim)
    }
  }
}
