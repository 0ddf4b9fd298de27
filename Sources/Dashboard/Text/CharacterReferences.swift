/// The character references that titles of web pages hold: by number, and the few names that everybody writes.
enum CharacterReferences {
  private static let names = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ndash": "\u{2013}",
    "mdash": "\u{2014}", "hellip": "\u{2026}", "laquo": "\u{AB}", "raquo": "\u{BB}", "middot": "\u{B7}",
    "copy": "\u{A9}", "bull": "\u{2022}", "lsquo": "\u{2018}", "rsquo": "\u{2019}", "ldquo": "\u{201C}",
    "rdquo": "\u{201D}",
  ]
  /// Characters between `&` and `;`.
  private static let longest = 10

  /// The text with characters in place of references; what is none stays.
  static func decoded(_ text: String) -> String {
    var decoded = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "&", let end = rest.prefix(longest + 1).firstIndex(of: ";"),
        let character = character(String(rest[..<end]))
      else {
        decoded.append(scalar)
        continue
      }
      decoded += character.unicodeScalars
      rest = rest[rest.index(after: end)...]
    }
    return String(decoded)
  }

  private static func character(_ name: String) -> String? {
    guard name.hasPrefix("#") else { return names[name] }
    let digits = name.dropFirst()
    let number =
      digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).flatMap { $0 == "\0" ? nil : String($0) }
  }
}
