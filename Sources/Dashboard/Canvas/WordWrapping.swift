import Text

/// Breaks prose into rows of a screen, between words where it can.
enum WordWrapping {
  /// Rows of at most `columns` columns; at least one, at most `limit`.
  ///
  /// Blanks at the ends of rows are left out. A word that is longer than a row is broken as `Wrapping` breaks it.
  static func rows(of text: String, role: Role, columns: Int, limit: Int = .max, glyphs: Glyphs) -> [[TextSpan]] {
    let columns = max(columns, 1)
    var rows: [[TextSpan]] = []
    var row = ""
    for word in text.split(separator: " ") where rows.count < limit {
      let longer = row.isEmpty ? String(word) : "\(row) \(word)"
      guard TextWidth.columns(of: longer, glyphs: glyphs) > columns else {
        row = longer
        continue
      }
      if !row.isEmpty { rows.append([TextSpan(row, role)]) }
      row = String(word)
      guard TextWidth.columns(of: row, glyphs: glyphs) > columns else { continue }
      rows += Wrapping.rows(of: [TextSpan(row, role)], columns: columns, limit: limit, glyphs: glyphs)
      row = ""
    }
    if !row.isEmpty || rows.isEmpty { rows.append([TextSpan(row, role)]) }
    return Array(rows.prefix(max(limit, 1)))
  }
}
