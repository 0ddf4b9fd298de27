import Dashboard

/// Text of a stranger's as it may be written to a terminal or into a line: cleaned as the canvas cleans it, whole.
nonisolated enum Printable {
  static func text(_ text: String) -> String {
    let glyphs: Glyphs = Codeset.speaksUTF8 ? .unicode : .ascii
    return Wrapping.rows(of: [TextSpan(text)], columns: .max, glyphs: glyphs).joined().map(\.text).joined()
  }
}
