import Dashboard
import EventFiles
import Findings
import StreamModel

/// The way that a replay goes: the checkpoints on it, how far it was ever read, and how it gets to a place.
///
/// Whatever is shown again was counted when it was read first: a state from before is taken back, and goes on.
final class ReplayTrack {
  /// Bytes of the files between two checkpoints, before there are many.
  private static let spacing = 1 << 20
  private static let limits = SparseIndex<Checkpoint>.Limits(count: 128, weight: 24 << 20)
  /// Bytes of the files that are read before a place, so that one can look back from it.
  private static let history = 4 << 20
  /// Bytes of the files within which one reads on to a place rather than begin behind what is shown.
  private static let near = 8 << 20

  let replay: Replay
  /// Whether all files can be read from any place on.
  let isSeekable: Bool
  private var index = SparseIndex<Checkpoint>(spacing: ReplayTrack.spacing, limits: ReplayTrack.limits)
  /// The place of each file as far as its reports were taken.
  private var places: [FilePlace?]
  /// Where the newest jump of each file was.
  private var jumps: [Int]
  /// The checkpoints of jumps that no file has made yet.
  private var awaited: [Int: Checkpoint] = [:]
  private var latestJump = 0
  /// What was known at the farthest place, if it is not the present one.
  private(set) var farthest: Checkpoint?
  /// Events up to there.
  private(set) var farthestEvents = 0
  /// Whether the ends of all files were seen.
  private(set) var isWhole = false
  /// What is worth a look, as far as it was read.
  private(set) var marks = ReplayMarks()
  /// The sources whose files are read again.
  private var repeating: Set<Int> = []
  /// When each source's last event came on the connection that is open.
  private var lastEvents: [Moment?]
  /// How many events of each source were missing by their ids.
  private var lastMissing: [Int?]

  init(_ replay: Replay, files: Int, isSeekable: Bool) {
    (self.replay, self.isSeekable) = (replay, isSeekable)
    places = Array(repeating: nil, count: files)
    jumps = Array(repeating: 0, count: files)
    lastEvents = Array(repeating: nil, count: files)
    lastMissing = Array(repeating: nil, count: files)
  }

  // MARK: - What the readers report

  /// Whether what a source reports is from before a jump that was made.
  func isStale(_ source: Int) -> Bool { jumps[source] < latestJump }

  /// A file was read so far.
  ///
  /// - Parameter checkpoint: what is known now, at these places.
  func reached(_ place: FilePlace, _ source: Int, checkpoint: ([FilePlace]) -> Checkpoint) {
    places[source] = place
    let known = places.compactMap(\.self)
    guard known.count == places.count else { return }
    let events = known.reduce(0) { $0 + $1.events }
    farthestEvents = max(farthestEvents, events)
    if known.allSatisfy(\.isAtEnd) { isWhole = true }
    if let farthest, farthest.isPassed(by: known) { self.farthest = nil }
    if isSeekable, index.isDue(at: known.reduce(0) { $0 + $1.offset }) {
      let made = checkpoint(known)
      index.add(made, at: made.offset, weight: made.weight)
    }
  }

  /// A file is read from another place on.
  ///
  /// - Returns: what was known there, to be taken back now; `nil` if that was done for another file already.
  func jumped(
    _ number: Int, _ source: Int, repeats: Bool, checkpoint: ([FilePlace]) -> Checkpoint
  ) -> Checkpoint? {
    jumps[source] = number
    if repeats { repeating.insert(source) } else { repeating.remove(source) }
    guard number > latestJump, let target = awaited[number] else { return nil }
    latestJump = number
    awaited = awaited.filter { $0.key > number }
    let known = places.compactMap(\.self)
    if farthest == nil, known.count == places.count { farthest = checkpoint(known) }
    if let farthest, farthest.isPassed(by: target.places) { self.farthest = nil }
    places = target.places
    return target
  }

  /// Whether anything that comes now came before, and was counted then.
  var isRepeating: Bool { !repeating.isEmpty }

  func isRepeating(_ source: Int) -> Bool { repeating.contains(source) }

  /// What comes of a source now did not come before.
  func caughtUp(_ source: Int) { repeating.remove(source) }

  // MARK: - What is worth a look

  /// What of a source is compared with what it is after a report; nothing of it is copied for that.
  nonisolated struct Figures {
    var events: Int
    var drops: Int

    init(_ source: borrowing SourceState) { (events, drops) = (source.events, source.drops.count) }
  }

