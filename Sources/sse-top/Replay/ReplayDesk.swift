import Dashboard
import EventFiles
import StreamModel

/// What the dashboard asks of a replay, and how it stands.
final class ReplayDesk {
  private let track: ReplayTrack
  private let replay: Replay
  /// When what is shown of the recording begins, and ends if that is known.
  private let bounds: (start: Moment, end: Moment?)
  private var farthest = Moment.start

  init(_ track: ReplayTrack, from start: Moment, to end: Moment?) {
    (self.track, replay, bounds) = (track, track.replay, (start, end))
  }

  /// How it stands at the moment that is shown.
  func status(at now: Moment) -> ReplayStatus {
    let player = replay.player
    farthest = max(farthest, now)
    let course: ReplayStatus.Course =
      if player.isSeeking { .seeking } else if player.isOver { .ended } else if player.isPaused { .paused } else {
        .playing
      }
    var status = ReplayStatus(
      course: course, speed: player.speed.multiple, isTimed: replay.isTimed, position: now, start: bounds.start,
      end: bounds.end, farthest: farthest, events: player.events, farthestEvents: track.farthestEvents,
      isWhole: track.isWhole)
    status.marks = track.marks
    return status
  }

  /// Does what is asked.
  ///
  /// - Returns: what there is to say about it.
  func perform(_ request: ReplayRequest, at now: Moment) -> (sentence: String, isTrouble: Bool)? {
    let player = replay.player
    switch request {
    case .toggle:
      if player.isOver { return ("this is the end; K goes back a second", true) }
      replay.change { player, instant in
        if player.isPaused { player.play(at: instant) } else { player.pause(at: instant) }
      }
    case .step(let events):
      let from = if case .events(let goal)? = player.goal { goal } else { player.events }
      if events < 0, from == 0 { return ("this is the beginning", true) }
      if events > 0, player.isOver { return ("this is the end", true) }
      return seek(.events(max(from + events, 0)))
    case .skip(let duration):
      guard replay.isTimed else { return (Self.noTimes, true) }
      let from = if case .moment(let goal)? = player.goal { goal } else { now }
      if duration > .zero, player.isOver { return ("this is the end", true) }
      return go(to: from + duration)
    case .moment(let moment):
      guard replay.isTimed else { return (Self.noTimes, true) }
      return go(to: moment)
    case .faster: return set(player.speed.faster)
    case .slower: return set(player.speed.slower)
    case .speed(let factor): return set(factor.map { .factor($0) } ?? .max)
    }
    return nil
  }

  private static let noTimes = "there are no recorded times in it; . and , go by events"

  private func set(_ speed: PlaybackSpeed) -> (String, Bool)? {
    guard replay.isTimed else { return (Self.noTimes, true) }
    replay.change { player, instant in player.set(speed, at: instant) }
    return nil
  }

  private func go(to moment: Moment) -> (String, Bool)? {
    if let end = bounds.end, moment >= end { return seek(.end) }
    return seek(.moment(max(moment, bounds.start)))
  }

  private func seek(_ goal: Player.Goal) -> (String, Bool)? {
    track.seek(goal) ? nil : ("this came through a pipe, and cannot be read again; a file can", true)
  }
}

nonisolated extension PlaybackSpeed {
  /// How many times faster than it was recorded; `nil` for as fast as it can be read.
  fileprivate var multiple: Double? { if case .factor(let factor) = self { factor } else { nil } }
}
