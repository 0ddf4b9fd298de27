import Comparing
import StreamModel

/// The events that are looked at, newest last, as positions in the log.
struct ComparisonList {
  /// Records that are looked through for rows of one frame.
  private static let searchLimit = 1 << 16

  private let log: EventLog
  private let side: ComparisonSide
  /// Those that are different, in order; `nil` for all of a side, or of both.
  private let found: [Int]?

  init(_ state: StreamState, _ side: ComparisonSide, _ comparison: StreamComparison) {
    (log, self.side) = (state.log, side)
    let positions = log.positions
    found = side.differences(in: comparison)?.filter(positions.contains)
  }

  private func isRow(_ record: Record) -> Bool { record.kind == .event && side.includes(Int(record.source)) }

  /// Positions that the log holds.
  var positions: Range<Int> { log.positions }

  /// At most so many before a position, in order.
  func rows(before end: Int, count: Int) -> [Int] {
    if let found { return Array(found.prefix { $0 < end }.suffix(max(count, 0))) }
    var rows: [Int] = []
    var next = min(end, log.positions.upperBound) - 1
    var left = Self.searchLimit
    while rows.count < count, left > 0, next >= log.positions.lowerBound {
      if isRow(log[next]) { rows.append(next) }
      next -= 1
      left -= 1
    }
    return rows.reversed()
  }

  /// At most so many after a position, in order.
  func rows(after start: Int, count: Int) -> [Int] {
    if let found { return Array(found.drop { $0 <= start }.prefix(max(count, 0))) }
    var rows: [Int] = []
    var next = max(start + 1, log.positions.lowerBound)
    var left = Self.searchLimit
    while rows.count < count, left > 0, next < log.positions.upperBound {
      if isRow(log[next]) { rows.append(next) }
      next += 1
      left -= 1
    }
    return rows
  }
}
