/// When a frame is drawn: at once on an idle screen, and in step with a clock, so many a second at most, on a busy one.
nonisolated struct FramePacing {
  typealias Instant = ContinuousClock.Instant

  enum Action: Equatable {
    /// Draw now.
    case draw
    /// Nothing to draw now.
    case rest
    /// Start the clock, which ticks for the first time at this instant: a frame is due then.
    case start(at: Instant)
    /// Stop the clock: nothing was due at its last tick.
    case stop
  }

  /// The shortest time between two frames.
  let interval: Duration
  /// Whether the clock ticks.
  private(set) var isTicking = false
  private var last: Instant?
  private var isDue = false

  init(interval: Duration) { self.interval = interval }

  /// Says what to do after the loop was woken.
  ///
  /// - Parameters:
  ///   - hasChanged: whether there is something that no frame shows yet.
  ///   - isTick: whether the clock has ticked.
  mutating func wake(at now: Instant, hasChanged: Bool, isTick: Bool) -> Action {
    isDue = isDue || hasChanged
    if isTicking {
      guard isTick else { return .rest }
      if isDue { return draw(at: now) }
      isTicking = false
      return .stop
    }
    guard isDue else { return .rest }
    if let next = last.map({ $0 + interval }), now < next {
      isTicking = true
      return .start(at: next)
    }
    return draw(at: now)
  }

  private mutating func draw(at now: Instant) -> Action {
    (last, isDue) = (now, false)
    return .draw
  }
}
