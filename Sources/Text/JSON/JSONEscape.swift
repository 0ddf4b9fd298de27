/// The escapes in the strings of JSON (RFC 8259, section 7), and the characters that they stand for.
public enum JSONEscape {
  static let mark = UInt8(ascii: "\\")

  /// What the escape at a place stands for; the place is then after it.
  ///
  /// - Returns: `nil`, and the place stays, if no whole escape is there. Half of a surrogate pair by itself stands for
  ///   no character.
  public static func scalar(in text: Span<UInt8>, at place: inout Int) -> Unicode.Scalar? {
    text.withUnsafeBytes { scalar(in: $0, at: &place) }
  }

  package static func scalar(in text: UnsafeRawBufferPointer, at place: inout Int) -> Unicode.Scalar? {
    guard place + 1 < text.count, text[place] == mark else { return nil }
    guard text[place + 1] == UInt8(ascii: "u") else {
      guard let character = character(text[place + 1]) else { return nil }
      place += 2
      return character
    }
    guard let unit = JSONString.unit(in: text, at: place + 2) else { return nil }
    if let scalar = Unicode.Scalar(unit) {
      place += 6
      return scalar
    }
    guard unit < 0xDC00, place + 7 < text.count, text[place + 6] == mark, text[place + 7] == UInt8(ascii: "u"),
      let low = JSONString.unit(in: text, at: place + 8), 0xDC00..<0xE000 ~= low,
      let scalar = Unicode.Scalar(0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { return nil }
    place += 12
    return scalar
  }

  private static func character(_ letter: UInt8) -> Unicode.Scalar? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(letter)
    case UInt8(ascii: "b"): "\u{8}"
    case UInt8(ascii: "f"): "\u{C}"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "t"): "\t"
    default: nil
    }
  }

  /// Whether an escape is shown as it is written, because the text could not be read without: `\"` and `\\`.
  public static func isKept(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || scalar == "\\" }

  /// A part of JSON as it is shown: with its escapes undone, but for those that are kept.
  public static func shown(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard text.contains(mark) else { return text }
    let written = text.span
    var shown: [UInt8] = []
    shown.reserveCapacity(written.count)
    var place = 0
    while place < written.count {
      let start = place
      if written[place] == mark, let scalar = scalar(in: written, at: &place), !isKept(scalar) {
        shown.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else {
        place = max(place, start + 1)
        for index in start..<place { shown.append(written[index]) }
      }
    }
    return shown[...]
  }
}
