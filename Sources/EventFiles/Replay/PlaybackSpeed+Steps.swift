extension PlaybackSpeed {
  /// What one goes through from one speed to the next.
  private static let steps: [Double] = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

  /// The next greater speed; at last as fast as it can be read.
  package var faster: PlaybackSpeed {
    guard case .factor(let factor) = self else { return .max }
    return Self.steps.first { $0 > factor }.map { .factor($0) } ?? .max
  }

  /// The next smaller speed; the smallest stays.
  package var slower: PlaybackSpeed {
    guard case .factor(let factor) = self else { return .factor(Self.steps[Self.steps.count - 1]) }
    return .factor(Self.steps.last { $0 < factor } ?? factor)
  }
}
