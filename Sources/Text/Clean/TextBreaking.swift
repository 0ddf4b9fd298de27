/// Breaks text into lines of so many columns at its blanks; a word that is longer than a line is broken.
package enum TextBreaking {
  /// - Parameter text: cleaned, without a line end.
  package static func lines(of text: String, columns: Int, glyphs: Glyphs) -> [String] {
    func width(_ text: String) -> Int { TextWidth.columns(of: text, glyphs: glyphs) }
    let columns = max(columns, 1)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
      if !line.isEmpty, width(line) + 1 + width(word) <= columns {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = word
      while width(line) > columns {
        let piece = prefix(of: line, columns: columns, width)
        lines.append(piece)
        line = String(line.unicodeScalars.dropFirst(piece.unicodeScalars.count))
      }
    }
    return lines + [line]
  }

  /// At least one scalar of it.
  private static func prefix(of text: String, columns: Int, _ width: (String) -> Int) -> String {
    var piece = ""
    for scalar in text.unicodeScalars {
      let longer = piece + String(scalar)
      if !piece.isEmpty, width(longer) > columns { break }
      piece = longer
    }
    return piece
  }
}
