package import StreamModel

/// Plays recordings: says what may be read when, and where the replay stands. No clock and no file of its own.
///
/// It is asked before anything is read, and told what was. While it seeks, reading goes as fast as it can until the
/// place is there.
package struct Player: Equatable, Sendable {
  package typealias Instant = ContinuousClock.Instant

  /// Where a seek goes.
  package enum Goal: Equatable, Sendable {
    /// Everything up to this moment.
    case moment(Moment)
    /// So many events from the beginning.
    case events(Int)
    case end
  }

  /// What may be read.
  package enum Answer: Equatable, Sendable {
    /// - events: how many events at most; `nil` for all that there is.
    case go(events: Int?)
    case wait(until: Instant)
    /// Until something is asked of the player.
    case hold
  }

  package private(set) var speed: PlaybackSpeed
  package private(set) var isPaused = false
  package private(set) var goal: Goal?
  /// Events that were read, all files together.
  package private(set) var events = 0
  /// The latest time that was read.
  package private(set) var latest = Moment.start
  /// Whether all files were read to their ends.
  package private(set) var isOver = false
  /// Where it stands while the clock does not run.
  private var position = Moment.start
  /// From which moment and instant on the clock runs; `nil` until it is known.
  private var anchor: Anchor?

  private struct Anchor: Equatable, Sendable {
    var moment: Moment
    var instant: Instant
  }

  package init(_ speed: PlaybackSpeed) { self.speed = speed }

  /// Whether it is on its way to a place.
  package var isSeeking: Bool { goal != nil }

  /// Whether the time stands still until something is asked of it.
  package var isAtRest: Bool { isOver || isPaused && !isSeeking }

  /// Whether files are read as fast as they can be, so that what is shown comes after the time.
  package var isReadingAhead: Bool { isSeeking || !isPaused && !isOver && speed == .max }

  /// The moment that is shown.
  package func now(at instant: Instant) -> Moment {
    if isSeeking || isOver { return isSeeking ? latest : max(latest, position) }
    if isPaused { return position }
    guard case .factor(let factor) = speed else { return latest }
    guard let anchor else { return max(latest, position) }
    return anchor.moment + anchor.instant.duration(to: instant) * factor
  }

  // MARK: - Reading

  /// Says whether what comes next may be read.
  ///
  /// - Parameter moment: its recorded time, if it brings one.
  package mutating func ask(for moment: Moment?, at instant: Instant) -> Answer {
    switch goal {
    case .end: return go(to: moment)
    case .events(let wanted):
      if events < wanted { return go(to: moment, events: wanted - events) }
      settle(at: latest, instant)
    case .moment(let wanted):
      guard let moment, moment > wanted else { return go(to: moment) }
      settle(at: wanted, instant)
    case nil: break
    }
    if isPaused { return .hold }
    guard case .factor(let factor) = speed, let moment else { return go(to: moment) }
    let anchor = anchor ?? Anchor(moment: moment, instant: instant)
    self.anchor = anchor
    let due = anchor.instant + (moment - anchor.moment) / factor
    return due > instant ? .wait(until: due) : go(to: moment)
  }

  private mutating func go(to moment: Moment?, events: Int? = nil) -> Answer {
    if let moment { latest = max(latest, moment) }
    return .go(events: events)
  }

  package mutating func took(events count: Int) { events += count }

  /// All files were read to their ends.
  package mutating func end() {
    (goal, anchor, isOver, position) = (nil, nil, true, latest)
  }

  /// Reading goes on from another place.
  ///
  /// - Parameters:
  ///   - moment: the latest time that was read before that place.
  ///   - events: how many events lie before it.
  package mutating func jumped(to moment: Moment, events: Int) {
    (latest, self.events, isOver, anchor) = (moment, events, false, nil)
  }

  private mutating func settle(at moment: Moment, _ instant: Instant) {
    (goal, position) = (nil, moment)
    anchor = isPaused ? nil : Anchor(moment: moment, instant: instant)
  }

  // MARK: - What is asked of it

  package mutating func pause(at instant: Instant) {
    guard !isPaused else { return }
    (position, isPaused, anchor) = (now(at: instant), true, nil)
  }

  /// Pauses, and gives up a place that it is on its way to.
  package mutating func halt(at instant: Instant) {
    guard !isOver else { return }
    if isSeeking { (goal, position, anchor, isPaused) = (nil, latest, nil, true) }
    pause(at: instant)
  }

  package mutating func play(at instant: Instant) {
    guard isPaused else { return }
    isPaused = false
    anchor = isSeeking ? nil : Anchor(moment: position, instant: instant)
  }

  package mutating func set(_ speed: PlaybackSpeed, at instant: Instant) {
    if anchor != nil { anchor = Anchor(moment: now(at: instant), instant: instant) }
    if speed == .max, !isPaused { anchor = nil }
    if case .factor = speed, self.speed == .max, !isPaused, !isSeeking, !isOver {
      anchor = Anchor(moment: latest, instant: instant)
    }
    self.speed = speed
  }

  /// Goes to a place. A step by events pauses; what was read as fast as it goes stands still there.
  package mutating func seek(_ goal: Goal) {
    self.goal = goal
    anchor = nil
    if goal != .end, speed == .max { (isPaused, speed) = (true, .factor(1)) }
    if case .events = goal { isPaused = true }
  }
}
