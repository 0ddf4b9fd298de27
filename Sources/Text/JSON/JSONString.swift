/// Undoes the escapes of a JSON string (RFC 8259, section 7).
package enum JSONString {
  /// Lends what lies between the quotes of a string that `JSONTokens` has found: in place if no escape is in it.
  ///
  /// - Parameter text: with the quotes.
  package static func withDecoded<Result>(
    _ text: UnsafeRawBufferPointer, hasEscape: Bool, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let inside = UnsafeRawBufferPointer(rebasing: text[1..<text.count - 1])
    return hasEscape ? decoded(inside).withUnsafeBytes(body) : body(inside)
  }

  /// Where a string ends that may be none: after its second quote, or else after the first thing that no string has.
  ///
  /// - Parameter start: within the string, at nothing that an escape has begun; at most the text's end.
  package static func end(in text: Span<UInt8>, from start: Int) -> (position: Int, isWhole: Bool) {
    text.withUnsafeBytes { text in
      text.withJSONBytes { text in
        let end = JSONScalar.string(in: text, from: start)
        return (end.position, end.isString)
      }
    }
  }

  /// The number after `\u`, if four hexadecimal digits are there.
  static func unit(in text: UnsafeRawBufferPointer, at position: Int) -> UInt32? {
    guard text.count - position >= 4 else { return nil }
    var unit: UInt32 = 0
    for index in position..<position + 4 {
      guard let digit = digit(text[index]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// The text that stands between the quotes of a string. What is no escape of JSON's stays as it is.
  package static func decoded(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] != JSONEscape.mark {
        bytes.append(text[index])
        index += 1
      } else if let scalar = JSONEscape.scalar(in: text, at: &index) {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else if index + 1 < text.count, text[index + 1] == UInt8(ascii: "u"), unit(in: text, at: index + 2) != nil {
        // Half of a surrogate pair is no character.
        bytes.append(contentsOf: UTF8.encodedReplacementCharacter)
        index += 6
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return bytes
  }
}
