public import StreamModel
import Text

/// Which events are to be seen: the language of `&` and `A` in the dashboard, of `--filter`, `--until`,
/// `--expect`, `--alert` and `--stop-on`.
///
/// Terms between blanks, all of which must hold, alternatives between `|`, groups in parentheses; `FilterHelp` lists
/// them. Equal if the expressions are, letter by letter.
public struct EventFilter: Sendable {
  /// What the user wrote.
  public let expression: String
  /// What in it may be meant otherwise than it is taken, as sentences: it works as it is written.
  public let hints: [String]
  /// Whether it is alternatives, so that what is to hold besides needs parentheses around them.
  public let isChoice: Bool
  /// `nil` where everything matches.
  private let clause: Clause?
  /// What it matches with that can take long.
  let regexes: [Regex]

  /// Matches everything.
  public init() { (expression, hints, isChoice, clause, regexes) = ("", [], false, nil, []) }

  /// - Throws: what is wrong with the expression, and where.
  public init(_ expression: String) throws(FilterError) {
    self.expression = expression
    var reader = ExpressionReader(expression)
    clause = try reader.read()?.inOrderOfCost
    hints = reader.hints
    isChoice = if case .any = clause { true } else { false }
    regexes = clause?.regexes ?? []
  }

  /// Whether it matches everything, because there is no term.
  public var isEmpty: Bool { clause == nil }

  /// Whether a record is to be seen.
  ///
  /// Of comments only the text can match. What was overlong and notices match only the empty filter.
  public func matches(_ record: Record, in state: StreamState) -> Bool {
    guard let clause else { return true }
    guard record.kind == .event || record.kind == .comment else { return false }
    return clause.matches(record, in: state.log)
  }

  /// How many matches of its regular expressions were given up at their limit and counted as none, copies included.
  public var givenUp: Int { regexes.reduce(0) { $0 + $1.givenUp } }

  /// Texts on a single line without each of which no event and no comment matches.
  var requiredTexts: [BytePattern] { clause?.requiredTexts ?? [] }
}

extension EventFilter: Equatable {
  public static func == (left: Self, right: Self) -> Bool { left.expression.utf8.elementsEqual(right.expression.utf8) }
}
