import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// Events that say when they were made.
@Suite struct OwnTimeTests {
  private static let forms: [(String, @Sendable (Double) -> String)] = [
    (".ts", { "{\"ts\":\(1_764_000_000_000 + Int($0 * 1000)),\"v\":1}" }),
    (".at", { "{\"v\":1,\"at\":\(1_764_000_000_000_000 + Int($0 * 1_000_000))}" }),
    (".time", { "{\"a\":[1,2],\"time\":\(1_764_000_000 + $0)}" }),
    (
      ".meta.dt",
      { seconds in
        let hundredths = Int(seconds * 100)
        let (minute, second) = (hundredths / 6000 % 60, hundredths / 100 % 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return
          "{\"meta\":{\"uri\":\"x\",\"dt\":\"2026-11-26T21:\(two(minute)):\(two(second)).\(two(hundredths % 100))Z\"}}"
      }
    ),
  ]

  /// Events at a pace, let through all together each so-and-so often.
  private func scene(
    _ form: @Sendable (Double) -> String, every pause: Double, perSecond: Double, made: Bool = true,
    link: Scene.Link = .plain
  ) -> Scene {
    var scene = Scene(link: link)
    scene.connect()
    var (time, next) = (pause, 0.0)
    for _ in 0..<12 {
      var text = ""
      while next < time {
        text += "data: \(form(made ? next : time))\n\n"
        next += 1 / perSecond
      }
      scene.send(text, at: time + 0.05)
      time += pause
    }
    scene.settle()
    scene.pass(to: time)
    return scene
  }

  @Test(arguments: 0..<4, [0.5, 1.05, 3.0])
  func `made one after the other, and come together`(form: Int, pause: Double) throws {
    let (path, make) = Self.forms[form]
    let scene = scene(make, every: pause, perSecond: 20)
    let finding = try #require(scene.finding(.held))
    #expect(finding.severity == .error && finding.certainty == .likely)
    #expect(finding.evidence[0].contains(path))
    #expect(scene.finding(.lumps) == nil)
  }

  @Test(arguments: 0..<4)
  func `made together, or read late by this side, is none`(form: Int) {
    let make = Self.forms[form].1
    #expect(scene(make, every: 1, perSecond: 20, made: false).finding(.held) == nil)
    #expect(scene(make, every: 0.02, perSecond: 50, link: .slowReader).finding(.held) == nil)
  }

  @Test(arguments: 0..<4, [0.31, 0.5, 0.8]) func `windows of a distant sender are none`(form: Int, pause: Double) {
    #expect(scene(Self.forms[form].1, every: pause, perSecond: 20, link: .distant).finding(.held) == nil)
    #expect(scene(Self.forms[form].1, every: 1.2, perSecond: 20, link: .distant).finding(.held) != nil)
  }

  @Test func `whole seconds say nothing of short pauses`() {
    let make: @Sendable (Double) -> String = { "{\"t\":\(1_764_000_000 + Int($0))}" }
    #expect(scene(make, every: 1, perSecond: 20).finding(.held) == nil)
    #expect(scene(make, every: 4, perSecond: 20).finding(.held)?.severity == .error)
  }

  @Test func `a history that is sent at once is old and not held`() {
    var scene = Scene()
    scene.connect()
    for round in 0..<8 {
      let text = (0..<20).map { "data: {\"t\":\(1_700_000_000_000 + (round * 20 + $0) * 60_000)}\n\n" }.joined()
      scene.send(text, at: 0.1 + Double(round))
    }
    #expect(scene.finding(.held) == nil)
  }

  @Test(arguments: [
    "", "{", "[1]", "{\"a\":\"2026-13-40T99:99:99\"}", "{\"a\":1764000000", "{\"a\":-1764000000}", "{}}",
  ])
  func `other data has no time, or does not trap`(text: String) {
    _ = Array(text.utf8).withUnsafeBytes { OwnTime(in: $0)?.path }
  }

  @Test func `days are counted as the calendar has them`() {
    func time(_ text: String) -> Duration? {
      Array("{\"t\":\"\(text)\"}".utf8).withUnsafeBytes { OwnTime(in: $0)?.time }
    }
    #expect(time("2026-11-26T21:30:01Z") == .seconds(1_795_728_601))
    #expect(time("2024-03-01T00:00:00Z") == .seconds(1_709_251_200))
    #expect(time("2024-02-29 23:59:59.5") == .milliseconds(1_709_251_199_500))
  }

  @Test func `nothing for long`() {
    var scene = Scene()
    scene.connect()
    func codes() -> [FindingCode] {
      Rules.verdictsOfDiagnosis(
        Circumstances(scene.state.sources[0], at: Scene.moment(scene.now)), head: scene.state.sources[0].head
      ).map(\.code)
    }
    scene.pass(to: 19)
    #expect(codes() == [.http1Limit])
    scene.pass(to: 22)
    #expect(codes() == [.http1Limit, .nothing])
    // It is told only where it is asked for.
    #expect(scene.findings.isEmpty)
    scene.send(":\n", at: 23)
    scene.pass(to: 25)
    #expect(codes() == [.http1Limit])
  }

  @Test func `a reader of ours that is late is no buffer`() {
    var scene = Scene(link: .slowReader)
    scene.connect()
    for number in 0..<2000 { scene.send(event(number, bytes: 190), at: 0.1 + Double(number) * 0.02) }
    scene.settle()
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }
}
