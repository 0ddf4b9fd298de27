import Testing

@testable import sse_top

/// When frames are drawn.
@Suite struct FramePacingTests {
  static let start = ContinuousClock.now
  var pacing = FramePacing(interval: .milliseconds(16))

  /// Where events run through the view each frame shows what has come.
  var pause = Duration.milliseconds(16)

  mutating func wake(_ milliseconds: Int, _ change: FramePacing.Change, tick: Bool = false) -> FramePacing.Action {
    pacing.wake(at: Self.start + .milliseconds(milliseconds), change: change, pause: pause, isTick: tick)
  }

  mutating func wake(
    _ milliseconds: Int, changed: Bool = true, tick: Bool = false, key: Bool = false
  ) -> FramePacing.Action {
    wake(milliseconds, key ? .key : changed ? .news : .nothing, tick: tick)
  }

  @Test mutating func `an idle screen shows a change at once, and needs no clock`() {
    #expect(wake(0) == .draw)
    #expect(wake(16) == .draw)
    #expect(wake(500) == .draw)
    #expect(!pacing.isTicking)
  }

  @Test mutating func `what comes sooner than a frame after the last is drawn when that is over, all in one`() {
    #expect(wake(0) == .draw)
    #expect(wake(3) == .start(at: Self.start + .milliseconds(16)))
    #expect(wake(5) == .rest)
    #expect(wake(9) == .rest)
    #expect(wake(16, changed: false, tick: true) == .draw)
  }

  @Test mutating func `the clock goes on while there is something at each tick, and stops at the first without`() {
    _ = wake(0)
    _ = wake(1)
    #expect(wake(16, tick: true) == .draw)
    #expect(wake(32, tick: true) == .draw)
    #expect(wake(48, changed: false, tick: true) == .stop)
    #expect(wake(49, changed: false) == .rest)
    #expect(wake(64) == .draw)
  }

  /// What is drawn of numbers that change at each tick, and of an answer at one of them.
  private mutating func frames(until end: Int, answer: Int? = nil) -> [Int] {
    pause = .milliseconds(100)
    var frames = [0]
    _ = wake(0)
    #expect(wake(1) == .start(at: Self.start + .milliseconds(16)))
    for now in stride(from: 16, to: end, by: 16) {
      // A tick that is a little early or late is still that tick.
      let jitter = now.isMultiple(of: 32) ? 2 : -2
      if wake(now + jitter, now == answer ? .answer : .news, tick: true) == .draw { frames.append(now) }
    }
    return frames
  }

  @Test mutating func `numbers are drawn ten times a second`() {
    #expect(frames(until: 400) == [0, 96, 192, 288, 384])
  }

  @Test mutating func `an answer comes with the next tick, and what came before it is shown too`() {
    #expect(frames(until: 400, answer: 128) == [0, 96, 128, 224, 320])
  }

  @Test mutating func `numbers that change seldom are drawn at once`() {
    pause = .milliseconds(100)
    #expect(wake(0) == .draw)
    #expect(wake(100) == .draw)
    #expect(wake(1100) == .draw)
    #expect(!pacing.isTicking)
  }

  @Test mutating func `numbers that change once more wait for their time, an answer does not`() {
    pause = .milliseconds(100)
    _ = wake(0)
    #expect(wake(50) == .start(at: Self.start + .milliseconds(50)))
    #expect(wake(50, .nothing, tick: true) == .rest)
    #expect(wake(66, .nothing, tick: true) == .rest)
    #expect(wake(82, .answer, tick: true) == .draw)
    #expect(wake(98, .nothing, tick: true) == .stop)
  }

  @Test mutating func `a rate that is lower than that of numbers holds for them`() {
    (pacing, pause) = (FramePacing(interval: .milliseconds(200)), .milliseconds(100))
    _ = wake(0)
    #expect(wake(150) == .start(at: Self.start + .milliseconds(200)))
    #expect(wake(200, .nothing, tick: true) == .draw)
  }

  @Test mutating func `a key is answered at once, in place of the next tick`() {
    _ = wake(0)
    _ = wake(1)
    #expect(wake(4, key: true) == .draw)
    #expect(wake(6, key: true) == .rest)
    #expect(wake(16, tick: true) == .rest)
    #expect(wake(32, changed: false, tick: true) == .draw)
    #expect(wake(33, key: true) == .draw)
    #expect(wake(48, changed: false, tick: true) == .rest)
    #expect(wake(64, changed: false, tick: true) == .stop)
  }

  @Test mutating func `however many keys are pressed, there are no more frames than ticks`() {
    _ = wake(0)
    _ = wake(1)
    let frames = (2..<1602).count { wake($0, tick: $0 % 16 == 0, key: $0 % 3 == 0) == .draw }
    #expect((99...101).contains(frames))
  }

  @Test mutating func `a key among numbers is answered at once too, and they wait for their time from there`() {
    pause = .milliseconds(100)
    _ = wake(0)
    _ = wake(1)
    #expect(wake(20, key: true) == .draw)
    let drawn = stride(from: 32, to: 200, by: 16).filter { wake($0, tick: true) == .draw }
    #expect(drawn == [112])
  }

  @Test mutating func `a tick that was late is no reason for a frame`() {
    _ = wake(0)
    #expect(wake(40, changed: false, tick: true) == .rest)
  }

  @Test(arguments: [1, 7, 16, 40]) mutating func `no two frames are closer than the interval`(gap: Int) {
    var (frames, ticks): ([Int], Int?) = ([], nil)
    for now in 0..<2000 {
      let isTick = ticks.map { now >= $0 && (now - $0) % 16 == 0 } ?? false
      guard isTick || now % gap == 0 else { continue }
      switch wake(now, changed: now % gap == 0, tick: isTick) {
      case .draw: frames.append(now)
      case .rest: break
      case .start(let first): ticks = Int(Self.start.duration(to: first) / .milliseconds(1))
      case .stop: ticks = nil
      }
    }
    #expect(zip(frames, frames.dropFirst()).allSatisfy { $1 - $0 >= 16 })
    #expect(frames.count >= 2000 / max(gap, 17) - 1)
  }
}
