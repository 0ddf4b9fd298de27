/// Text as a web page writes it.
package enum HTMLText {
  /// The text with its character references replaced: numbers, and the names that titles have; others stay.
  package static func decoded(_ text: String) -> String {
    var decoded = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      // The longest name in the table has six letters; a number may have zeros before it.
      guard scalar == "&", let end = rest.prefix(12).firstIndex(of: ";"), let meant = meaning(of: rest[..<end]) else {
        decoded.append(scalar)
        continue
      }
      decoded.append(meant)
      rest = rest[rest.index(after: end)...]
    }
    return String(decoded)
  }

  private static func meaning(of name: Substring.UnicodeScalarView) -> Unicode.Scalar? {
    guard name.first == "#" else { return named[String(name)] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    guard let code = UInt32(String(isHexadecimal ? digits.dropFirst() : digits), radix: isHexadecimal ? 16 : 10) else {
      return nil
    }
    return code == 0 ? "\u{FFFD}" : Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®",
    "laquo": "«", "raquo": "»", "middot": "·", "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
    "rdquo": "”", "bull": "•", "hellip": "…", "trade": "™", "rarr": "→", "larr": "←", "lsaquo": "‹", "rsaquo": "›",
    "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é",
    "egrave": "è", "agrave": "à", "ccedil": "ç",
  ]
}
