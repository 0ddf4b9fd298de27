import CVectors

/// Where the strings, numbers and words of JSON end: one truth for who cuts a text into tokens and who only searches it.
///
/// Each is told by the position behind it, `nil` for what is none. Positions are returned and not changed in place, so
/// that they lie in registers.
enum JSONScalar {
  struct StringEnd {
    /// Behind the second quote; where there is none, where it ceased to be a string.
    var position: Int
    var hasEscape: Bool
    var isString: Bool
  }

  /// The end of a string (RFC 8259, section 7); bytes that are not UTF-8 are let through, an unpaired `\uD800` too.
  ///
  /// - Parameter start: behind its first quote.
  @inline(__always)
  static func string(in text: JSONBytes, from start: Int) -> StringEnd {
    let position = special(in: text, from: start)
    guard position < text.count, text[position] == UInt8(ascii: "\"") else {
      return stringWithEscapes(in: text, from: position)
    }
    return StringEnd(position: position &+ 1, hasEscape: false, isString: true)
  }

  /// The end of a string of which the first thing is known that does not stand for itself, and is no quote.
  @inline(never)
  private static func stringWithEscapes(in text: JSONBytes, from start: Int) -> StringEnd {
    var position = start
    var hasEscape = false
    while position < text.count {
      let byte = text[position]
      position &+= 1
      if byte == UInt8(ascii: "\"") { return StringEnd(position: position, hasEscape: hasEscape, isString: true) }
      guard byte == UInt8(ascii: "\\") else { break }
      hasEscape = true
      guard let end = escape(in: text, from: position) else {
        position = min(position &+ 1, text.count)
        break
      }
      position = special(in: text, from: end)
    }
    return StringEnd(position: position, hasEscape: hasEscape, isString: false)
  }

  /// The end of an escape.
  ///
  /// - Parameter start: behind its backslash.
  static func escape(in text: JSONBytes, from start: Int) -> Int? {
    guard start < text.count else { return nil }
    guard text[start] == UInt8(ascii: "u") else { return isLetter(text[start]) ? start &+ 1 : nil }
    return isUnit(in: text, at: start &+ 1) ? start &+ 5 : nil
  }

  /// Where something is that does not stand for itself in a string: sixteen bytes are looked at at a time, for most of
  /// a JSON text does.
  @inline(__always)
  static func special(in text: JSONBytes, from start: Int) -> Int {
    var place = start
    while place &+ 16 <= text.count {
      let specials = vectors_string_specials(text.base + place)
      if specials != 0 { return place &+ specials.trailingZeroBitCount }
      place &+= 16
    }
    while place < text.count, isPlain(text[place]) { place &+= 1 }
    return place
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte >= 0x20
  }

  /// Whether it makes an escape with the backslash before it, all by itself.
  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      true
    default: false
    }
  }

  private static func isUnit(in text: JSONBytes, at position: Int) -> Bool {
    text.count - position >= 4 && (position..<position + 4).allSatisfy { JSONString.digit(text[$0]) != nil }
  }

  /// The end of a number (RFC 8259, section 6): no leading zeros, digits after a point and in an exponent.
  @inline(__always)
  static func number(in text: JSONBytes, from start: Int) -> Int? {
    // Most are a few digits.
    if start &+ 16 <= text.count {
      let digits = (vectors_no_digits(text.base + start) | 0x8000).trailingZeroBitCount
      let next = text[start &+ digits]
      let isWhole = next != UInt8(ascii: ".") && next | 0x20 != UInt8(ascii: "e") && digits < 15
      if isWhole, digits == 1 || digits > 1 && text[start] != UInt8(ascii: "0") { return start &+ digits }
    }
    return anyNumber(in: text, from: start)
  }

  @inline(never)
  private static func anyNumber(in text: JSONBytes, from start: Int) -> Int? {
    var position = start
    if position < text.count, text[position] == UInt8(ascii: "-") { position &+= 1 }
    guard position < text.count else { return nil }
    if text[position] == UInt8(ascii: "0") {
      position &+= 1
    } else {
      guard let end = digits(in: text, from: position) else { return nil }
      position = end
    }
    if position < text.count, text[position] == UInt8(ascii: ".") {
      guard let end = digits(in: text, from: position &+ 1) else { return nil }
      position = end
    }
    if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
      position &+= 1
      if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
        position &+= 1
      }
      return digits(in: text, from: position)
    }
    return position
  }

  /// The end of at least one digit.
  @inline(__always)
  private static func digits(in text: JSONBytes, from start: Int) -> Int? {
    var position = start
    while position &+ 16 <= text.count {
      let others = vectors_no_digits(text.base + position)
      if others != 0 {
        position &+= others.trailingZeroBitCount
        return position > start ? position : nil
      }
      position &+= 16
    }
    while position < text.count, text[position] &- UInt8(ascii: "0") < 10 { position &+= 1 }
    return position > start ? position : nil
  }

  /// The end of `true`, `false` or `null`, if that is what begins there. Which one it is, is not branched to: who could
  /// foresee it?
  @inline(__always)
  static func word(in text: JSONBytes, from start: Int) -> Int? {
    let left = text.count &- start
    guard left >= 4 else { return nil }
    let (first, last) = (text.four(from: start), text.four(from: start &+ min(1, left &- 4)))
    let isFalse = last == Self.four("alse") && text[start] == UInt8(ascii: "f")
    let isOther = first == Self.four("true") || first == Self.four("null")
    return isFalse || isOther ? start &+ 4 &+ (isFalse ? 1 : 0) : nil
  }

  /// Four letters as they lie in memory.
  @inline(__always)
  private static func four(_ letters: StaticString) -> UInt32 {
    UnsafeRawPointer(letters.utf8Start).loadUnaligned(as: UInt32.self)
  }

  /// The end of the white space that may stand between tokens (RFC 8259, section 2).
  @inline(__always)
  static func blanks(in text: JSONBytes, from start: Int) -> Int {
    var position = start
    while position < text.count, text[position].isJSONWhitespace { position &+= 1 }
    return position
  }
}

extension UInt8 {
  /// Whether it may stand between tokens (RFC 8259, section 2).
  @inlinable package var isJSONWhitespace: Bool {
    self <= 0x20 && (self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09)
  }
}
