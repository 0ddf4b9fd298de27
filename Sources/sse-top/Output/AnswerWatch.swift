import Dashboard
import StreamModel

/// Knows which servers have been asked so long ago, without an answer, that it is to be told: once an attempt.
nonisolated struct AnswerWatch {
  /// For each source that was told of, which of its attempts it was.
  private var told: [Int: Int] = [:]

  /// The sources to tell of.
  mutating func due(in state: StreamState, at now: Moment) -> [Int] {
    let due = state.sources.indices.filter { index in
      isUntold(index, in: state) && AnswerWait(state.sources[index], at: now)?.isLong == true
    }
    for index in due { told[index] = state.sources[index].attemptCount }
    return due
  }

  /// When to look again; `nil` while nothing waits.
  func next(in state: StreamState) -> Moment? {
    state.sources.indices.compactMap { index in
      isUntold(index, in: state) ? state.sources[index].unanswered?.askedAt.map { $0 + AnswerWait.patience } : nil
    }.min()
  }

  /// Whether this attempt of the source's was not told of.
  func isUntold(_ index: Int, in state: StreamState) -> Bool {
    told[index] != state.sources[index].attemptCount
  }
}
