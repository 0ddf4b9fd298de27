import Comparing

/// Which events are listed: of both sides, of one, or those alone that are different.
enum ComparisonSide: Int, CaseIterable, Sendable {
  case both, first, second, onlyFirst, onlySecond, different

  init(_ events: ComparisonFact.Events) {
    self =
      switch events {
      case .onlyOn(let side): side == 0 ? .onlyFirst : .onlySecond
      case .different: .different
      }
  }

  /// Whether these are a difference of the two.
  var isDifference: Bool {
    switch self {
    case .both, .first, .second: false
    case .onlyFirst, .onlySecond, .different: true
    }
  }

  func includes(_ source: Int) -> Bool {
    switch self {
    case .both: source < 2
    case .first, .onlyFirst: source == 0
    case .second, .onlySecond, .different: source == 1
    }
  }

  /// Whether there was any of a difference.
  func holdsAny(of comparison: StreamComparison) -> Bool {
    guard let pairing = comparison.pairing else { return false }
    return switch self {
    case .both, .first, .second: true
    case .onlyFirst: pairing.only[0].count > 0
    case .onlySecond: pairing.only[1].count > 0
    case .different: pairing.differs.count > 0
    }
  }

  /// Where the events of a difference lie in the log, oldest first; `nil` for all of a side.
  func differences(in comparison: StreamComparison) -> [Int]? {
    switch self {
    case .both, .first, .second: nil
    case .onlyFirst: comparison.pairing?.positions(onlyOn: 0) ?? []
    case .onlySecond: comparison.pairing?.positions(onlyOn: 1) ?? []
    case .different: comparison.pairing?.positionsOfDifferent(on: 1) ?? []
    }
  }

  var title: String {
    switch self {
    case .both: "A and B"
    case .first: "only the events of A"
    case .second: "only the events of B"
    case .onlyFirst: "the events that are only on A"
    case .onlySecond: "the events that are only on B"
    case .different: "the events of B with other data"
    }
  }
}
