import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// What ends of connections tell.
@Suite struct EndRulesTests {
  /// Connections of these ages and silences before their ends, in seconds, with an event each second before.
  private func scene(
    _ ends: [(age: Double, silence: Double)], ids: Bool = true, reason: Disconnection = .ended,
    _ headers: [(String, String)] = []
  ) -> Scene {
    var scene = Scene()
    var (start, number) = (0.0, 0)
    for end in ends {
      scene.connect(at: start, headers)
      var time = 0.02
      while time <= end.age - end.silence + 0.001 {
        number += 1
        scene.send(event(number, bytes: 60, id: ids), at: start + time)
        time += 1
      }
      if end.silence > 0, time - 1 < end.age - end.silence {
        number += 1
        scene.send(event(number, bytes: 60, id: ids), at: start + end.age - end.silence)
      }
      scene.end(reason, at: start + 0.01 + end.age, retry: 3)
      start += end.age + 4
    }
    return scene
  }

  @Test func `silences below four seconds are nobody's`() {
    #expect(scene([(5, 3), (9, 3), (12, 3)]).finding(.idleTimeout) == nil)
  }

  @Test(arguments: [4.5, 10, 31, 60, 100, 350])
  func `the same silence before ends of different ages`(silence: Double) throws {
    let scene = scene([(silence + 5, silence), (silence * 1.3 + 9, silence), (silence * 1.5 + 30, silence)])
    let finding = try #require(scene.finding(.idleTimeout))
    #expect(finding.severity == .warning)
    // A heartbeat helps that comes before the connection is ended.
    let every = finding.remedies[0].split(separator: " ").compactMap { Int($0) }.last
    #expect(try #require(every) == min(Int(silence / 2), 15))
    #expect(Set(finding.remedies.map { $0.prefix(20) }).count == finding.remedies.count)
    if silence == 60 { #expect(finding.evidence.contains { $0.contains("nginx") && $0.contains("ALB") }) }
    #expect(scene.finding(.lifetime) == nil)
  }

  @Test(arguments: [(6.0, false), (30, false), (47, true), (900, false)])
  func `the same age, with ids that go on, is a note`(age: Double, isUnclean: Bool) throws {
    let scene = scene(
      (0..<4).map { (age + Double($0) * 0.04, 0.3 + Double($0) * 0.17) }, reason: isUnclean ? .cut("") : .ended)
    let finding = try #require(scene.finding(.lifetime))
    #expect(finding.severity == .note)
    #expect(finding.evidence[0].hasPrefix("4 of 4 connections"))
    #expect((scene.finding(.unclean) != nil) == isUnclean)
  }

  @Test func `what begins again each time is not told to have resumed`() throws {
    var scene = Scene()
    for connection in 0..<4 {
      let start = Double(connection) * 4
      scene.connect(at: start)
      for number in 1...5 { scene.send(event(number), at: start + 0.02 + Double(number) * 0.4) }
      scene.end(at: start + 2.3, retry: 1)
    }
    let finding = try #require(scene.finding(.lifetime))
    #expect(finding.severity == .note)
    #expect(!finding.evidence.contains { $0.contains("resumed") }, "\(finding.evidence)")
  }

  @Test func `without ids it depends on the end and the age`() {
    func severity(_ age: Double, _ reason: Disconnection) -> Severity? {
      scene((0..<3).map { (age, 0.2 + Double($0) * 0.3) }, ids: false, reason: reason).finding(.lifetime)?.severity
    }
    #expect(severity(7.3, .ended) == .note)
    #expect(severity(7.3, .cut("")) == .warning)
    #expect(severity(30, .ended) == .warning)
    #expect(severity(300, .ended) == .warning)
  }

  @Test func `ages that happen to be alike now and then`() {
    let ages = [3.1, 9.4, 5.2, 14.8, 3.3, 21.0, 7.7, 9.2, 11.9, 5.1]
    #expect(scene(ages.map { ($0, 0.4) }, ids: false, reason: .cut("")).finding(.lifetime) == nil)
  }

  @Test(arguments: [
    (#"{"error":{"message":"no"}}"#, "no"), ("[{\"detail\": \"gone\"}]\n", "gone"),
    ("\n<!DOCTYPE html>\n<html><title>Down for maintenance</title><p>a: b\n", "Down for maintenance"),
  ])
  func `an error in the place of a stream, again and again`(body: String, said: String) throws {
    var scene = Scene(retry: .milliseconds(100))
    for number in 0..<9 {
      let start = Double(number) * 0.4
      scene.connect(at: start)
      scene.send(body, at: start + 0.02)
      scene.end(at: start + 0.03, retry: 0.3)
    }
    let finding = try #require(scene.finding(.errorBody))
    #expect(finding.severity == .error && finding.certainty == .certain)
    #expect(finding.evidence.contains { $0.contains("\"\(said)\"") })
    #expect(scene.codes == ["cut.error-body"], "\(scene.codes)")
  }

  @Test func `an error after a stream that was one`() {
    var scene = Scene()
    scene.connect()
    for number in 1...10 { scene.send(event(number), at: Double(number) * 0.3) }
    scene.end(at: 4)
    scene.connect(at: 8)
    scene.send("{\n  \"error\": \"quota\"\n}\n", at: 8.1)
    scene.end(at: 8.2)
    #expect(scene.codes == ["cut.error-body"], "\(scene.codes)")
  }

  @Test(arguments: [10, 500])
  func `connections that end as soon as they are open`(retry: Int) {
    var scene = Scene(retry: .milliseconds(retry))
    for number in 0..<8 {
      let start = Double(number) * (Double(retry) / 1000 + 0.1)
      scene.connect(at: start)
      scene.send("retry: \(retry)\n\n", at: start + 0.02)
      scene.end(at: start + 0.03, retry: Double(retry) / 1000)
    }
    #expect(scene.finding(.storm)?.severity == .error)
    #expect(scene.finding(.storm)?.evidence.contains { $0.contains(retry < 100 ? "\"retry: 10\"" : "500 ms") } == true)
  }

  @Test(arguments: [("data: last\n", true), ("data: las", false), ("event: x\ndata: y\r\n", true)])
  func `an end inside an event`(rest: String, isWhole: Bool) throws {
    var scene = Scene()
    scene.connect()
    scene.send(event(1) + event(2) + rest, at: 0.2)
    scene.end(at: 1)
    let finding = try #require(scene.finding(.midEvent))
    #expect(finding.certainty == (isWhole ? .certain : .likely))
    #expect(finding.place?.event == 3 && finding.place?.offset == UInt64((event(1) + event(2)).utf8.count))
  }

  @Test(arguments: [Disconnection.reset("gone"), .cut("gone")])
  func `one connection that breaks off is told once, and where it was`(reason: Disconnection) throws {
    // In the middle of traffic, and after a silence that may be the stream's own.
    for (silence, rest) in [(0.2, ""), (0.2, "data: unfini"), (25, ""), (60, "")] {
      var scene = Scene()
      scene.connect()
      for number in 1...12 { scene.send(event(number), at: Double(number) * 0.7) }
      scene.send(rest, at: 8.4)
      scene.end(reason, at: 8.4 + silence, retry: 3)
      scene.connect(at: 11.4 + silence)
      for number in 13...30 { scene.send(event(number), at: 11.5 + silence + Double(number - 13) * 0.7) }
      scene.pass(to: 30 + silence)
      let finding = try #require(scene.finding(.unclean))
      #expect(finding.title == "A connection broke off" && finding.evidence[0].hasPrefix("the only end "))
      #expect(scene.finding(.stalled) == nil && scene.finding(.lifetime) == nil)
      // 60 s are usual for a time-out, and more than three times what lies between events.
      #expect((scene.finding(.idleTimeout) != nil) == (silence == 60))
      let cut = scene.finding(.midEvent)
      #expect((cut != nil) == !rest.isEmpty)
      #expect(cut?.remedies.contains { $0.contains("blank line") } != true)
    }
  }

  @Test(arguments: [0, 1, 40], [Disconnection.reset("gone"), .closed])
  func `what gathered in the silence before a reset shows that the connection was dead`(
    gathered: Int, reason: Disconnection
  ) {
    var scene = Scene()
    scene.connect()
    for number in 1...30 { scene.send(event(number), at: Double(number) * 0.7) }
    scene.end(reason, at: 49, retry: 1)
    scene.connect(at: 50)
    if gathered > 0 { scene.send((31..<31 + gathered).map { event($0) }.joined(), at: 50.1) }
    for number in 0..<10 { scene.send(event(31 + gathered + number), at: 51.2 + Double(number) * 0.7) }
    scene.pass(to: 60)
    // Who gives up a connection by hand has waited for what the next one brings.
    #expect((scene.finding(.stalled) != nil) == (gathered == 40 || gathered == 1 && reason == .closed))
    if gathered == 40, case .reset = reason {
      #expect(scene.finding(.stalled)?.evidence[0].contains("40 events") == true)
    }
  }

  @Test func `line ends as two characters, once and in many connections`() {
    for connections in [1, 4] {
      var scene = Scene()
      for connection in 0..<connections {
        let start = Double(connection) * 6
        scene.connect(at: start)
        for number in 0..<10 { scene.send(#"data: event \#(number)\n\n"#, at: start + Double(number) * 0.5 + 0.02) }
        scene.end(at: start + 4.6, retry: 1)
      }
      #expect(scene.finding(.escapedNewlines)?.severity == .error)
      #expect(scene.alarms.count == 1, "\(scene.alarms)")
    }
  }
}
