import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// Heartbeats, and what silence means where they are known.
@Suite struct BeatRulesTests {
  private static let beats = [
    ": ping\n\n", ":\n", "event: ping\ndata: {\"type\":\"ping\"}\n\n", "event: heartbeat\ndata:\n\n", "data: ping\n\n",
    "data: {\"type\":\"ping\"}\n\n", "event: keep-alive\n\n: x\n\n",
  ]

  private func isAbout(_ duration: Duration?, _ seconds: Double) -> Bool {
    duration.map { ($0 / .seconds(1) - seconds).magnitude < 0.001 } ?? false
  }

  @Test(arguments: beats, [2.0, 15])
  func `a heartbeat is learnt, and missed`(beat: String, period: Double) throws {
    var scene = Scene()
    scene.connect()
    for number in 0..<10 { scene.send(beat, at: 0.1 + Double(number) * period) }
    let last = 0.1 + 9 * period
    let silences = scene.state.sources[0].silences
    #expect(isAbout(silences.beats.period, period))
    #expect(silences.alarm(at: Scene.moment(last + 2 * period - 0.1)) == .usual)
    #expect(silences.alarm(at: Scene.moment(last + 2 * period + 0.1)) == .quiet)
    #expect(silences.alarm(at: Scene.moment(last + 3 * period + 0.9)) == .quiet)
    #expect(silences.alarm(at: Scene.moment(last + 3 * period + 1.1)) == .stalled)
    scene.pass(to: last + 3 * period)
    #expect(scene.alarms.isEmpty)
    scene.pass(to: last + 3 * period + 2.2)
    #expect(scene.finding(.lateBeat)?.severity == .warning && scene.finding(.lateBeat)?.isNow == true)
    scene.send(beat, at: last + 3 * period + 3)
    scene.pass(to: last + 3 * period + 5)
    #expect(scene.finding(.lateBeat)?.isNow == false)
  }

  @Test func `a beat only after a silence, among events at any time`() {
    var dice = SeededGenerator(seed: 11)
    var scene = Scene()
    scene.connect()
    var time = 0.1
    for number in 0..<60 {
      // The server sends one when it has been silent for ten seconds.
      let wait = Double.random(in: 1...45, using: &dice)
      var rest = wait
      while rest > 10 {
        time += 10
        rest -= 10
        scene.send(":\n\n", at: time)
      }
      time += rest
      scene.send(event(number), at: time)
    }
    #expect(isAbout(scene.state.sources[0].silences.beats.period, 10))
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `comments at any time are no heartbeat`() {
    var dice = SeededGenerator(seed: 5)
    var scene = Scene()
    scene.connect()
    var time = 0.1
    for number in 0..<8 {
      scene.send(": \(number)\n\n", at: time)
      time += Double(1 << number) * Double.random(in: 1...1.3, using: &dice) / 4
    }
    #expect(scene.state.sources[0].silences.beats.period == nil)
  }

  @Test func `heartbeats are no gaps between events`() {
    var scene = Scene()
    scene.connect()
    for number in 0..<200 { scene.send("event: ping\ndata: {}\n\n", at: 0.5 + Double(number)) }
    for number in 0..<20 { scene.send(event(number), at: 201 + Double(number) * 0.1) }
    #expect(scene.state.sources[0].gaps.count == 19)
  }

  @Test func `rare, and none`() {
    var scene = Scene()
    scene.connect()
    for number in 0..<6 { scene.send(":\n\n", at: 0.1 + Double(number) * 90) }
    #expect(scene.finding(.rareBeat)?.severity == .note && scene.finding(.noBeat)?.isNow != true)
    scene = Scene()
    scene.connect()
    scene.send(event(1), at: 0.1)
    scene.pass(to: 57)
    #expect(scene.finding(.noBeat)?.severity == .note)
  }

  @Test func `a connection that was dead`() throws {
    var scene = Scene()
    scene.connect()
    for number in 1...40 { scene.send(event(number), at: Double(number) * 0.5) }
    scene.end(.timedOut("no byte for 30 s"), at: 50, retry: 1)
    scene.connect(at: 51)
    scene.send((41...90).map { event($0) }.joined(), at: 51.2)
    scene.pass(to: 53)
    let finding = try #require(scene.finding(.stalled))
    #expect(finding.severity == .warning && finding.evidence[0].contains("30.0 s"))
    // By its heartbeats, after one event.
    scene = Scene()
    scene.connect()
    scene.send(event(1), at: 0.1)
    for number in 1...6 { scene.send(":\n\n", at: Double(number) * 2) }
    scene.end(.timedOut("no byte for 7 s"), at: 19.5, retry: 1)
    scene.connect(at: 21)
    scene.send(event(2) + event(3), at: 21.1)
    scene.pass(to: 23)
    #expect(scene.finding(.stalled)?.severity == .warning)
    // A server that has nothing to say, and greets.
    scene = Scene()
    scene.connect()
    for number in 1...40 { scene.send("event: hello\ndata: \(number)\n\n", at: Double(number) * 0.5) }
    scene.end(.timedOut("no byte for 30 s"), at: 50, retry: 1)
    scene.connect(at: 51)
    scene.send("event: hello\ndata: 1\n\n", at: 51.1)
    scene.pass(to: 53)
    #expect(scene.finding(.stalled) == nil)
  }
}
