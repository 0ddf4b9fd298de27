/// A point in time, in nanoseconds since the program started. Only drivers ask a clock; everything else is told.
///
/// Eight bytes, because every record of the log holds one.
public struct Moment: Comparable, Hashable, Sendable {
  public var nanoseconds: Int64

  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The moment `duration` after the program's start; what is beyond 292 years counts as that.
  public init(_ duration: Duration) {
    // Bounded first: taking the components of what is far beyond would trap.
    let (seconds, attoseconds) = min(max(duration, .nanoseconds(Int64.min)), .nanoseconds(Int64.max)).components
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
