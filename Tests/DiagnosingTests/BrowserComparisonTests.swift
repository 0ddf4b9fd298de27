import Findings
import StreamModel
import Testing

@testable import Diagnosing

/// What the request as of a browser shows beside the plain one, and what it must not be taken for.
@Suite struct BrowserComparisonTests {
  /// A plain request with an event each half second, and one as of a browser that was asked right after it.
  private static func stage(until seconds: Double = 30) -> Stage {
    var stage = Stage()
    stage.ask(.plain)
    stage.ask(.browser, at: 0.001)
    stage.open(0, at: 0.002)
    return stage
  }

  private static func run(
    _ stage: inout Stage, from first: Int = 1, to seconds: Double, _ step: (inout Stage, Int, Double) -> Void
  ) {
    for number in first...Int(seconds * 2) {
      stage.send(0, Stage.event(number), at: Double(number) / 2)
      step(&stage, number, Double(number) / 2)
    }
  }

  @Test func `no headers for browsers are a compressor's, certain once another plain request was answered`() {
    var stage = Self.stage()
    Self.run(&stage, to: 10) { _, _, _ in }
    stage.ask(.again, at: 10.1)
    stage.open(2, at: 10.11)
    Self.run(&stage, from: 21, to: 29) { _, _, _ in }
    var diagnosis = stage.diagnosis(at: 30)
    #expect(diagnosis.alarms == ["error delivery.held-by-compressor certain 2"])
    #expect(diagnosis.exitStatus(FailOn()) == 1)
    #expect(diagnosis.requests.map(\.kind) == [.plain, .browser, .again])

    stage = Self.stage()
    Self.run(&stage, to: 29) { _, _, _ in }
    diagnosis = stage.diagnosis(at: 30)
    #expect(diagnosis.alarms == ["error delivery.held-by-compressor likely 2"])
  }

  @Test func `a busy machine is no compressor`() {
    var stage = Self.stage()
    Self.run(&stage, to: 10) { _, _, _ in }
    stage.ask(.again, at: 10.1)
    stage.open(2, at: 10.11)
    Self.run(&stage, from: 21, to: 29) { _, _, _ in }
    stage.wasBusy(for: 28)
    let diagnosis = stage.diagnosis(at: 30)
    #expect(diagnosis.alarms == [])
    #expect(diagnosis.why(.browsers)?.contains("no time") == true)
  }

  @Test func `a server that answers one request at a time has no compressor`() {
    var stage = Self.stage()
    Self.run(&stage, to: 10) { _, _, _ in }
    stage.ask(.again, at: 10.1)
    Self.run(&stage, from: 21, to: 29) { _, _, _ in }
    let diagnosis = stage.diagnosis(at: 30)
    #expect(diagnosis.alarms == [])
    #expect(diagnosis.why(.browsers)?.contains("one at a time") == true)
  }

  @Test func `one stream a client is not judged`() {
    var stage = Self.stage()
    stage.end(0, at: 0.5, retry: 3)
    let diagnosis = stage.diagnosis(at: 20)
    #expect(diagnosis.alarms == [])
    #expect(diagnosis.why(.browsers)?.contains("within 1 s") == true)
  }

  /// Events that each client has to itself go to one of them: nothing is held back.
  @Test func `no event without a content coding says nothing`() {
    var stage = Self.stage()
    stage.open(1, at: 0.01)
    Self.run(&stage, to: 29) { _, _, _ in }
    #expect(stage.diagnosis(at: 30).alarms == [])
  }

  @Test(arguments: ["gzip", "br", "deflate"])
  func `events that come late under a coding are the compressor's`(coding: String) {
    var stage = Self.stage()
    stage.open(1, at: 0.01, [("Content-Encoding", coding)])
    Self.run(&stage, to: 20) { stage, number, seconds in
      guard number % 20 == 0 else { return }
      stage.send(1, (number - 19...number).map { Stage.event($0) }.joined(), at: seconds)
    }
    let diagnosis = stage.diagnosis(at: 20.5)
    #expect(diagnosis.alarms == ["error delivery.held-by-compressor certain 2"])
    #expect(diagnosis.found.first?.finding.evidence.contains("Content-Encoding: \(coding)") == true)
  }

  /// As HAProxy's compression does.
  @Test(arguments: [true, false])
  func `events that come with the next one are the compressor's`(isSameData: Bool) {
    var stage = Self.stage()
    stage.open(1, at: 0.01, [("Content-Encoding", "gzip")])
    Self.run(&stage, to: 20) { stage, number, seconds in
      guard number > 1 else { return }
      stage.send(1, Stage.event(number - 1, data: isSameData ? nil : "other \(number)"), at: seconds + 0.01)
    }
    #expect(stage.diagnosis(at: 20.1).alarms == ["error delivery.held-by-compressor likely 2"])
  }

  @Test func `events on time under a coding are fine`() {
    var stage = Self.stage()
    stage.open(1, at: 0.01, [("Content-Encoding", "gzip")])
    Self.run(&stage, to: 20) { stage, number, seconds in stage.send(1, Stage.event(number), at: seconds + 0.01) }
    let diagnosis = stage.diagnosis(at: 20.5)
    #expect(diagnosis.alarms == [])
    #expect(diagnosis.fine.contains(.browsers))
  }

  /// The plain request had an event before the browser's was there.
  @Test(arguments: [true, false])
  func `one event less, with ids of each connection's own, is no delay`(isSameData: Bool) {
    var stage = Self.stage()
    stage.open(1, at: 0.03, [("Content-Encoding", "gzip")])
    for number in 1...6 {
      let seconds = Double(number) * 5 - 4.99
      stage.send(0, Stage.event(number, data: isSameData ? "tick" : "a\(number)"), at: seconds)
      if number > 1 {
        stage.send(1, Stage.event(number - 1, data: isSameData ? "tick" : "b\(number)"), at: seconds + 0.01)
      }
    }
    #expect(stage.diagnosis(at: 30).alarms == [])
  }

  @Test func `a few events that came late by themselves are no compressor's`() {
    var stage = Self.stage()
    stage.open(1, at: 0.01, [("Content-Encoding", "gzip")])
    Self.run(&stage, to: 25) { stage, number, seconds in
      // A packet was lost: three events wait for it.
      if (11...13).contains(number) { return }
      if number == 14 { stage.send(1, (11...13).map { Stage.event($0) }.joined(), at: seconds) }
      stage.send(1, Stage.event(number), at: seconds)
    }
    #expect(stage.diagnosis(at: 26).alarms == [])
  }

  @Test func `a browser that is refused is not judged`() {
    var stage = Self.stage()
    stage.end(1, .status(406), at: 0.1)
    Self.run(&stage, to: 20) { _, _, _ in }
    let diagnosis = stage.diagnosis(at: 21)
    #expect(diagnosis.alarms == [])
    #expect(diagnosis.why(.browsers)?.contains("not answered with a stream") == true)
  }
}
