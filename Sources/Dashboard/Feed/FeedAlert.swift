import EventFilter
import StreamModel

/// What the user is called for, and which of the kept events match it, those too that came before it was asked for.
struct FeedAlert: Sendable {
  /// What the prompt shows when it is asked for again.
  let expression: String
  /// One for each expression: an event is marked if one matches.
  private var indexes: [MatchIndex]

  /// - Returns: `nil` where nothing is waited for.
  init?(_ filters: [EventFilter]) {
    guard !filters.isEmpty else { return nil }
    // Blanks bind closer than |, so this is the same as any of them.
    expression = filters.map(\.expression).joined(separator: " | ")
    indexes = filters.map { MatchIndex(MatchCriterion($0, showsNotices: false)) }
  }

  mutating func advance(in state: StreamState, budget: Int) -> Bool {
    var isDone = true
    for index in indexes.indices where !indexes[index].advance(in: state, budget: budget) { isDone = false }
    return isDone
  }

  func contains(_ position: Int) -> Bool { indexes.contains { $0.contains(position) } }

  /// Whether all that is kept was looked at.
  func isComplete(in state: StreamState) -> Bool {
    state.log.positions.isEmpty || indexes.allSatisfy { $0.scanned == state.log.positions }
  }

  /// The nearest match that is a row of the feed, as far as is known.
  func next(_ direction: FeedSearch.Direction, from position: Int, among reader: FeedReader) -> Int? {
    var position = position
    while true {
      let found = indexes.compactMap { index in
        direction == .newer ? index.next(after: position) : index.previous(before: position)
      }
      guard let next = direction == .newer ? found.min() : found.max() else { return nil }
      if reader.isRow(next) { return next }
      position = next
    }
  }
}
