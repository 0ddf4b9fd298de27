/// Undoes the escapes of a JSON string (RFC 8259, section 7).
enum JSONString {
  /// Lends what lies between the quotes of a string that `JSONTokens` has found: in place if no escape is in it.
  ///
  /// - Parameter text: with the quotes.
  static func withDecoded<Result>(
    _ text: UnsafeRawBufferPointer, hasEscape: Bool, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let inside = UnsafeRawBufferPointer(rebasing: text[1..<text.count - 1])
    return hasEscape ? decoded(inside).withUnsafeBytes(body) : body(inside)
  }

  /// The number behind `\u`, if four hexadecimal digits are there.
  static func unit(in text: UnsafeRawBufferPointer, at position: Int) -> UInt32? {
    guard text.count - position >= 4 else { return nil }
    var unit: UInt32 = 0
    for index in position..<position + 4 {
      guard let digit = digit(text[index]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  private static func decoded(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else {
        bytes.append(text[index])
        index += 1
        continue
      }
      let mark = text[index + 1]
      index += 2
      if mark == UInt8(ascii: "u") {
        bytes.append(contentsOf: scalar(in: text, at: &index).utf8)
      } else {
        bytes.append(character(mark))
      }
    }
    return bytes
  }

  private static func character(_ mark: UInt8) -> UInt8 {
    switch mark {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: mark
    }
  }

  /// One character of one escape or of a pair; what is no character becomes U+FFFD.
  private static func scalar(in text: UnsafeRawBufferPointer, at index: inout Int) -> String {
    guard let unit = unit(in: text, at: index) else { return "\u{FFFD}" }
    index += 4
    if 0xD800..<0xDC00 ~= unit, index + 1 < text.count, text[index] == UInt8(ascii: "\\"),
      text[index + 1] == UInt8(ascii: "u"), let low = Self.unit(in: text, at: index + 2), 0xDC00..<0xE000 ~= low
    {
      index += 6
      return text16([UInt16(unit), UInt16(low)])
    }
    return text16([UInt16(unit)])
  }

  private static func text16(_ units: [UInt16]) -> String { String(decoding: units, as: UTF16.self) }
}
