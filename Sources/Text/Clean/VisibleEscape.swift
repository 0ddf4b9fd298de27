/// The visible texts that stand in for scalars that must not be shown raw.
enum VisibleEscape {
  /// Caret notation for C0 and DEL (`^[`), the byte in hexadecimal for C1 (`<9B>`).
  static func control(_ scalar: Unicode.Scalar) -> String {
    guard scalar.value < 0x80 else { return "<" + hexadecimal(scalar, digits: 2) + ">" }
    return "^" + String(Unicode.Scalar(UInt8(scalar.value) ^ 0x40))
  }

  /// The code point (`<U+202E>`).
  static func code(_ scalar: Unicode.Scalar) -> String { "<U+" + hexadecimal(scalar, digits: 4) + ">" }

  /// The letter of a regional indicator.
  static func letter(_ scalar: Unicode.Scalar) -> String {
    let offset = UInt8(truncatingIfNeeded: scalar.value &- 0x1F1E6)
    return offset < 26 ? String(Unicode.Scalar(0x41 + offset)) : "?"
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
    let text = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
