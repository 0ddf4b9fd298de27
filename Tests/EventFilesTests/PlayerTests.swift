import StreamModel
import Testing

@testable import EventFiles

/// When a recording may be read on, and where the replay stands.
struct PlayerTests {
  private static let start = ContinuousClock().now

  private static func at(_ seconds: Double) -> Player.Instant { start + .seconds(seconds) }
  private static func moment(_ seconds: Double) -> Moment { Moment(.seconds(seconds)) }

  /// Reads marks as a reader does, as far as the player permits at an instant.
  private static func read(_ player: inout Player, _ moments: [Double], at seconds: Double) -> [Double] {
    moments.prefix { moment in
      guard case .go = player.ask(for: self.moment(moment), at: at(seconds)) else { return false }
      player.took(events: 1)
      return true
    }
  }

  @Test func `at a speed each time is waited for`() {
    var player = Player(.factor(2))
    #expect(player.ask(for: Self.moment(10), at: Self.at(0)) == .go(events: nil))
    #expect(player.ask(for: Self.moment(14), at: Self.at(0)) == .wait(until: Self.at(2)))
    #expect(player.now(at: Self.at(1)) == Self.moment(12))
    #expect(player.ask(for: Self.moment(14), at: Self.at(2)) == .go(events: nil))
    #expect(player.ask(for: nil, at: Self.at(2)) == .go(events: nil))
  }

  @Test func `as fast as it goes nothing is waited for, and the time is what was read`() {
    var player = Player(.max)
    #expect(Self.read(&player, [1, 50, 3600], at: 0).count == 3)
    #expect(player.now(at: Self.at(9)) == Self.moment(3600))
    player.end()
    #expect(player.isOver && player.now(at: Self.at(99)) == Self.moment(3600))
  }

  @Test func `a pause holds what comes and the clock, and goes on from there`() {
    var player = Player(.factor(1))
    #expect(Self.read(&player, [0], at: 0) == [0])
    player.pause(at: Self.at(3))
    #expect(player.now(at: Self.at(60)) == Self.moment(3))
    #expect(player.ask(for: Self.moment(4), at: Self.at(60)) == .hold)
    #expect(player.ask(for: nil, at: Self.at(60)) == .hold)
    player.play(at: Self.at(60))
    #expect(player.ask(for: Self.moment(4), at: Self.at(60)) == .wait(until: Self.at(61)))
    #expect(player.now(at: Self.at(60.5)) == Self.moment(3.5))
  }

  @Test func `a halt stands where it was read to, and gives up where it was going`() {
    var player = Player(.factor(1))
    player.seek(.end)
    #expect(Self.read(&player, [1, 40], at: 0) == [1, 40])
    player.halt(at: Self.at(1))
    #expect(!player.isSeeking && player.isPaused && player.now(at: Self.at(9)) == Self.moment(40))
    #expect(player.ask(for: Self.moment(41), at: Self.at(9)) == .hold)
    player.play(at: Self.at(10))
    #expect(player.ask(for: Self.moment(41), at: Self.at(10)) == .wait(until: Self.at(11)))
    player.halt(at: Self.at(10.5))
    #expect(player.now(at: Self.at(99)) == Self.moment(40.5))
    player.end()
    let over = player
    player.halt(at: Self.at(100))
    #expect(player == over)
  }

  @Test func `another speed goes on from the moment that is shown`() {
    var player = Player(.factor(1))
    #expect(Self.read(&player, [0], at: 0) == [0])
    player.set(.factor(10), at: Self.at(2))
    #expect(player.now(at: Self.at(3)) == Self.moment(12))
    #expect(player.ask(for: Self.moment(22), at: Self.at(3)) == .wait(until: Self.at(4)))
    player.set(.max, at: Self.at(3))
    #expect(player.ask(for: Self.moment(22), at: Self.at(3)) == .go(events: nil))
    player.set(.factor(1), at: Self.at(3))
    #expect(player.now(at: Self.at(4)) == Self.moment(23))
  }

  @Test func `a seek to a moment reads all up to it, and plays on from it`() {
    var player = Player(.factor(1))
    #expect(Self.read(&player, [0], at: 0) == [0])
    player.seek(.moment(Self.moment(60)))
    #expect(player.isSeeking && player.isReadingAhead)
    #expect(Self.read(&player, [10, 59, 60, 61], at: 1) == [10, 59, 60])
    #expect(!player.isSeeking && player.now(at: Self.at(1)) == Self.moment(60))
    #expect(player.ask(for: Self.moment(61), at: Self.at(1)) == .wait(until: Self.at(2)))
  }

  @Test func `a seek while it is paused stays paused, and stands at the moment that was asked for`() {
    var player = Player(.factor(1))
    player.pause(at: Self.at(0))
    player.seek(.moment(Self.moment(60)))
    #expect(Self.read(&player, [1, 58, 70], at: 1) == [1, 58])
    #expect(player.isPaused && player.now(at: Self.at(100)) == Self.moment(60))
    #expect(player.ask(for: Self.moment(70), at: Self.at(100)) == .hold)
  }

  @Test func `a step by events pauses behind the one that was asked for`() {
    var player = Player(.factor(1))
    #expect(Self.read(&player, [0], at: 0) == [0])
    player.seek(.events(3))
    #expect(player.ask(for: Self.moment(5), at: Self.at(0)) == .go(events: 2))
    player.took(events: 1)
    #expect(player.ask(for: nil, at: Self.at(0)) == .go(events: 1))
    player.took(events: 1)
    #expect(player.ask(for: Self.moment(6), at: Self.at(0)) == .hold)
    #expect(player.isPaused && player.now(at: Self.at(9)) == Self.moment(5))
  }

  @Test func `what was read as fast as it goes stands still where it was sought, and plays as recorded`() {
    var player = Player(.max)
    #expect(Self.read(&player, [1, 2, 100], at: 0).count == 3)
    player.end()
    player.jumped(to: .start, events: 0)
    player.seek(.moment(Self.moment(2)))
    #expect(Self.read(&player, [1, 2, 100], at: 5) == [1, 2])
    #expect(player.isPaused && player.speed == .factor(1) && !player.isOver && player.events == 2)
    player.play(at: Self.at(6))
    #expect(player.ask(for: Self.moment(100), at: Self.at(6)) == .wait(until: Self.at(104)))
  }

  @Test func `a seek beyond the end is over at the end`() {
    var player = Player(.factor(1))
    player.seek(.moment(Self.moment(1000)))
    #expect(Self.read(&player, [1, 2], at: 0) == [1, 2])
    player.end()
    #expect(player.isOver && !player.isSeeking && player.now(at: Self.at(50)) == Self.moment(2))
  }

  @Test func `speeds go up and down by steps to as fast as it can be read`() {
    #expect(PlaybackSpeed.factor(1).faster == .factor(2) && PlaybackSpeed.factor(1).slower == .factor(0.5))
    #expect(PlaybackSpeed.factor(3).faster == .factor(5) && PlaybackSpeed.factor(3).slower == .factor(2))
    #expect(PlaybackSpeed.factor(1000).faster == .max && PlaybackSpeed.max.faster == .max)
    #expect(PlaybackSpeed.max.slower == .factor(1000) && PlaybackSpeed.factor(0.05).slower == .factor(0.05))
  }
}
