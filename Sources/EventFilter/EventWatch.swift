package import StreamModel
import Text

/// Looks at each event once, as it comes, for those that match: what a replay shows again is passed over.
package struct EventWatch: Sendable {
  package let filter: EventFilter
  private let requiredText: BytePattern?
  /// How many events of each source had come before, or were looked at.
  private var passed: [Int]

  /// - Parameter state: what comes after it is looked at.
  package init(_ filter: EventFilter, after state: StreamState) {
    self.filter = filter
    requiredText = MatchCriterion(filter).requiredText
    passed = state.sources.map(\.events)
  }

  /// The events that match among those that a report has brought, as positions in the log.
  ///
  /// - Parameters:
  ///   - positions: all that the report has brought.
  ///   - source: whose report it is.
  ///   - state: before its log makes room.
  package mutating func matches(among positions: Range<Int>, of source: Int, in state: StreamState) -> [Int] {
    guard !positions.isEmpty, passed.indices.contains(source) else { return [] }
    let new = state.sources[source].events - passed[source]
    guard new > 0 else { return [] }
    passed[source] += new
    var rest = Self.end(of: positions, withEvents: new, in: state.log)
    var found: [Int] = []
    while !rest.isEmpty {
      let slice = RecordSlice(startOf: rest, in: state.log, budget: .max)
      for position in slice.candidates(requiredText, in: state) where slice[position].kind == .event {
        if filter.matches(slice[position], in: state) { found.append(position) }
      }
      rest = slice.positions.upperBound..<rest.upperBound
    }
    return found
  }

  /// The shortest end of a range with so many events; all of it if it has no more.
  private static func end(of positions: Range<Int>, withEvents count: Int, in log: EventLog) -> Range<Int> {
    guard count < positions.count else { return positions }
    var (start, left) = (positions.upperBound, count)
    while start > positions.lowerBound, left > 0 {
      start -= 1
      if log[start].kind == .event { left -= 1 }
    }
    return start..<positions.upperBound
  }
}
