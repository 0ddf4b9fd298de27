public import StreamModel

/// Which events are to be seen: the language of `&` in the dashboard and of `--filter`, `--until` and `--expect`.
///
/// Terms between blanks, all of which must hold; `FilterHelp` lists them. Equal if the expressions are, letter by letter.
public struct EventFilter: Sendable {
  /// What the user wrote.
  public let expression: String
  /// The cheapest first, so that most records cost little.
  let terms: [Term]

  /// Matches everything.
  public init() { (expression, terms) = ("", []) }

  /// - Throws: what is wrong with the expression, and where.
  public init(_ expression: String) throws(FilterError) {
    self.expression = expression
    var reader = ExpressionReader(expression)
    var terms: [Term] = []
    while let term = try reader.next() { terms.append(term) }
    self.terms = Term.inOrderOfCost(terms)
  }

  /// Whether it matches everything, because there is no term.
  public var isEmpty: Bool { terms.isEmpty }

  /// Whether a record is to be seen.
  ///
  /// Of comments only the text can match. What was overlong and notices match only the empty filter.
  public func matches(_ record: Record, in state: StreamState) -> Bool {
    guard !isEmpty else { return true }
    guard record.kind == .event || record.kind == .comment else { return false }
    return terms.indices.allSatisfy { terms[$0].matches(record, in: state.log) }
  }

  /// How many matches of its regular expressions were given up at their limit and counted as none, copies included.
  public var givenUp: Int { terms.reduce(0) { $0 + ($1.regex?.givenUp ?? 0) } }
}

extension EventFilter: Equatable {
  public static func == (left: Self, right: Self) -> Bool { left.expression.utf8.elementsEqual(right.expression.utf8) }
}
