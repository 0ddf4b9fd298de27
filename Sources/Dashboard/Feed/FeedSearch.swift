import EventFilter
import StreamModel

/// A search among the feed's rows: what is looked for, how much of the log is known, and where it is going.
struct FeedSearch: Sendable {
  enum Direction: Sendable {
    case older, newer

    var opposite: Self { self == .older ? .newer : .older }
  }

  /// What came of a step.
  enum Outcome: Equatable {
    case found(Int, wrapped: Bool)
    /// The log is not known far enough yet.
    case searching
    case nothing
  }

  let pattern: TextPattern
  /// Where `n` goes: older from the newest event, else newer.
  let direction: Direction
  private(set) var index: MatchIndex
  /// A step that waits until more of the log is known.
  var pending: (from: Int, direction: Direction)?
  /// Whether the last step found nothing.
  var isBarren = false

  init(_ pattern: TextPattern, direction: Direction) {
    self.pattern = pattern
    self.direction = direction
    index = MatchIndex(MatchCriterion(EventFilter(), showsComments: true, showsNotices: false, pattern: pattern))
  }

  mutating func advance(in state: StreamState, budget: Int) -> Bool { index.advance(in: state, budget: budget) }

  /// Nothing was found in what is known: the step goes on from there when more is.
  mutating func wait() {
    guard let pending, pending.direction == .older, !index.scanned.isEmpty else { return }
    self.pending = (min(pending.from, index.scanned.lowerBound), pending.direction)
  }

  /// The next match from a position on, the position itself left out; round at the ends.
  func step(from position: Int, _ direction: Direction, among reader: FeedReader) -> Outcome {
    let whole = reader.state.log.positions
    guard whole.isEmpty || !index.scanned.isEmpty else { return .searching }
    switch direction {
    case .older:
      if let match = match(before: position, reader) { return .found(match, wrapped: false) }
      guard index.scanned.lowerBound <= whole.lowerBound else { return .searching }
      return match(before: whole.upperBound, reader).map { .found($0, wrapped: true) } ?? .nothing
    case .newer:
      guard index.scanned.lowerBound <= max(position, whole.lowerBound) else { return .searching }
      if let match = match(from: position + 1, reader) { return .found(match, wrapped: false) }
      guard index.scanned.lowerBound <= whole.lowerBound else { return .searching }
      return match(from: whole.lowerBound, reader).map { .found($0, wrapped: true) } ?? .nothing
    }
  }

  private func match(before position: Int, _ reader: FeedReader) -> Int? {
    var end = position
    while let match = index.previous(before: end) {
      if reader.isRow(match) { return match }
      end = match
    }
    return nil
  }

  private func match(from position: Int, _ reader: FeedReader) -> Int? {
    var next = position
    while let match = index.next(after: next - 1) {
      if reader.isRow(match) { return match }
      next = match + 1
    }
    return nil
  }
}
