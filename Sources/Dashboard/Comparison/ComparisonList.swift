import Comparing
import StreamModel

/// The events of the sides that are looked at, newest last, as positions in the log.
struct ComparisonList {
  /// Records that are looked through for rows of one frame.
  private static let searchLimit = 1 << 16

  let state: StreamState
  let side: ComparisonSide

  func isRow(_ record: Record) -> Bool { record.kind == .event && side.includes(Int(record.source)) }

  /// At most so many before a position, in order.
  func rows(before end: Int, count: Int) -> [Int] {
    var rows: [Int] = []
    var next = min(end, state.log.positions.upperBound) - 1
    var left = Self.searchLimit
    while rows.count < count, left > 0, next >= state.log.positions.lowerBound {
      if isRow(state.log[next]) { rows.append(next) }
      next -= 1
      left -= 1
    }
    return rows.reversed()
  }

  /// At most so many after a position, in order.
  func rows(after start: Int, count: Int) -> [Int] {
    var rows: [Int] = []
    var next = max(start + 1, state.log.positions.lowerBound)
    var left = Self.searchLimit
    while rows.count < count, left > 0, next < state.log.positions.upperBound {
      if isRow(state.log[next]) { rows.append(next) }
      next += 1
      left -= 1
    }
    return rows
  }
}

/// Whose events are listed.
enum ComparisonSide: Int, CaseIterable, Sendable {
  case both, first, second

  func includes(_ source: Int) -> Bool {
    switch self {
    case .both: source < 2
    case .first: source == 0
    case .second: source == 1
    }
  }

  func next(by step: Int) -> Self {
    let count = Self.allCases.count
    return Self(rawValue: (rawValue + step + count) % count) ?? .both
  }

  var title: String {
    switch self {
    case .both: "A and B"
    case .first: "only the events of A"
    case .second: "only the events of B"
    }
  }
}
