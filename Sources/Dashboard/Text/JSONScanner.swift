/// Cuts bytes into the tokens of JSON (RFC 8259), as they are written.
struct JSONScanner {
  enum Token: Equatable {
    case open(UInt8)
    case close(UInt8)
    case colon
    case comma
    case string
    case number
    case literal
    /// The bytes are over.
    case end
  }

  let bytes: [UInt8]
  /// Where the text is over.
  private let end: Int
  /// Where to go on reading.
  var position: Int
  /// Where the last token lies.
  private(set) var range = 0..<0

  /// - Parameter text: which of the bytes are read.
  init(_ bytes: [UInt8], in text: Range<Int>) {
    self.bytes = bytes
    position = text.lowerBound
    end = min(text.upperBound, bytes.count)
  }

  /// The next token, white space skipped; `nil` for what is none.
  mutating func next() -> Token? {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    let start = position
    defer { range = start..<position }
    guard let byte = current else { return .end }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      position += 1
      return .open(byte)
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      position += 1
      return .close(byte)
    case UInt8(ascii: ":"):
      position += 1
      return .colon
    case UInt8(ascii: ","):
      position += 1
      return .comma
    case UInt8(ascii: "\""): return string() ? .string : nil
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number() ? .number : nil
    case UInt8(ascii: "t"): return literal("true") ? .literal : nil
    case UInt8(ascii: "f"): return literal("false") ? .literal : nil
    case UInt8(ascii: "n"): return literal("null") ? .literal : nil
    default: return nil
    }
  }

  private var current: UInt8? { position < end ? bytes[position] : nil }

  /// Section 7; bytes that are not UTF-8 are let through, an unpaired `\uD800` too.
  private mutating func string() -> Bool {
    position += 1
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"): guard escape() else { return false }
      case 0..<0x20: return false
      default: break
      }
    }
    return false
  }

  private mutating func escape() -> Bool {
    guard let byte = current else { return false }
    position += 1
    switch byte {
    case UInt8(ascii: "u"):
      for _ in 0..<4 {
        guard let digit = current, Self.isHexadecimal(digit) else { return false }
        position += 1
      }
      return true
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return true
    default: return false
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
      UInt8(ascii: "a")...UInt8(ascii: "f"):
      true
    default: false
    }
  }

  /// Section 6: no leading zeros, digits after a point and in an exponent.
  private mutating func number() -> Bool {
    skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { guard digits() else { return false } }
    if skip(UInt8(ascii: ".")) { guard digits() else { return false } }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
      guard digits() else { return false }
    }
    return true
  }

  private mutating func digits() -> Bool {
    let start = position
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
    return position > start
  }

  private mutating func literal(_ word: String) -> Bool {
    for byte in word.utf8 {
      guard current == byte else { return false }
      position += 1
    }
    return true
  }

  @discardableResult
  private mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }
}
