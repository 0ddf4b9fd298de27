import Text

/// An operator between a name or a path and a value.
enum ComparisonOperator: String, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case matching = "~"
  case notMatching = "!~"

  /// - Parameter text: also as jq, awk and Perl write it.
  init?(text: String) {
    switch text {
    case "==": self = .equal
    case "=~": self = .matching
    default: self.init(rawValue: text)
    }
  }

  var isRegex: Bool { self == .matching || self == .notMatching }
  /// Whether it goes with `event` and `id`, which have no order.
  var isForNames: Bool { isRegex || self == .equal || self == .notEqual }

  /// Whether it holds of two values in this order.
  func holds(_ order: Order) -> Bool {
    switch self {
    case .equal: order == .same
    case .notEqual: order != .same
    case .less: order == .before
    case .lessOrEqual: order != .after
    case .greater: order == .after
    case .greaterOrEqual: order != .before
    case .matching, .notMatching: false
    }
  }
}
