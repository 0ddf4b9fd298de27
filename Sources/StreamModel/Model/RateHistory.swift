/// The rates of a source over the windows that its sparkline can show.
///
/// Three meters of sixty slots, each counting for itself: three comparisons for a batch of any size.
public struct RateHistory: Sendable {
  /// How far back a sparkline looks.
  public enum Window: Int, CaseIterable, Sendable {
    case minute
    case fiveMinutes
    case hour

    public var duration: Duration {
      switch self {
      case .minute: .seconds(60)
      case .fiveMinutes: .seconds(300)
      case .hour: .seconds(3600)
      }
    }
  }

  private var minute = RateMeter()
  private var fiveMinutes = RateMeter(slotSeconds: 5)
  private var hour = RateMeter(slotSeconds: 60)

  public init() {}

  /// Counts `count` at `now`.
  public mutating func add(_ count: Int, at now: Moment) {
    minute.add(count, at: now)
    fiveMinutes.add(count, at: now)
    hour.add(count, at: now)
  }

  /// The most that came within one second.
  public var peakPerSecond: Double { minute.peakPerSecond }

  /// The mean rate over the last five seconds.
  public func perSecond(at now: Moment) -> Double { minute.perSecond(at: now) }

  /// The mean rate over a whole window, or since the first count while that is less.
  public func perSecond(over window: Window, at now: Moment) -> Double {
    meter(window).perSecond(over: window.duration, at: now)
  }

  /// A sparkline's bars over the window, as rates per second, oldest first; see `RateMeter.bars`.
  public func bars(_ window: Window, limit: Int, at now: Moment) -> [Double] { meter(window).bars(limit, at: now) }

  private func meter(_ window: Window) -> RateMeter {
    switch window {
    case .minute: minute
    case .fiveMinutes: fiveMinutes
    case .hour: hour
    }
  }
}
