extension Canvas {
  /// The characters of one row, as wide as the canvas; empty if there is no such row.
  func text(row: Int) -> String {
    var text = ""
    for cell in self.row(row) where !cell.isContinuation { text.append(cell.character) }
    return text
  }

  /// The screen as golden files keep it: its text, a line `---`, and the same grid with one letter a role.
  ///
  /// Every row of the text ends in `|`, so that its blanks are seen in a review and no editor strips them. To be
  /// compared byte for byte: `==` on strings takes canonically equivalent text for the same.
  var golden: String {
    var golden = ""
    for row in 0..<rows { golden += text(row: row) + "|\n" }
    golden += "---\n"
    for row in 0..<rows { golden += roles(row: row) + "\n" }
    return golden
  }

  /// The roles of one row, one letter a cell; empty if there is no such row.
  func roles(row: Int) -> String {
    var roles = ""
    for cell in self.row(row) { roles.append(cell.role.letter) }
    return roles
  }
}
