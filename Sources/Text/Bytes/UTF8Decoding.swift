/// Reads one scalar after the other from the bytes of a stream, so that only what is shown is ever decoded.
public enum UTF8Decoding {
  /// The scalar at `position`, which is moved after it.
  ///
  /// Each maximal ill-formed part becomes one U+FFFD (the Unicode Standard, section 3.9, "substitution of maximal
  /// subparts", table 3-7). `position` must be within the bytes.
  public static func scalar(in bytes: Span<UInt8>, at position: inout Int) -> Unicode.Scalar {
    let lead = bytes[position]
    position += 1
    if lead < 0x80 { return Unicode.Scalar(lead) }

    let following: Int
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: following = 1
    case 0xE0: (following, lowest) = (2, 0xA0)
    case 0xED: (following, highest) = (2, 0x9F)
    case 0xE1...0xEF: following = 2
    case 0xF0: (following, lowest) = (3, 0x90)
    case 0xF1...0xF3: following = 3
    case 0xF4: (following, highest) = (3, 0x8F)
    default: return "\u{FFFD}"
    }

    var value = UInt32(lead) & (0x3F >> UInt32(following))
    for _ in 0..<following {
      guard position < bytes.count, bytes[position] >= lowest, bytes[position] <= highest else { return "\u{FFFD}" }
      value = value << 6 | UInt32(bytes[position] & 0x3F)
      position += 1
      (lowest, highest) = (0x80, 0xBF)
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
