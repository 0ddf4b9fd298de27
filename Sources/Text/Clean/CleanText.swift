/// Bytes of a stranger's as they may be written into a line: cleaned as the canvas cleans them, whole.
package enum CleanText {
  package static func append(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8], glyphs: Glyphs) {
    // Nearly all text is this, and cleaning costs a hundred times as much as looking.
    if bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      output.append(contentsOf: bytes)
    } else {
      append(String(decoding: bytes, as: UTF8.self), to: &output, glyphs: glyphs)
    }
  }

  package static func append(_ text: String, to output: inout [UInt8], glyphs: Glyphs) {
    output.append(contentsOf: cleaned(text, glyphs: glyphs).utf8)
  }

  /// A text on one line.
  ///
  /// - Parameter columns: how many it may take. One that needs more is cut after that many, and marked.
  package static func cleaned(_ text: String, columns: Int = .max, glyphs: Glyphs) -> String {
    var cleaner = Cleaner(glyphs)
    var cleaned = String.UnicodeScalarView()
    var room = columns
    for scalar in text.unicodeScalars {
      let piece = cleaner.piece(for: scalar)
      guard piece.columns <= room else {
        if case .mark(let text) = piece { cleaned.append(contentsOf: text.unicodeScalars.prefix(room)) }
        return String(cleaned) + glyphs.ellipsis
      }
      room -= piece.columns
      switch piece {
      case .scalar(let scalar, _), .attached(let scalar): cleaned.append(scalar)
      case .mark(let text), .whitespace(let text): cleaned.append(contentsOf: text.unicodeScalars)
      case .dotted(let scalar): cleaned.append(contentsOf: ["\u{25CC}", scalar])
      case .composed(let syllable):
        cleaned.removeLast()
        cleaned.append(syllable)
      case .nothing: break
      }
    }
    return String(cleaned)
  }

  /// Text of several lines: each is cleaned, and ended by LF.
  package static func appendLines(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8], glyphs: Glyphs) {
    for line in Lines(in: bytes) {
      append(UnsafeRawBufferPointer(rebasing: bytes[line.content]), to: &output, glyphs: glyphs)
      output.append(0x0A)
    }
  }
}

/// Text of a stranger's as it may be written to a terminal or into a line: cleaned as the canvas cleans it, whole.
package enum Printable {
  package static func text(_ text: String) -> String {
    CleanText.cleaned(text, glyphs: Codeset.speaksUTF8 ? .unicode : .ascii)
  }
}
