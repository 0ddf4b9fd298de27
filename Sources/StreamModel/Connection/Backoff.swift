/// How long to wait before the next attempt.
///
/// After an open connection ended the wait is the reconnection time, as the standard has it. Each failed try doubles
/// it up to `limit`, with jitter. Failures are forgotten only after a connection has been good for a minute, so a
/// server that accepts and hangs up now and then is not hammered.
public struct Backoff: Sendable {
  /// What a server can ask for: `retry: 0` must not make a tight loop, and a huge one must not mean never.
  static let reconnectionTimes: ClosedRange<Duration> = .milliseconds(100)...(.seconds(3600))

  /// The reconnection time; clamped to `reconnectionTimes`.
  public var reconnectionTime: Duration {
    didSet { reconnectionTime = Self.clamped(reconnectionTime) }
  }
  /// The longest wait that doubling leads to; a longer reconnection time is kept as it is.
  public var limit: Duration
  /// Picks a wait from a range; told the dice, so that tests can choose.
  public var jitter: @Sendable (ClosedRange<Duration>) -> Duration

  private var failures = 0
  private var goodSince: Moment?

  public init(
    reconnectionTime: Duration = .seconds(3), limit: Duration = .seconds(30),
    jitter: @escaping @Sendable (ClosedRange<Duration>) -> Duration = Backoff.uniform
  ) {
    self.reconnectionTime = Self.clamped(reconnectionTime)
    self.limit = limit
    self.jitter = jitter
  }

  /// A wait that is equally likely anywhere in the range, to the microsecond.
  public static let uniform: @Sendable (ClosedRange<Duration>) -> Duration = { range in
    let width = Moment(range.upperBound - range.lowerBound).nanoseconds / 1000
    return range.lowerBound + .microseconds(Int64.random(in: 0...max(width, 0)))
  }

  /// A connection is open.
  mutating func opened(at now: Moment) { goodSince = now }

  /// How long to wait now that a try failed, or an open connection ended.
  mutating func wait(at now: Moment) -> Duration {
    if let since = goodSince {
      goodSince = nil
      if now - since >= .seconds(60) { failures = 0 }
      return reconnectionTime
    }
    let longest = max(min(reconnectionTime * (1 << min(failures, 12)), limit), reconnectionTime)
    failures += 1
    return longest == reconnectionTime ? longest : jitter(max(longest / 2, reconnectionTime)...longest)
  }

  private static func clamped(_ time: Duration) -> Duration {
    min(max(time, reconnectionTimes.lowerBound), reconnectionTimes.upperBound)
  }
}
