import Testing

@testable import sse_top

/// When frames are drawn.
@Suite struct FramePacingTests {
  static let start = ContinuousClock.now
  var pacing = FramePacing(interval: .milliseconds(16))

  mutating func wake(_ milliseconds: Int, changed: Bool = true, tick: Bool = false) -> FramePacing.Action {
    pacing.wake(at: Self.start + .milliseconds(milliseconds), hasChanged: changed, isTick: tick)
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
