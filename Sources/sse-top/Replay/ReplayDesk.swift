import Dashboard
import EventFiles
import StreamModel
import Text

/// What the dashboard asks of a replay, and how it stands.
final class ReplayDesk {
  private let track: ReplayTrack
  private let replay: Replay
  /// When what is shown of the recording begins, and ends if that is known.
  private let bounds: (start: Moment, end: Moment?)
  /// Whether going back takes reading from the beginning.
  private let isCompressed: Bool
  /// What reads the ends of the files from behind; `nil` where that cannot be.
  private let ends: FileEnds?
  private var farthest = Moment.start
  /// What is looked for in what was not read yet.
  private var sought: (kinds: [ReplayMarks.Kind], from: ReplayMarks.Mark)?

  init(_ track: ReplayTrack, from start: Moment, to end: Moment?, isCompressed: Bool, ends: FileEnds? = nil) {
    (self.track, replay, bounds) = (track, track.replay, (start, end))
    (self.isCompressed, self.ends) = (isCompressed, ends)
  }

  /// When the recording ends, if that is known: a file may have grown since it was opened.
  private var end: Moment? { bounds.end.map { max($0, farthest) } }

  /// How it stands at the moment that is shown.
  ///
  /// - Parameter showsEnd: whether the end is in view, wherever it is read.
  func status(at now: Moment, showsEnd: Bool = false) -> ReplayStatus {
    let player = replay.player
    farthest = max(farthest, now, track.farthest?.moment ?? .start)
    let course: ReplayStatus.Course =
      if player.isSeeking { .seeking } else if player.isOver { .ended } else if player.isPaused { .paused } else {
        .playing
      }
    var status = ReplayStatus(
      course: course, speed: player.speed.multiple, isTimed: replay.isTimed, position: now, start: bounds.start,
      end: end, farthest: farthest, events: player.events, farthestEvents: track.farthestEvents,
      isWhole: track.isWhole)
    status.marks = track.marks
    if showsEnd { status.counted = counted }
    return status
  }

  // MARK: - The end, before all was read

  /// The ends of the files, read from behind, where it would be a wait until all was read.
  func readEnds() -> [FileEnd]? {
    guard sought == nil, let ends, track.isEndFar(size: ends.size) else { return nil }
    return ends.read()
  }

  /// Whether it is read to the end, or was.
  var goesToEnd: Bool { replay.player.goal == .end || replay.player.isOver }

  /// Whether all is read and counted, and stands at its end.
  var isCounted: Bool { track.isWhole && replay.player.isOver }

  /// Shows what was read from the beginning in place of an end that was read from behind, when that is all, or when
  /// something else is gone to.
  func leaveEnd(_ view: inout ViewState, _ live: StreamState) {
    if view.showsEnd, !goesToEnd || isCounted && !view.isEndHeld { view.leaveEnd(live) }
  }

  /// How much was counted, in percent; `nil` for all.
  private var counted: Int? {
    guard !isCounted, let size = ends?.size else { return nil }
    return min(track.offset * 100 / max(size, 1), 99)
  }

  /// That whoever leaves while the end is in view has not counted to it; `nil` if all was.
  var countedShare: String? { counted.map { "the first \($0)% were counted; the end was shown before the rest was" } }

  private static let counting = "what lies before the end is still being counted"

  /// What can be said of a request while the end is in view that nobody has counted to; `nil` if it can be done.
  private func refusal(_ request: ReplayRequest) -> String? {
    switch request {
    case .toggle, .step: "\(Self.counting); K goes back a second"
    case .place(_, isForward: false): Self.counting
    case .place, .end: "this is the end"
    case .skip(let duration) where duration > .zero: "this is the end"
    case .skip, .event, .moment, .faster, .slower, .speed: nil
    }
  }

  // MARK: - What is asked of it

