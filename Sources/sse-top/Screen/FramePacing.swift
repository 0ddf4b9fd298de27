/// When a frame is drawn: at once on an idle screen, and in step with a clock, so many a second at most, on a busy one.
///
/// The frame that answers a key comes ahead of the next tick, in its place, and what else the user waits for with that
/// tick. What has only come of the streams may wait longer, where nobody could follow it.
nonisolated struct FramePacing {
  typealias Instant = ContinuousClock.Instant

  /// What there is that no frame shows yet.
  enum Change: Int, Comparable {
    case nothing
    /// What the streams have brought, or time.
    case news
    /// Another size, an alert, the end of what was asked for.
    case answer
    /// What comes of a key.
    case key

    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
  }

  enum Action: Equatable {
    /// Draw now.
    case draw
    /// Nothing to draw now.
    case rest
    /// Start the clock, which ticks for the first time at this instant: a frame is due then, or later.
    case start(at: Instant)
    /// Stop the clock: nothing was due at its last tick.
    case stop
  }

  /// Numbers that change more often cannot be read.
  static let pauseOfNumbers = Duration.milliseconds(100)

  /// The shortest time between two frames.
  let interval: Duration
  /// Whether the clock ticks.
  private(set) var isTicking = false
  private var last: Instant?
  private var due = Change.nothing
  /// Whether the next tick's frame was drawn ahead of it.
  private var isAhead = false

  init(interval: Duration) { self.interval = interval }

  /// Says what to do after the loop was woken.
  ///
  /// - Parameters:
  ///   - change: what has changed since the last call.
  ///   - pause: the shortest time from a frame to one that shows news alone.
  ///   - isTick: whether the clock has ticked.
  mutating func wake(at now: Instant, change: Change, pause: Duration, isTick: Bool) -> Action {
    due = max(due, change)
    if isTicking {
      if isAhead {
        isAhead = !isTick
        return .rest
      }
      guard isTick else {
        isAhead = change == .key
        return isAhead ? draw(at: now) : .rest
      }
      if due == .nothing {
        isTicking = false
        return .stop
      }
      // A tick has the time of the one that it is nearest to: each may be a little early or late.
      return isDue(at: now + interval / 2, pause) ? draw(at: now) : .rest
    }
    guard due > .nothing else { return .rest }
    if isDue(at: now, pause) { return draw(at: now) }
    isTicking = true
    return .start(at: max(last.map { $0 + interval } ?? now, now))
  }

  private func isDue(at now: Instant, _ pause: Duration) -> Bool {
    guard let last else { return true }
    return now >= last + (due >= .answer ? interval : max(pause, interval))
  }

  private mutating func draw(at now: Instant) -> Action {
    (last, due) = (now, .nothing)
    return .draw
  }
}

nonisolated extension FramePacing.Change {
  /// What wakes the loop and is nothing that the user waits for.
  private static let answersNobody: Wakes = [.frame, .reports, .backlog, .scrape, .reopen, .time]

  /// What has changed when the loop was woken.
  ///
  /// - Parameters:
  ///   - hasReports: whether reports of the sources were taken.
  ///   - hasKeys: whether keys were pressed.
  ///   - hasCalled: whether the user was called.
  init(_ wakes: Wakes, hasReports: Bool, hasKeys: Bool, hasCalled: Bool) {
    if hasKeys {
      self = .key
    } else if hasCalled || !wakes.subtracting(Self.answersNobody).isEmpty {
      self = .answer
    } else {
      self = hasReports || wakes.contains(.time) ? .news : .nothing
    }
  }
}
