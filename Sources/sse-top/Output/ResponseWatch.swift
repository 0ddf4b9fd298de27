import Dashboard
import StreamModel

/// Knows which requests have come no further for so long that it is to be told: once for each stage of an attempt.
nonisolated struct ResponseWatch {
  private struct Told: Equatable {
    let attempt: Int
    let stage: ResponseWait.Stage
  }

  /// For each source that was told of, what was.
  private var told: [Int: Told] = [:]

  /// The sources to tell of.
  mutating func due(in state: StreamState, at now: Moment) -> [Int] {
    var due: [Int] = []
    for (index, source) in state.sources.enumerated() {
      guard let wait = untold(index, in: state, at: now), wait.isLong else { continue }
      told[index] = Self.told(wait, of: source)
      due.append(index)
    }
    return due
  }

  /// When to look again; `nil` while nothing waits.
  func next(in state: StreamState) -> Moment? {
    state.sources.indices.compactMap { untold($0, in: state, at: .start)?.longFrom }.min()
  }

  /// Whether this stage of the source's attempt was not told of.
  func isUntold(_ index: Int, in state: StreamState) -> Bool { untold(index, in: state, at: .start) != nil }

  /// How far the source's request has come, if that was not told.
  private func untold(_ index: Int, in state: StreamState, at now: Moment) -> ResponseWait? {
    let source = state.sources[index]
    guard let wait = ResponseWait(source, at: now), told[index] != Self.told(wait, of: source) else { return nil }
    return wait
  }

  private static func told(_ wait: ResponseWait, of source: SourceState) -> Told {
    Told(attempt: source.attemptCount, stage: wait.stage)
  }
}
