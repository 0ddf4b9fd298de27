import Dashboard

/// A canvas as text for a terminal that goes on after it: rows, coloured or not, without blanks at their ends.
struct PageText {
  let canvas: Canvas
  let depth: Colour.Depth

  /// - Returns: with a line end after each row; empty rows at the end are left out.
  var text: String {
    var lines = (0..<canvas.rows).map(line)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ row: Int) -> String {
    let cells = canvas.row(row)
    let end = cells.lastIndex { $0.base != 0x20 || $0.isContinuation }.map { $0 + 1 } ?? cells.startIndex
    var line = ""
    var last = Look()
    for cell in cells[..<end] where !cell.isContinuation {
      // On a background of their own, the terminal's own colours are the ones to be read.
      let look = depth == .none ? Look() : Looks.standard[cell.role]
      if look != last {
        line += rendition(look)
        last = look
      }
      line.append(cell.character)
    }
    return last == Look() ? line : line + rendition(Look())
  }

  /// SGR (ECMA-48, 8.3.117).
  private func rendition(_ look: Look) -> String {
    var numbers = [0]
    if look.emphasis.contains(.bold) { numbers.append(1) }
    if look.emphasis.contains(.dim) { numbers.append(2) }
    if look.emphasis.contains(.underline) { numbers.append(4) }
    if look.emphasis.contains(.reverse) { numbers.append(7) }
    if let number = look.text?.number(at: .eight) { numbers.append(30 + number) }
    if let number = look.background?.number(at: .eight) { numbers.append(40 + number) }
    return "\u{1B}[" + numbers.map(String.init).joined(separator: ";") + "m"
  }
}
