/// A point in time, in nanoseconds since the program started. Only drivers ask a clock; everything else is told.
///
/// Eight bytes, because every record of the log holds one.
public struct Moment: Comparable, Hashable, Sendable {
  public var nanoseconds: Int64

  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The moment `duration` after the program's start.
  public init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self.init(nanoseconds: seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
  }

  /// When the program started.
  public static let start = Moment(nanoseconds: 0)

  /// The time since the program's start.
  public var sinceStart: Duration { .nanoseconds(nanoseconds) }

  public static func < (left: Moment, right: Moment) -> Bool { left.nanoseconds < right.nanoseconds }
  public static func + (moment: Moment, duration: Duration) -> Moment { Moment(moment.sinceStart + duration) }
  public static func - (left: Moment, right: Moment) -> Duration { .nanoseconds(left.nanoseconds &- right.nanoseconds) }
}
