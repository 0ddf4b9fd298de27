import EventFields
import StreamModel

/// Finds the event that another one is compared with: the one before it of its type, and where events are told apart
/// by the value of a path, of its group too; whatever is shown.
struct Predecessor {
  let state: StreamState
  /// `nil` where events are told apart by their types.
  let groups: EventGroups?

  /// - Parameter limit: records that are looked at; what lies further back is not found.
  func position(before position: Int, limit: Int = .max) -> Int? {
    let log = state.log
    guard log.positions.contains(position), log[position].kind == .event else { return nil }
    let event = log[position]
    let wanted = EventLog.Wanted.events(ofType: Int(event.type))
    // What is in no group that is known has nothing before it.
    let group = groups?.row(of: event, at: position, in: log)
    guard groups == nil || group != nil else { return nil }
    var end = position
    for _ in 0..<limit {
      if let group, let groups {
        guard let member = groups.last(ofRow: group, in: log.positions.lowerBound..<end) else { return nil }
        end = member + 1
      }
      guard end > log.positions.lowerBound else { return nil }
      let barren = log.emptyRange(around: end - 1, for: wanted)
      if barren.isEmpty {
        let found = log[end - 1]
        if found.kind == .event, found.type == event.type { return end - 1 }
        end -= 1
      } else {
        end = barren.lowerBound
      }
    }
    return nil
  }
}
