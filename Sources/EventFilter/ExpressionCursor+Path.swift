import Text

extension ExpressionCursor {
  /// A path, up to an operator or the end of the term.
  mutating func path() throws(FilterError) -> JSONPath {
    let start = offset
    var path = JSONPath()
    advance()
    if current == UInt8(ascii: "[") || isAtQuote || isAtKey { path.steps.append(try step(after: start)) }
    while let byte = current, !isAtEndOfTerm, !"=!<>~".utf8.contains(byte) {
      guard path.steps.count < JSONPath.stepLimit else {
        throw FilterError("a path has at most \(JSONPath.stepLimit) steps", at: offset)
      }
      if byte != UInt8(ascii: "[") {
        guard byte == UInt8(ascii: "."), !path.steps.isEmpty else { throw noPath(at: offset) }
        advance()
      }
      path.steps.append(try step(after: offset - 1))
    }
    return path
  }

  private mutating func step(after dot: Int) throws(FilterError) -> JSONPath.Step {
    if current == UInt8(ascii: "[") { return try bracket() }
    if isAtQuote { return .key(Array(try quotedKey().utf8)) }
    let start = offset
    guard isAtKey else { throw noPath(at: isAtEndOfTerm ? dot : offset) }
    while isAtKey || isAtDigit { advance() }
    return .key(Array(bytes[start..<offset]))
  }

  private mutating func bracket() throws(FilterError) -> JSONPath.Step {
    let start = offset
    advance()
    let step: JSONPath.Step
    if isAtQuote {
      step = .key(Array(try quotedKey().utf8))
    } else if current == UInt8(ascii: "]") {
      step = .each
    } else {
      let first = offset
      while isAtDigit { advance() }
      guard let index = Int(String(decoding: bytes[first..<offset], as: UTF8.self)) else {
        throw FilterError("between [ and ] there can be a number from 0 on, a key in quotes, or nothing", at: first)
      }
      step = .index(index)
    }
    guard skip("]") else { throw FilterError("the bracket is not closed", at: start) }
    return step
  }

  private func noPath(at place: Int) -> FilterError {
    FilterError(
      "this is not a path: an odd key is written .[\"like this\"], and a text that begins with a dot in quotes",
      at: place)
  }

  /// Letters and the marks that are common in keys.
  private var isAtKey: Bool {
    guard let current else { return false }
    return switch current {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...0xFF,
      UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private var isAtDigit: Bool {
    if let byte = current { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) } else { false }
  }
}
