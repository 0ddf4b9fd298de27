import Text

/// Turns moments into local times of day.
public struct WallClock: Sendable {
  /// The local time of day when the program started.
  public var start: Duration
  /// The time of the calendar when the program started, since 1970; `nil` if nobody knows.
  public var epoch: Duration?

  public init(start: Duration = .zero, epoch: Duration? = nil) {
    self.start = start
    self.epoch = epoch
  }

  /// `12:34:56.789`.
  public func text(_ moment: Moment) -> String { TimeText.clock(sinceMidnight: start + moment.sinceStart) }
}
