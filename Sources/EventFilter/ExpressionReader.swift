/// Reads an expression: alternatives between `|`, in each of them terms and groups between blanks.
struct ExpressionReader {
  /// Groups within each other; more than anyone writes, as each is a call.
  private static let groupLimit = 32

  var cursor: ExpressionCursor
  /// What may be meant otherwise than it is taken.
  private(set) var hints: [String] = []

  init(_ expression: String) { cursor = ExpressionCursor(expression) }

  /// The whole expression; `nil` if there is nothing in it.
  mutating func read() throws(FilterError) -> Clause? {
    cursor.skipBlanks()
    guard !cursor.isAtEnd else { return nil }
    return try choice()
  }

  /// Alternatives, up to the end of the group or of all.
  private mutating func choice() throws(FilterError) -> Clause {
    var clauses: [Clause] = []
    while true {
      clauses.append(try sequence())
      guard cursor.skip("|") else { break }
      // As in other languages.
      _ = cursor.skip("|")
    }
    return clauses.count == 1 ? clauses[0] : .any(clauses)
  }

  /// What must hold together, up to the next alternative.
  private mutating func sequence() throws(FilterError) -> Clause {
    var clauses: [Clause] = []
    var written: [String] = []
    let start = cursor.offset
    while true {
      cursor.skipBlanks()
      // As in other languages.
      let isJoined = !clauses.isEmpty && cursor.skipAnd()
      if isJoined { cursor.skipBlanks() }
      guard !cursor.isAtEndOfTerm else {
        if isJoined { throw FilterError("a term is missing after &&", at: cursor.offset) }
        break
      }
      let place = cursor.offset
      clauses.append(try operand())
      written.append(cursor.text(from: place))
    }
    guard let first = clauses.first else {
      throw cursor.isAtEnd
        ? FilterError("a term is missing after this", at: max(start - 1, 0))
        : FilterError("a term is missing before this; to look for the text, put it in quotes", at: cursor.offset)
    }
    hints += FilterHint.sentences(for: written)
    return clauses.count == 1 ? first : .all(clauses)
  }

  /// A term or a group, and what negates it.
  private mutating func operand() throws(FilterError) -> Clause {
    var isNegated = false
    let start = cursor.offset
    while cursor.skip("!") {
      isNegated.toggle()
      cursor.skipBlanks()
    }
    guard !cursor.isAtEndOfTerm else { throw FilterError("a term is missing after !", at: start) }
    if cursor.current == UInt8(ascii: "(") {
      let group = try group()
      return isNegated ? group.negated : group
    }
    return .term(Term(isNegated: isNegated, condition: try condition()))
  }

  private mutating func group() throws(FilterError) -> Clause {
    let start = cursor.offset
    guard cursor.groups < Self.groupLimit else {
      throw FilterError("parentheses can be nested \(Self.groupLimit) deep at most", at: start)
    }
    cursor.advance()
    cursor.groups += 1
    let clause = try choice()
    guard cursor.skip(")") else {
      throw FilterError("the parenthesis is not closed; a text that begins with ( goes in quotes", at: start)
    }
    cursor.groups -= 1
    guard cursor.isAtEndOfTerm else { throw FilterError("a blank or | is missing after )", at: cursor.offset) }
    return clause
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
  /// The operator after a name that has one, and after it the cursor; else the cursor stays.
  private mutating func nameSign(_ name: StaticString) throws(FilterError) -> ComparisonOperator? {
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

  private mutating func nameTest(_ sign: ComparisonOperator) throws(FilterError) -> NameTest {
    try cursor.expectValue(after: sign)
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
    try cursor.expectValue(after: sign)
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
