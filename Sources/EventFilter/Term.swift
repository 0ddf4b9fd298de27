internal import StreamModel
import Text

/// One of the conditions that an expression joins.
struct Term: Sendable {
  enum Condition: Sendable {
    /// In the data, the type or the ID.
    case text(TextMatcher)
    case type(NameTest)
    case id(NameTest)
    case path(PathTest)
  }

  var isNegated: Bool
  var condition: Condition

  func matches(_ record: Record, in log: EventLog) -> Bool { holds(record, in: log) != isNegated }

  private func holds(_ record: Record, in log: EventLog) -> Bool {
    if case .text(let matcher) = condition { return matcher.matches(record, in: log) }
    guard record.kind == .event else { return false }
    return switch condition {
    case .text: false
    case .type(let test): log.isType(of: record) { test.matches($0, default: "message") }
    case .id(let test): log.isID(of: record) { test.matches($0, default: "") }
    case .path(let test): log.isData(of: record, test.matches)
    }
  }

  var regex: Regex? {
    switch condition {
    case .text(let matcher): matcher.regex
    case .type(let test), .id(let test): test.regex
    case .path(let test): test.regex
    }
  }

  /// A text without which no event and no comment has what it looks for, if there is one.
  var requiredText: BytePattern? { if case .text(let matcher) = condition { matcher.requiredText } else { nil } }

  /// What asking costs, compared with others.
  var cost: Int {
    switch condition {
    case .type, .id: 0
    case .text(.bytes): 1
    case .path: 2
    case .text(.regex): 3
    }
  }
}
