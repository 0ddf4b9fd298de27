import Dashboard

/// Text of a stranger's as it may be written to a terminal: cleaned as the canvas cleans it.
nonisolated enum Printable {
  static func text(_ text: String, columns: Int = 500) -> String {
    let width = min(TextWidth.columns(of: text), columns)
    var canvas = Canvas(columns: max(width, 1), rows: 1)
    canvas.put(text, row: 0, column: 0)
    return width == 0 ? "" : canvas.text(row: 0)
  }
}