  /// Looks at what a report has changed.
  ///
  /// - Parameters:
  ///   - before: the source as it was.
  ///   - stall: from which length on a gap is one; asked where it may matter.
  ///   - missing: how many events are missing by their ids; asked once for each report that brings some.
  ///   - events: events of all sources that had come before.
  func look(
    at report: Report, of source: Int, before: Figures, after: Figures, stall: () -> Duration, missing: () -> Int?,
    events: Int
  ) {
    guard !isRepeating(source) else { return }
    switch report {
    case .state(let state, let now):
      if !state.isOpen { lastEvents[source] = nil }
      if after.drops > before.drops { add(.drop, at: now, events) }
    case .batch(let batch) where after.events > before.events:
      if let last = lastEvents[source], batch.at - last >= .seconds(1), batch.at - last >= stall() {
        add(.stall, at: batch.at, events + 1)
      }
      lastEvents[source] = batch.at
      let missing = missing()
      if let missing, let known = lastMissing[source], missing > known { add(.loss, at: batch.at, events + 1) }
      lastMissing[source] = missing
    default: break
    }
  }

  /// Something wrong was found.
  func found(_ finding: Finding, at now: Moment, events: Int) {
    if !isRepeating, finding.severity > .note { add(.finding, at: now, events) }
  }

  private func add(_ kind: ReplayMarks.Kind, at moment: Moment, _ events: Int) {
    marks.add(kind, at: ReplayMarks.Mark(moment: moment, events: events))
  }

  // MARK: - Going somewhere

  /// Bytes of the files, decompressed, that were read up to the place that is shown.
  var offset: Int { places.reduce(0) { $0 + ($1?.offset ?? 0) } }

  /// Whether the end is so far away that getting there would be a wait.
  func isEndFar(size: Int) -> Bool { !isWhole && size - max(offset, farthest?.offset ?? 0) > Self.near }

  /// How one gets to a place.
  enum Way {
    /// By reading on.
    case onward
    /// By reading from a place before it.
    case again
    /// Not at all: what came through a pipe does not come again.
    case impossible
  }

  /// Goes to a place, and says how.
  func seek(_ goal: Player.Goal) -> Way {
    let player = replay.player
    let here = offset
    let isAhead = goal.isBeyond(player)
    guard isSeekable, let checkpoint = start(for: goal), !isAhead || checkpoint.offset > here + Self.near else {
      guard isAhead else { return .impossible }
      replay.change { player, _ in player.seek(goal) }
      return .onward
    }
    let number = replay.jump(to: checkpoint.places, at: checkpoint.moment, goal)
    awaited[number] = checkpoint
    return .again
  }

  /// Where to begin to read for a place.
  private func start(for goal: Player.Goal) -> Checkpoint? {
    let known = Array(index.entries) + [farthest].compactMap(\.self)
    let before = known.filter { goal.isReached(after: $0) }
    guard let last = before.last else { return index.entries.first }
    let next = known.first { !goal.isReached(after: $0) }?.spot ?? here
    if goal.bytes(after: last.spot, before: next) >= Self.history { return last }
    return before.last { $0.offset <= last.offset - Self.history } ?? (index.spacing < Self.history ? before[0] : last)
  }

  private var here: Spot {
    let known = places.compactMap(\.self)
    return Spot(
      moment: replay.player.latest, events: known.reduce(0) { $0 + $1.events },
      offset: known.reduce(0) { $0 + $1.offset })
  }

  /// Where something is in time, in the order of events and in the bytes of the files.
  nonisolated struct Spot {
    var moment: Moment
    var events: Int
    var offset: Int
  }
}

extension Checkpoint {
  fileprivate var spot: ReplayTrack.Spot { ReplayTrack.Spot(moment: moment, events: events, offset: offset) }

  fileprivate func isPassed(by places: [FilePlace]) -> Bool {
    places.reduce(0) { $0 + $1.offset } >= offset && places.reduce(0) { $0 + $1.events } >= events
  }
}

nonisolated extension Player.Goal {
  /// Whether one comes to the goal by reading on from a checkpoint.
  fileprivate func isReached(after checkpoint: Checkpoint) -> Bool {
    switch self {
    case .moment(let moment): checkpoint.moment <= moment
    case .events(let events): checkpoint.events <= events
    case .end: true
    }
  }

  /// About how many bytes the goal lies after a spot, if those between that and the next one are spread evenly; 0 if it
  /// does not lie between them.
  func bytes(after last: ReplayTrack.Spot, before next: ReplayTrack.Spot) -> Int {
    let (part, whole): (Double, Double) =
      switch self {
      case .moment(let moment): ((moment - last.moment) / .seconds(1), (next.moment - last.moment) / .seconds(1))
      case .events(let events): (Double(events - last.events), Double(next.events - last.events))
      case .end: (0, 0)
      }
    guard whole > 0, 0...whole ~= part else { return 0 }
    return Int(part / whole * Double(max(next.offset - last.offset, 0)))
  }

  /// Whether one comes to the goal by reading on.
  fileprivate func isBeyond(_ player: Player) -> Bool {
    switch self {
    case .moment(let moment): moment >= player.latest && !player.isOver
    case .events(let events): events >= player.events && !player.isOver
    case .end: true
    }
  }
}
