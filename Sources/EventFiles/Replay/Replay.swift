package import StreamModel
import Synchronization

/// The player between those who read the files, each on a thread of its own, and who asks something of it.
package final class Replay: Sendable {
  fileprivate struct State {
    var player: Player
    /// Rises with everything that is asked of the player, so that no reader misses it on its way to sleep.
    var changes = 0
    var hasEnded: [Bool]
    /// The number of the newest jump, and where it has each file go.
    var jumps = 0
    var places: [FilePlace?]
    var sleepers: [Int: Sleeper] = [:]
    var latestSleeper = 0
  }

  /// A reader that waits.
  fileprivate struct Sleeper {
    var number: Int
    var continuation: CheckedContinuation<Void, Never>
    var alarm: Task<Void, Never>?
  }

  /// Whether what is read has times of its own.
  package let isTimed: Bool
  private let clock: ContinuousClock
  private let state: Mutex<State>
  private let turns: MergeOrder

  init(_ speed: PlaybackSpeed, clock: ContinuousClock, files: Int, isTimed: Bool, _ turns: MergeOrder) {
    (self.isTimed, self.clock, self.turns) = (isTimed, clock, turns)
    state = Mutex(
      State(
        player: Player(speed), hasEnded: Array(repeating: false, count: files),
        places: Array(repeating: nil, count: files)))
  }

  /// The player as it stands.
  package var player: Player { state.withLock(\.player) }

  /// The moment that is shown; `nil` where the present counts.
  func now(at instant: ContinuousClock.Instant) -> Moment? {
    isTimed ? state.withLock { $0.player.now(at: instant) } : nil
  }

  // MARK: - What is asked of the player

  /// Asks something of the player.
  package func change(_ change: (inout Player, ContinuousClock.Instant) -> Void) {
    let now = clock.now
    wake { state in change(&state.player, now) }
  }

  /// Has the files be read from these places on, up to a goal.
  ///
  /// - Parameters:
  ///   - places: one for each file.
  ///   - moment: the latest time that was read before them.
  /// - Returns: the number of the jump.
  package func jump(to places: [FilePlace], at moment: Moment, _ goal: Player.Goal) -> Int {
    defer { turns.restart() }
    return wake { state in
      state.jumps += 1
      state.places = places
      for file in state.hasEnded.indices { state.hasEnded[file] = false }
      state.player.jumped(to: moment, events: places.reduce(0) { $0 + $1.events })
      state.player.seek(goal)
      return state.jumps
    }
  }

  private func wake<Result: Sendable>(_ change: (inout sending State) -> sending Result) -> Result {
    let (sleepers, result) = state.withLock { state in
      let result = change(&state)
      state.changes += 1
      defer { state.sleepers = [:] }
      return (state.sleepers, result)
    }
    for sleeper in sleepers.values {
      sleeper.alarm?.cancel()
      sleeper.continuation.resume()
    }
    return result
  }

  // MARK: - Readers

  func ask(_ file: Int, for moment: Moment?, after jump: Int) -> FilePermission {
    let now = clock.now
    return state.withLock { state in
      if let jump = state.jump(of: file, after: jump) { return .jump(jump) }
      // Whose turn it is takes a wait to know.
      if moment != nil, state.hasEnded.count > 1 { return .wait }
      if case .go(let events) = state.player.ask(for: moment, at: now) { return .go(events: events) }
      return .wait
    }
  }

  func took(events: Int) { if events > 0 { state.withLock { $0.player.took(events: events) } } }

  func wait(_ file: Int, for moment: Moment?, after jump: Int) async throws -> FilePermission {
    if let moment, state.withLock({ $0.hasEnded.count > 1 && $0.jump(of: file, after: jump) == nil }) {
      await turns.wait(file, for: moment)
    }
    while true {
      try Task.checkCancellation()
      let now = clock.now
      let (answer, next, changes) = state.withLock { state in
        let next = state.jump(of: file, after: jump)
        return (next == nil ? state.player.ask(for: moment, at: now) : .hold, next, state.changes)
      }
      if let next { return .jump(next) }
      switch answer {
      case .go(let events): return .go(events: events)
      case .wait(let due): await sleep(file, until: due, unless: changes)
      case .hold: await sleep(file, until: nil, unless: changes)
      }
    }
  }

  func waitAtEnd(_ file: Int, after jump: Int) async throws -> FileJump {
    while true {
      try Task.checkCancellation()
      let (next, changes) = state.withLock { ($0.jump(of: file, after: jump), $0.changes) }
      if let next { return next }
      await sleep(file, until: nil, unless: changes)
    }
  }

  /// The file has ended.
  func end(_ file: Int) {
    turns.end(file)
    wake { state in
      state.hasEnded[file] = true
      if !state.hasEnded.contains(false) { state.player.end() }
    }
  }

  /// Returns at an instant, or when something is asked of the player that was asked so often when that was decided.
  private func sleep(_ file: Int, until due: ContinuousClock.Instant?, unless changes: Int) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let number: Int? = state.withLock { state in
          guard state.changes == changes, !Task.isCancelled else { return nil }
          state.latestSleeper += 1
          state.sleepers[file] = Sleeper(number: state.latestSleeper, continuation: continuation)
          return state.latestSleeper
        }
        guard let number else { return continuation.resume() }
        if let due { setAlarm(file, number, at: due) }
      }
    } onCancel: {
      resume(file, nil)
    }
  }

  private func setAlarm(_ file: Int, _ number: Int, at due: ContinuousClock.Instant) {
    let alarm = Task { [clock, weak self] in
      guard (try? await clock.sleep(until: due, tolerance: nil)) != nil else { return }
      self?.resume(file, number)
    }
    let isSet = state.withLock { state in
      guard state.sleepers[file]?.number == number else { return false }
      state.sleepers[file]?.alarm = alarm
      return true
    }
    if !isSet { alarm.cancel() }
  }

  /// - Parameter number: which sleep of the file's reader; `nil` for whichever.
  private func resume(_ file: Int, _ number: Int?) {
    let sleeper: Sleeper? = state.withLock { state in
      guard let sleeper = state.sleepers[file], number == nil || sleeper.number == number else { return nil }
      return state.sleepers.removeValue(forKey: file)
    }
    sleeper?.alarm?.cancel()
    sleeper?.continuation.resume()
  }
}

extension Replay.State {
  fileprivate func jump(of file: Int, after number: Int) -> FileJump? {
    guard jumps > number, let place = places[file] else { return nil }
    return FileJump(number: jumps, place: place)
  }
}
