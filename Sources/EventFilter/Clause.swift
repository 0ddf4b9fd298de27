internal import StreamModel
import Text

/// What an expression asks for: terms, joined by "and" and "or".
///
/// What is negated are the terms only: `!` before a parenthesis goes to all that is in it.
indirect enum Clause: Sendable {
  case term(Term)
  case all([Clause])
  case any([Clause])

  func matches(_ record: Record, in log: EventLog) -> Bool {
    switch self {
    case .term(let term): term.matches(record, in: log)
    case .all(let clauses): clauses.indices.allSatisfy { clauses[$0].matches(record, in: log) }
    case .any(let clauses): clauses.indices.contains { clauses[$0].matches(record, in: log) }
    }
  }

  /// What holds where this does not.
  var negated: Clause {
    switch self {
    case .term(var term):
      term.isNegated.toggle()
      return .term(term)
    case .all(let clauses): return .any(clauses.map(\.negated))
    case .any(let clauses): return .all(clauses.map(\.negated))
    }
  }

  /// The same, those first everywhere that cost least for a record, so that most records cost little.
  var inOrderOfCost: Clause {
    switch self {
    case .term: self
    case .all(let clauses): .all(Self.inOrderOfCost(clauses))
    case .any(let clauses): .any(Self.inOrderOfCost(clauses))
    }
  }

  private static func inOrderOfCost(_ clauses: [Clause]) -> [Clause] {
    let costs = clauses.map(\.cost)
    return clauses.indices.sorted { (costs[$0], $0) < (costs[$1], $1) }.map { clauses[$0].inOrderOfCost }
  }

  private var cost: Int {
    switch self {
    case .term(let term): term.cost
    case .all(let clauses), .any(let clauses): clauses.map(\.cost).max() ?? 0
    }
  }

  var regexes: [Regex] {
    switch self {
    case .term(let term): term.regex.map { [$0] } ?? []
    case .all(let clauses), .any(let clauses): clauses.flatMap(\.regexes)
    }
  }

  /// Texts on a single line without each of which nothing matches.
  var requiredTexts: [BytePattern] {
    switch self {
    case .term(let term): term.isNegated ? [] : term.requiredText.map { [$0] } ?? []
    case .all(let clauses): clauses.flatMap(\.requiredTexts)
    // What one alternative needs, another may do without.
    case .any: []
    }
  }
}
