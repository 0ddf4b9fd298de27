/// Cuts bytes into the tokens of JSON (RFC 8259), in place.
package struct JSONTokens {
  package enum Token: Equatable {
    case open(isObject: Bool)
    case close(isObject: Bool)
    case colon
    case comma
    /// With its quotes.
    case string
    case number
    case `true`
    case `false`
    case null
    /// The bytes are over.
    case end
  }

  package let text: UnsafeRawBufferPointer
  package private(set) var position = 0
  /// Where the last token begins; it ends at `position`.
  package private(set) var start = 0
  /// Whether the last string holds a backslash.
  package private(set) var hasEscape = false

  package init(_ text: UnsafeRawBufferPointer) { self.text = text }

  /// Where the last token lies.
  package var range: Range<Int> { start..<position }

  /// The next token, white space skipped; `nil` for what is none.
  package mutating func next() -> Token? {
    while position < text.count, text[position].isJSONWhitespace { position += 1 }
    start = position
    guard position < text.count else { return .end }
    let byte = text[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: ":"): return .colon
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: "{"): return .open(isObject: true)
    case UInt8(ascii: "}"): return .close(isObject: true)
    case UInt8(ascii: "["): return .open(isObject: false)
    case UInt8(ascii: "]"): return .close(isObject: false)
    case UInt8(ascii: "t"): return rest("rue") ? .true : nil
    case UInt8(ascii: "f"): return rest("alse") ? .false : nil
    case UInt8(ascii: "n"): return rest("ull") ? .null : nil
    default:
      guard let end = DecimalNumber.end(in: text, from: start) else { return nil }
      position = end
      return .number
    }
  }

  private mutating func rest(_ word: StaticString) -> Bool {
    guard text.count - position >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount where text[position + index] != word.utf8Start[index] { return false }
    position += word.utf8CodeUnitCount
    return true
  }

  /// Section 7; bytes that are not UTF-8 are let through, an unpaired `\uD800` too.
  private mutating func string() -> Token? {
    hasEscape = false
    while position < text.count {
      skipPlain()
      guard position < text.count else { return nil }
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return .string }
      guard byte >= 0x20 else { return nil }
      guard byte != UInt8(ascii: "\\") || escape() else { return nil }
    }
    return nil
  }

  /// Passes over what stands for itself in a string, eight bytes at a time: most of a JSON text is that.
  @inline(__always)
  private mutating func skipPlain() {
    var place = position
    while place &+ 8 <= text.count {
      let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let special = Self.quotesEscapesAndControls(in: word)
      guard special == 0 else {
        place &+= special.trailingZeroBitCount >> 3
        break
      }
      place &+= 8
    }
    position = place
  }

  /// Marks the high bit of each byte that ends what is plain. Above the lowest mark others may be wrong.
  @inline(__always)
  private static func quotesEscapesAndControls(in word: UInt64) -> UInt64 {
    let (ones, highs) = (UInt64(0x0101_0101_0101_0101), UInt64(0x8080_8080_8080_8080))
    let quotes = word ^ (ones &* 0x22)
    let escapes = word ^ (ones &* 0x5C)
    let found =
      ((quotes &- ones) & ~quotes) | ((escapes &- ones) & ~escapes) | ((word &- ones &* 0x20) & ~word)
    return found & highs
  }

  private mutating func escape() -> Bool {
    hasEscape = true
    guard position < text.count else { return false }
    let byte = text[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return true
    case UInt8(ascii: "u"):
      guard JSONString.unit(in: text, at: position) != nil else { return false }
      position += 4
      return true
    default: return false
    }
  }
}

extension UInt8 {
  /// Whether it may stand between tokens (RFC 8259, section 2).
  @inlinable package var isJSONWhitespace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
