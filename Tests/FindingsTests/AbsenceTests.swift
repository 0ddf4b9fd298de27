import StreamModel
import TestSupport
import Testing

@testable import Findings

/// While the machine sleeps, or the program is not run, nothing is a server's silence.
@Suite struct AbsenceTests {
  private typealias Clocks = AbsenceWatch.Clocks

  @Test func `the sleep is what one clock has and the other has not`() {
    var watch = AbsenceWatch()
    #expect(watch.look(at: Clocks(continuous: .seconds(900), suspending: .seconds(5))) == nil)
    #expect(watch.look(at: Clocks(continuous: .seconds(901), suspending: .seconds(6))) == nil)
    #expect(watch.look(at: Clocks(continuous: .seconds(944.5), suspending: .seconds(6.5))) == .slept(.seconds(43)))
    #expect(watch.look(at: Clocks(continuous: .seconds(945.5), suspending: .seconds(7.5))) == nil)
    #expect(watch.look(at: Clocks(continuous: .seconds(950), suspending: .seconds(12))) == .stopped)
    #expect(watch.look(at: Clocks(continuous: .seconds(951), suspending: .seconds(13))) == nil)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `what passes between two looks is told once, and usual seconds are not`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var (watch, clocks) = (AbsenceWatch(), Clocks(continuous: .seconds(7), suspending: .seconds(3)))
    _ = watch.look(at: clocks)
    for _ in 0..<200 {
      let awake = Double.random(in: 0...2.9, using: &dice)
      let asleep = Int.random(in: 0..<10, using: &dice) == 0 ? Double.random(in: 1.1...90_000, using: &dice) : 0
      clocks.suspending += .seconds(awake)
      clocks.continuous += .seconds(awake + asleep)
      let absence = watch.look(at: clocks)
      guard asleep > 0 else {
        #expect(absence == nil)
        continue
      }
      guard case .slept(let time) = absence else {
        Issue.record("\(String(describing: absence))")
        continue
      }
      #expect((time - .seconds(asleep)) / .milliseconds(1) < 1)
    }
  }

  /// A stream with a heartbeat each five seconds and an event each two, over which the machine sleeps now and then; what
  /// was open then is gone when it wakes, in one way or another.
  private func sleeper(_ reason: Disconnection, sleep: Double, isKnown: Bool) -> Scene {
    var scene = Scene()
    var (start, number) = (0.0, 0)
    for round in 0..<5 {
      scene.connect(at: start)
      var time = start + 1
      while time < start + 30 + Double(round) * 7 {
        number += 1
        scene.send(event(number), at: time)
        if number.isMultiple(of: 3) { scene.send(":\n", at: time + 0.5) }
        time += 2
      }
      if isKnown { scene.sleep(to: time + sleep) }
      scene.end(reason, at: time + sleep, retry: 1)
      start = time + sleep + 1
    }
    return scene
  }

  @Test(
    arguments: [Disconnection.reset("gone"), .cut("gone"), .timedOut("no byte for 30 s")], [43.0, 58, 60, 300, 3600])
  func `nothing is made of a sleep`(reason: Disconnection, sleep: Double) {
    let scene = sleeper(reason, sleep: sleep, isKnown: true)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
    #expect(scene.findings.allSatisfy { $0.code != .noBeat })
    let longest = scene.state.sources[0].gaps.longest
    #expect(longest.map { $0 < .seconds(5) } == true)
    // Awake all the time, it would be a time-out.
    if case .reset = reason { #expect(!sleeper(reason, sleep: sleep, isKnown: false).alarms.isEmpty) }
  }

  @Test func `the feed tells how long the machine slept`() {
    var scene = Scene()
    scene.connect()
    scene.send(event(1), at: 1)
    scene.state.programContinued(at: Scene.moment(44), slept: .seconds(43))
    let notices = scene.state.log.positions.compactMap { scene.state.notice(scene.state.log[$0])?.change }
    #expect(notices.last == .slept(.seconds(43)))
  }

  @Test func `a connection that outlives a sleep is judged by what comes after it`() {
    var scene = Scene()
    for round in 0..<3 {
      let start = Double(round) * 400
      scene.connect(at: start)
      for number in 1...5 { scene.send(event(round * 10 + number), at: start + Double(number)) }
      scene.sleep(to: start + 100)
      for number in 6...9 { scene.send(event(round * 10 + number), at: start + 96 + Double(number) + Double(round)) }
      scene.end(.reset("gone"), at: start + 165 + Double(round))
    }
    #expect(scene.finding(.idleTimeout)?.evidence.first?.contains("60.0 s after the last byte") == true)
    #expect(scene.finding(.lifetime) == nil)
  }

  @Test func `no event waits for its blank line while nobody reads`() {
    var scene = Scene()
    scene.connect()
    for number in 1...8 {
      scene.send("data: \(number)\n", at: Double(number) * 10)
      scene.sleep(to: Double(number) * 10 + 8)
      scene.send("\ndata: next\n\n", at: Double(number) * 10 + 8.01)
    }
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `a response is not late that came while the machine slept`() {
    var scene = Scene()
    scene.ask(at: 0)
    scene.pass(to: 2)
    scene.sleep(to: 62)
    scene.pass(to: 70)
    #expect(scene.findings.isEmpty)
    scene.open(at: 70)
    scene.send(event(1), at: 70)
    scene.pass(to: 100)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }
}
