import Glibc
package import StreamModel
import Synchronization
import Text

/// What time it is for the dashboard: the present, or where recordings only are watched, the time that they tell.
///
/// Without a speed a recording is seen as of its end, as far as it was read; with one as of the replay's clock.
package final class Timeline: Sendable {
  enum Mode: Equatable, Sendable {
    case live
    /// A recording, read as fast as it goes.
    case asRead
    /// A recording, so many times faster than it was.
    case paced(Double)
  }

  private struct Progress {
    /// The latest moment that was reached.
    var latest = Moment.start
    /// Which moment was reached first, and when that was.
    var anchor: (moment: Moment, instant: ContinuousClock.Instant)?
  }

  private let clock: ContinuousClock
  private let start: ContinuousClock.Instant
  private let course: Mode
  /// The time of the calendar at `Moment.start`, since 1970.
  package let origin: Duration
  private let progress = Mutex(Progress())
  /// From which on anything is shown; what a recording is cut by does not count as time.
  private let beginning = Mutex(Moment.start)
  private let turns: MergeOrder
  private let files: Int
  /// The player of the recordings, if there is somebody who may ask something of it.
  package let replay: Replay?

  /// - Parameters:
  ///   - start: the instant of `Moment.start`, where the present counts.
  ///   - origin: when the recordings begin, since 1970; `nil` for now.
  ///   - files: how many files there are; when all have ended a replay's clock stands still.
  init(
    _ course: Mode, clock: ContinuousClock = ContinuousClock(), start: ContinuousClock.Instant,
    origin: Duration? = nil, files: Int = 0, isControlled: Bool = false
  ) {
    (self.course, self.clock, self.start) = (course, clock, start)
    self.origin = origin ?? Self.present
    (self.files, turns) = (files, MergeOrder(files: files))
    let speed: PlaybackSpeed = if case .paced(let factor) = course { .factor(factor) } else { .max }
    replay = isControlled ? Replay(speed, clock: clock, files: files, isTimed: course != .live, turns) : nil
  }

  /// Says that what lies before a moment is left out.
  package func begin(at moment: Moment) { beginning.withLock { $0 = max($0, moment) } }

  /// When what is shown began: the present time at the start, a recording's beginning, or where that is cut.
  package var shownSince: Moment { beginning.withLock(\.self) }

  package var now: Moment {
    let present = clock.now
    if let replay, let moment = replay.now(at: present) { return moment }
    switch course {
    case .live: return Moment(start.duration(to: present))
    case .asRead: return progress.withLock(\.latest)
    case .paced(let factor):
      let isOver = turns.isOver
      return progress.withLock { progress in
        guard let anchor = progress.anchor, !isOver else { return progress.latest }
        return anchor.moment + anchor.instant.duration(to: present) * factor
      }
    }
  }

  /// The time of the calendar at a moment, since 1970.
  package func time(of moment: Moment) -> Duration {
    guard course == .live else { return origin + moment.sinceStart }
    // The system's clock may have been set since the program started.
    let drift = Self.present - now.sinceStart - origin
    return origin + moment.sinceStart + (abs(drift / .seconds(1)) < 0.1 ? .zero : drift)
  }

  /// The timeline as one of the files sees it.
  func playhead(of file: Int) -> any Playhead {
    let playhead = FilePlayhead(timeline: self, file: file)
    return replay.map { ReplayPlayhead(playhead: playhead, replay: $0, file: file) } ?? playhead
  }

  /// Whether whoever reaches a moment may have to wait.
  fileprivate var isWaitedFor: Bool { if case .paced = course { true } else { course == .asRead && files > 1 } }

  fileprivate func moment(at: Duration, since start: Duration?) -> Moment {
    if let start { return Moment(start + at - origin) }
    return course == .live ? min(Moment(at), now) : Moment(at)
  }

  fileprivate func reach(_ moment: Moment, _ file: Int) async throws {
    if course == .asRead, files > 1 {
      await turns.wait(file, for: moment)
      try Task.checkCancellation()
    }
    let present = clock.now
    let due: ContinuousClock.Instant? = progress.withLock { progress in
      guard case .paced(let factor) = course else {
        progress.latest = max(progress.latest, moment)
        return nil
      }
      let anchor = progress.anchor ?? (moment, present)
      progress.anchor = anchor
      return anchor.instant + (moment - anchor.moment) / factor
    }
    if let due, due > present { try await clock.sleep(until: due, tolerance: nil) }
    progress.withLock { $0.latest = max($0.latest, moment) }
  }

  fileprivate func end(_ file: Int) { turns.end(file) }

  /// The time of the calendar, since 1970.
  static var present: Duration {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UTCTime.bounded(.seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
  }
}

/// A playhead that the player decides for.
private struct ReplayPlayhead: ControlledPlayhead {
  let playhead: FilePlayhead
  let replay: Replay
  let file: Int

  var now: Moment { playhead.now }
  var isPaced: Bool { playhead.isPaced }
  func moment(at: Duration, since start: Duration?) -> Moment { playhead.moment(at: at, since: start) }
  func reach(_ moment: Moment) async throws {}
  func end() { replay.end(file) }
  func ask(for moment: Moment?, after jump: Int) -> FilePermission { replay.ask(file, for: moment, after: jump) }
  func wait(for moment: Moment?, after jump: Int) async throws -> FilePermission {
    try await replay.wait(file, for: moment, after: jump)
  }
  func took(events: Int) { replay.took(events: events) }
  func waitAtEnd(after jump: Int) async throws -> FileJump { try await replay.waitAtEnd(file, after: jump) }
}

private struct FilePlayhead: Playhead {
  let timeline: Timeline
  let file: Int

  var now: Moment { timeline.now }
  var isPaced: Bool { timeline.isWaitedFor }
  func moment(at: Duration, since start: Duration?) -> Moment { timeline.moment(at: at, since: start) }
  func reach(_ moment: Moment) async throws { try await timeline.reach(moment, file) }
  func end() { timeline.end(file) }
}
