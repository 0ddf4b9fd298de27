import Text

/// Turns moments into local times of day.
public struct WallClock: Sendable {
  /// The local time of day when the program started.
  public var start: Duration

  public init(start: Duration = .zero) { self.start = start }

  /// `12:34:56.789`.
  public func text(_ moment: Moment) -> String { TimeText.clock(sinceMidnight: start + moment.sinceStart) }
}
