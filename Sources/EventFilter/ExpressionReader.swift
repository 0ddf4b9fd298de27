/// Reads the terms of an expression, one after the other.
struct ExpressionReader {
  var cursor: ExpressionCursor

  init(_ expression: String) { cursor = ExpressionCursor(expression) }

  /// The next term; `nil` at the end.
  mutating func next() throws(FilterError) -> Term? {
    cursor.skipBlanks()
    guard !cursor.isAtEnd else { return nil }
    var isNegated = false
    let start = cursor.offset
    while cursor.skip("!") {
      isNegated.toggle()
      cursor.skipBlanks()
    }
    guard !cursor.isAtEnd else { throw FilterError("a term is missing behind !", at: start) }
    return Term(isNegated: isNegated, condition: try condition())
  }

  private mutating func condition() throws(FilterError) -> Term.Condition {
    switch cursor.current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try quotedText())
    case UInt8(ascii: "/"): return .text(.regex(try cursor.regex()))
    case UInt8(ascii: "."): return .path(try pathTest())
    default: break
    }
    if let sign = try nameSign("event") { return .type(try nameTest(sign)) }
    if let sign = try nameSign("id") { return .id(try nameTest(sign)) }
    let start = cursor.offset
    return .text(try TextMatcher(text: cursor.word(), at: start))
  }

  private mutating func quotedText() throws(FilterError) -> TextMatcher {
    let start = cursor.offset
    let text = try cursor.quoted()
    guard !text.isEmpty else { throw FilterError("there is nothing between the quotes", at: start) }
    return try TextMatcher(text: text, at: start)
  }
}

// MARK: - Names

extension ExpressionReader {
  /// The operator behind a name that has one, and behind it the cursor; else the cursor stays.
  private mutating func nameSign(_ name: StaticString) throws(FilterError) -> Sign? {
    let start = cursor
    guard cursor.skip(name), let sign = try cursor.sign() else {
      cursor = start
      return nil
    }
    guard sign.isForNames else {
      var place = start
      _ = place.skip(name)
      place.skipBlanks()
      throw FilterError("\(name) goes with =, != and ~, not with \(sign.rawValue)", at: place.offset)
    }
    return sign
  }

  private mutating func nameTest(_ sign: Sign) throws(FilterError) -> NameTest {
    try cursor.expectValue(behind: sign)
    if sign.isRegex { return NameTest(comparison: .matching(try cursor.regexValue()), isNegated: sign == .notMatching) }
    let value = cursor.isAtQuote ? try cursor.quoted() : cursor.word()
    return NameTest(comparison: .equal(Array(value.utf8)), isNegated: sign == .notEqual)
  }
}

// MARK: - Paths

extension ExpressionReader {
  private mutating func pathTest() throws(FilterError) -> PathTest {
    let path = try cursor.path()
    guard let sign = try cursor.sign() else { return PathTest(path: path, comparison: .truth) }
    try cursor.expectValue(behind: sign)
    if sign.isRegex {
      return PathTest(path: path, comparison: .matching(try cursor.regexValue(), isNegated: sign == .notMatching))
    }
    let start = cursor.offset
    let operand: Operand
    if cursor.isAtQuote {
      operand = .string(Array(try cursor.quoted().utf8))
    } else {
      operand = Operand(word: Array(cursor.word().utf8))
    }
    if case .literal(let literal) = operand, sign != .equal, sign != .notEqual {
      throw FilterError("\(literal.rawValue) goes with = and != only; a text goes in quotes", at: start)
    }
    return PathTest(path: path, comparison: .ordered(sign, operand))
  }
}