  /// Does what is asked.
  ///
  /// - Parameter end: when the end is that is in view before all was read; `nil` if none is.
  /// - Returns: what there is to say about it.
  func perform(_ request: ReplayRequest, at now: Moment, end: Moment? = nil) -> (sentence: String, isTrouble: Bool)? {
    if end != nil, let refusal = refusal(request) { return (refusal, true) }
    let now = end ?? now
    let player = replay.player
    if request.goesElsewhere { sought = nil }
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
    case .event(let number):
      if track.isWhole, number > track.farthestEvents {
        return ("there are \(Quantity.counted(track.farthestEvents, "event")) in it", true)
      }
      return seek(.events(number))
    case .place(let kinds, let isForward): return goToPlace(kinds, isForward: isForward, at: now)
    case .skip(let duration):
      guard replay.isTimed else { return (Self.noTimes, true) }
      let from = if case .moment(let goal)? = player.goal { goal } else { now }
      if duration > .zero, player.isOver { return ("this is the end", true) }
      return go(to: from + duration)
    case .moment(let moment):
      guard replay.isTimed else { return (Self.noTimes, true) }
      return go(to: moment)
    case .end: return player.isOver ? ("this is the end", true) : seek(.end)
    case .faster: return set(player.speed.faster)
    case .slower: return set(player.speed.slower)
    case .speed(let text):
      guard let speed = PlaybackSpeed(argument: text) else { return (PlaybackSpeed.forms, true) }
      return set(speed)
    }
    return nil
  }

  /// Stands still behind an event that was just read.
  ///
  /// - Returns: false if one cannot go back to it, so that it stands still where it is.
  func stop(at number: Int) -> Bool {
    sought = nil
    if case .impossible = track.seek(.events(number)) {
      replay.change { player, instant in player.halt(at: instant) }
      return false
    }
    return true
  }

  private static let noTimes = "it has no recorded times; . and , go by events"

  private func set(_ speed: PlaybackSpeed) -> (String, Bool)? {
    guard replay.isTimed else { return (Self.noTimes, true) }
    replay.change { player, instant in player.set(speed, at: instant) }
    return nil
  }

  // MARK: - Places that are worth a look

  private func goToPlace(_ kinds: [ReplayMarks.Kind], isForward: Bool, at now: Moment) -> (String, Bool)? {
    let here = ReplayMarks.Mark(moment: now, events: replay.player.events)
    if let place = track.marks.next(kinds, from: here, isTimed: replay.isTimed, isForward: isForward) {
      return go(to: place)
    }
    let names = kinds.map(\.name).joined(separator: ", ")
    guard isForward else { return ("no \(names) before this", true) }
    if track.isWhole { return ("no \(names) after this", true) }
    // What was not read yet is read until there is one.
    sought = (kinds, here)
    return seek(.end) ?? ("looking for the next \(names)", false)
  }

  /// Goes to what was looked for, as soon as it was read. To be called when reports were taken.
  ///
  /// - Returns: what there is to say about it.
  func goOn() -> (sentence: String, isTrouble: Bool)? {
    guard let (kinds, here) = sought else { return nil }
    if let place = track.marks.next(kinds, from: here, isTimed: replay.isTimed, isForward: true) {
      sought = nil
      return go(to: place)
    }
    // The player is at the end before what the files have reported is taken.
    guard track.isWhole else { return nil }
    sought = nil
    return ("no \(kinds.map(\.name).joined(separator: ", ")) to the end", true)
  }

  /// Goes to a place and stands still there.
  private func go(to place: ReplayMarks.Mark) -> (String, Bool)? {
    replay.change { player, instant in player.pause(at: instant) }
    return seek(replay.isTimed ? .moment(place.moment) : .events(place.events))
  }

  private func go(to moment: Moment) -> (String, Bool)? {
    if let end, moment >= end { return seek(.end) }
    return seek(.moment(max(moment, bounds.start)))
  }

  private func seek(_ goal: Player.Goal) -> (String, Bool)? {
    switch track.seek(goal) {
    case .onward: nil
    case .again: isCompressed ? ("this file is compressed, and is read again from its beginning", false) : nil
    case .impossible: ("this came through a pipe, and cannot be read again; a file can", true)
    }
  }
}

nonisolated extension PlaybackSpeed {
  /// How many times faster than it was recorded; `nil` for as fast as it can be read.
  fileprivate var multiple: Double? { if case .factor(let factor) = self { factor } else { nil } }
}

nonisolated extension ReplayRequest {
  /// Whether another place is gone to, or the way to one is given up.
  fileprivate var goesElsewhere: Bool {
    switch self {
    case .faster, .slower, .speed: false
    default: true
    }
  }
}
