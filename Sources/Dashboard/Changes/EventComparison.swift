import EventFields
import StreamModel

/// An event beside the one that it is compared with.
struct EventComparison: Sendable {
  /// More of either is too large to compare.
  private static let limit = Changes.byteLimit + 1

  /// The position of the event before it, of its type and group.
  let previous: Int
  /// How much later it came.
  let later: Duration
  let changes: Changes

  /// - Parameters:
  ///   - position: of an event that the log holds.
  ///   - other: the position of another event to compare with; `nil` for the one before of its type and group.
  /// - Returns: `nil` if there is none.
  init?(
    at position: Int, with other: Int? = nil, in state: StreamState, _ groups: EventGroups?, limit: Int = Self.limit
  ) {
    guard state.log.positions.contains(position) else { return nil }
    let record = state.log[position]
    guard let previous = other ?? Predecessor(state: state, groups: groups).position(before: position),
      state.log.positions.contains(previous),
      state.log[previous].kind == record.kind
    else { return nil }
    let before = state.log[previous]
    guard max(Int(before.dataLength), Int(record.dataLength)) <= limit || limit == Self.limit else { return nil }
    self.previous = previous
    later = record.at - before.at
    changes = Changes(
      from: state.log.data(before, limit: Self.limit), to: state.log.data(record, limit: Self.limit))
  }
}
