/// A stranger's text that comes in pieces, cleaned as a whole text is: its line ends stay, and nothing is added.
package struct RunningText: Sendable {
  private let glyphs: Glyphs
  /// Of the line that is written.
  private var cleaner: Cleaner
  private var isAfterCarriageReturn = false

  package init(glyphs: Glyphs) { (self.glyphs, cleaner) = (glyphs, Cleaner(glyphs)) }

  package mutating func append(_ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
    var shown = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      defer { isAfterCarriageReturn = scalar == "\r" }
      if scalar == "\r" || scalar == "\n" {
        if scalar == "\n", isAfterCarriageReturn { continue }
        shown.append("\n")
        cleaner = Cleaner(glyphs)
        continue
      }
      switch cleaner.piece(for: scalar) {
      case .scalar(let scalar, _), .attached(let scalar): shown.append(scalar)
      case .mark(let text), .whitespace(let text): shown.append(contentsOf: text.unicodeScalars)
      case .dotted(let scalar): shown.append(contentsOf: ["\u{25CC}", scalar])
      case .composed(let syllable):
        // What was written before this piece stays as it is.
        if shown.popLast() == nil {
          shown.append(contentsOf: VisibleEscape.code(scalar).unicodeScalars)
        } else {
          shown.append(syllable)
        }
      case .nothing: break
      }
    }
    output.append(contentsOf: String(shown).utf8)
  }
}
