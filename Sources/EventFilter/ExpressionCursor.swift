/// A place in an expression's bytes, and what can be read from there.
struct ExpressionCursor {
  let bytes: [UInt8]
  private(set) var offset = 0
  /// Parentheses that are open around the term.
  var groups = 0

  init(_ expression: String) { bytes = Array(expression.utf8) }

  var isAtEnd: Bool { offset >= bytes.count }
  var current: UInt8? { isAtEnd ? nil : bytes[offset] }
  var isAtBlank: Bool { current.map(Self.isBlank) ?? true }
  /// Whether a term that needs no quotes is over here: at a blank, at "or", at the end of a group.
  var isAtEndOfTerm: Bool { isAtBlank || current == UInt8(ascii: "|") || (groups > 0 && current == UInt8(ascii: ")")) }
  var isAtQuote: Bool { current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  mutating func advance() { offset += 1 }

  mutating func skipBlanks() {
    while let byte = current, Self.isBlank(byte) { offset += 1 }
  }

  /// Goes after a text if the cursor is at it.
  mutating func skip(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard bytes.count - offset >= length else { return false }
    for index in 0..<length where bytes[offset + index] != text.utf8Start[index] { return false }
    offset += length
    return true
  }

  /// Goes after `&&` if it stands by itself.
  mutating func skipAnd() -> Bool {
    let start = self
    guard skip("&&"), isAtEndOfTerm else {
      self = start
      return false
    }
    return true
  }

  /// What was read since an earlier place.
  func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

  /// What comes before the end of the term; a parenthesis that is opened in it is closed in it.
  ///
  /// - Parameter isRegex: whether `|` belongs to it.
  mutating func word(isRegex: Bool = false) -> String {
    let start = offset
    var opened = 0
    while let byte = current, !isAtBlank {
      if byte == UInt8(ascii: "(") { opened += 1 }
      let closesOwn = byte == UInt8(ascii: ")") && opened > 0
      if isAtEndOfTerm, !closesOwn, !(isRegex && byte == UInt8(ascii: "|")) { break }
      if closesOwn { opened -= 1 }
      offset += 1
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// An operator, with the blanks around it; else the cursor stays.
  mutating func sign() throws(FilterError) -> ComparisonOperator? {
    let start = self
    skipBlanks()
    let first = offset
    while let byte = current, "=!<>~".utf8.contains(byte) { offset += 1 }
    let text = String(decoding: bytes[first..<offset], as: UTF8.self)
    // A mark that stands alone negates the next term.
    guard !text.isEmpty, !text.utf8.allSatisfy({ $0 == UInt8(ascii: "!") }) else {
      self = start
      return nil
    }
    guard let sign = ComparisonOperator(text: text) else {
      throw FilterError("\(text) is not an operator; there are = != < <= > >= ~ and !~", at: first)
    }
    skipBlanks()
    return sign
  }

  func expectValue(after sign: ComparisonOperator) throws(FilterError) {
    guard isAtEndOfTerm else { return }
    throw FilterError("a value is missing after \(sign.rawValue)", at: offset)
  }
}

// MARK: - Quotes and regular expressions

extension ExpressionCursor {
  /// A text in quotes, its escapes undone; after it the term is over.
  mutating func quoted() throws(FilterError) -> String {
    let text = try quotedKey()
    try expectBlank()
    return text
  }

  /// A text in quotes, its escapes undone; anything may come after it.
  mutating func quotedKey() throws(FilterError) -> String {
    let start = offset
    let quote = bytes[offset]
    offset += 1
    var text: [UInt8] = []
    while let byte = current, byte != quote {
      offset += 1
      if byte == UInt8(ascii: "\\") { text += try escape() } else { text.append(byte) }
    }
    guard !isAtEnd else { throw FilterError("the quote is not closed", at: start) }
    offset += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape() throws(FilterError) -> [UInt8] {
    guard let byte = current else { return [] }
    offset += 1
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      let start = offset - 2
      var value = hexadecimal()
      // JSON writes what is beyond U+FFFF as a pair.
      if let high = value, 0xD800..<0xDC00 ~= high, bytes[offset...].starts(with: "\\u".utf8) {
        offset += 2
        value = hexadecimal().flatMap {
          0xDC00..<0xE000 ~= $0 ? 0x10000 + ((high - 0xD800) << 10) + ($0 - 0xDC00) : nil
        }
      }
      guard let scalar = value.flatMap(Unicode.Scalar.init) else {
        throw FilterError("\\u takes four hexadecimal digits of a character", at: start)
      }
      return Array(String(Character(scalar)).utf8)
    default:
      throw FilterError("the escapes are \\\\ \\\" \\' \\n \\r \\t and \\u0000; a backslash is \\\\", at: offset - 2)
    }
  }

  /// Four digits, and goes behind them; `nil` if there are not so many.
  private mutating func hexadecimal() -> UInt32? {
    let digits = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit) else { return nil }
    offset += 4
    return UInt32(digits, radix: 16)
  }

  private func expectBlank() throws(FilterError) {
    guard isAtEndOfTerm else { throw FilterError("a blank is missing after the closing quote", at: offset) }
  }

  /// An expression between slashes, and whether case is ignored in it.
  mutating func regex() throws(FilterError) -> Regex {
    let start = offset
    let regex = try raw("the regular expression is not closed with /; to look for the text, put it in quotes")
    let flags = offset
    let flag = word()
    guard flag.isEmpty || flag == "i" else {
      throw FilterError(
        "only i may stand after /regex/, not \(flag); to look for the text, put it in quotes", at: flags)
    }
    return try Regex.smart(regex, ignoresCase: flag == "i", at: start + 1)
  }

  /// An expression after an operator: between slashes, in quotes or up to the next blank, `|` with it.
  mutating func regexValue() throws(FilterError) -> Regex {
    if current == UInt8(ascii: "/") { return try regex() }
    let start = offset
    guard isAtQuote else { return try Regex.smart(Array(word(isRegex: true).utf8), ignoresCase: false, at: start) }
    let regex = try raw("the quote is not closed")
    try expectBlank()
    return try Regex.smart(regex, ignoresCase: false, at: start + 1)
  }

  /// What lies between this mark and the next one like it that no backslash escapes; PCRE2 knows the escaped mark.
  private mutating func raw(_ sentence: String) throws(FilterError) -> [UInt8] {
    let start = offset
    let mark = bytes[offset]
    offset += 1
    while let byte = current, byte != mark { offset += byte == UInt8(ascii: "\\") ? 2 : 1 }
    guard !isAtEnd else { throw FilterError(sentence, at: start) }
    offset += 1
    return Array(bytes[start + 1..<offset - 1])
  }
}
