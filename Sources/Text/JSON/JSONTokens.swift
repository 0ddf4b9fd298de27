/// Cuts bytes into the tokens of JSON (RFC 8259), in place.
package struct JSONTokens {
  package enum Token: Equatable, Sendable {
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
    text.withJSONBytes { text in
      start = JSONScalar.blanks(in: text, from: position)
      position = start
      guard start < text.count else { return .end }
      switch text[start] {
      case UInt8(ascii: "\""):
        let end = JSONScalar.string(in: text, from: start + 1)
        (position, hasEscape) = (end.position, end.hasEscape)
        return end.isString ? .string : nil
      case UInt8(ascii: ":"): return mark(.colon)
      case UInt8(ascii: ","): return mark(.comma)
      case UInt8(ascii: "{"): return mark(.open(isObject: true))
      case UInt8(ascii: "}"): return mark(.close(isObject: true))
      case UInt8(ascii: "["): return mark(.open(isObject: false))
      case UInt8(ascii: "]"): return mark(.close(isObject: false))
      case UInt8(ascii: "t"): return end(.true, JSONScalar.word(in: text, from: start))
      case UInt8(ascii: "f"): return end(.false, JSONScalar.word(in: text, from: start))
      case UInt8(ascii: "n"): return end(.null, JSONScalar.word(in: text, from: start))
      default: return end(.number, JSONScalar.number(in: text, from: start))
      }
    }
  }

  @inline(__always)
  private mutating func mark(_ token: Token) -> Token {
    position += 1
    return token
  }

  @inline(__always)
  private mutating func end(_ token: Token, _ end: Int?) -> Token? {
    position = end ?? position + 1
    return end == nil ? nil : token
  }
}
