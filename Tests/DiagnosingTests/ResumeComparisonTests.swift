import Findings
import StreamModel
import Testing

@testable import Diagnosing

/// What a server makes of an id that it is asked to go on from.
@Suite struct ResumeComparisonTests {
  /// A plain request with events 1 to 20, one a second, and one to resume after 16.
  private static func stage(_ id: (Int) -> String = { "\($0)" }) -> Stage {
    var stage = Stage()
    stage.ask(.plain)
    stage.open(0, at: 0.01)
    for number in 1...20 { stage.send(0, "id: \(id(number))\ndata: event \(number)\n\n", at: Double(number)) }
    let asked = stage.requests[0].resumableID.map { String(decoding: $0, as: UTF8.self) }
    #expect(asked == id(16))
    stage.ask(.resume, after: asked ?? "", at: 20.1)
    stage.open(1, at: 20.11)
    return stage
  }

  /// What the server sends at once, then the live events that both requests bring.
  private static func told(_ first: String, live: Bool = true, _ stage: Stage = stage()) -> Diagnosis {
    var stage = stage
    if !first.isEmpty { stage.send(1, first, at: 20.12) }
    for number in 21...24 where live {
      stage.send(0, Stage.event(number), at: Double(number))
      stage.send(1, Stage.event(number), at: Double(number))
    }
    return stage.diagnosis(at: 25.2)
  }

  private static func events(_ numbers: ClosedRange<Int>, data: String? = nil) -> String {
    numbers.map { number in Stage.event(number, data: data.map { "\($0) \(number)" }) }.joined()
  }

  @Test func `what each connection begins with, and has an id, is no event that came again`() {
    var stage = Stage()
    stage.ask(.plain)
    stage.open(0, at: 0.01)
    for number in 0...4 { stage.send(0, Stage.event(number), at: 0.02 + Double(number) * 3) }
    stage.ask(.resume, after: "0", at: 14)
    stage.open(1, at: 14.01)
    stage.send(1, Stage.event(0), at: 14.02)
    for number in 1...2 { stage.send(1, Stage.event(number, data: "another \(number)"), at: 14 + Double(number) * 2) }
    #expect(stage.diagnosis(at: 20).alarms == [])
  }

  @Test func `going on after the id is fine`() {
    let diagnosis = Self.told(Self.events(17...20))
    #expect(diagnosis.alarms == [])
    #expect(diagnosis.fine.contains(.resuming) && diagnosis.fine.contains(.order))
  }

  /// As a stream of random numbers that counts its events.
  @Test func `going on after the id with other data is fine`() {
    #expect(Self.told(Self.events(17...24, data: "other"), live: false).fine.contains(.resuming))
  }

  @Test func `beginning anew is told`() {
    let diagnosis = Self.told(Self.events(1...20))
    #expect(diagnosis.alarms == ["error id.resume-ignored certain 2"])
    #expect(diagnosis.found[0].finding.evidence[0] == "asked to go on after 16, the first event was 1")
  }

  @Test func `beginning far before the id is told`() {
    #expect(Self.told(Self.events(6...20)).alarms == ["error id.resume-ignored certain 2"])
    #expect(Self.told(Self.events(13...20)).alarms == ["error id.resume-ignored likely 2"])
  }

  @Test func `going on with what is new loses what lies between`() {
    let diagnosis = Self.told("")
    #expect(diagnosis.alarms == ["error id.missing certain 2"])
    #expect(diagnosis.found[0].finding.count == 4)
    #expect(Self.told(Self.events(19...20)).found[0].finding.count == 2)
  }

  @Test func `the event of the id itself is one too many`() {
    #expect(Self.told(Self.events(16...20)).alarms == ["warning id.repeated certain 2"])
  }

  /// As smee.io counts.
  @Test func `ids of each connection's own are not judged`() {
    let diagnosis = Self.told("id: 1\ndata: ready\n\n" + Self.events(2...5, data: "new"), live: false)
    #expect(diagnosis.alarms == [])
    #expect(diagnosis.why(.resuming) != nil)
  }

  @Test func `ids that are made for each client are not judged`() {
    var stage = Self.stage { "x\($0 * 7919 % 1000)" }
    for number in 21...24 {
      stage.send(0, "id: y\(number)\ndata: event \(number)\n\n", at: Double(number))
      stage.send(1, "id: z\(number)\ndata: event \(number)\n\n", at: Double(number))
    }
    let diagnosis = stage.diagnosis(at: 25)
    #expect(diagnosis.alarms == [])
    #expect(diagnosis.why(.resuming) != nil)
  }

  /// As a stream of samples, or one whose every third number is left out by each connection's own count.
  @Test func `a choice of events of each connection's own is not judged`() {
    for data in ["event", "other"] {
      var stage = Self.stage { "\($0 * 2)" }
      for number in [34, 35, 37, 38, 40, 41, 43] {
        stage.send(1, "id: \(number)\ndata: \(data) \(number / 2)\n\n", at: 20.2)
      }
      let diagnosis = stage.diagnosis(at: 25)
      #expect(diagnosis.alarms == [])
      #expect(diagnosis.why(.resuming)?.hasPrefix("between the events of the plain request") == true)
    }
  }

  @Test func `a greeting before what was asked for says nothing`() {
    #expect(Self.told("id: hello\ndata: hello\n\n" + Self.events(17...20)).alarms == [])
    #expect(Self.told("id: hello\ndata: hello\n\n" + Self.events(19...20)).found.first?.finding.count == 2)
  }

  @Test func `no answer, a refusal and no event are not judged`() {
    #expect(Self.told("", live: false).why(.resuming) == "no event came in time")
    var stage = Stage()
    stage.ask(.plain)
    stage.open(0, at: 0.01)
    for number in 1...20 { stage.send(0, Stage.event(number), at: Double(number)) }
    stage.ask(.resume, after: "16", at: 20.1)
    #expect(stage.diagnosis(at: 25).why(.resuming) == "it was not answered in time")
    stage.end(1, .status(204), at: 25)
    #expect(stage.diagnosis(at: 26).why(.resuming)?.hasPrefix("it was not answered with a stream") == true)
  }

  @Test func `ids that come again, or out of order, are not asked for or not judged`() {
    var stage = Stage()
    stage.ask(.plain)
    stage.open(0, at: 0.01)
    for number in 0..<20 { stage.send(0, Stage.event(number % 5), at: Double(number + 1)) }
    #expect(stage.requests[0].resumableID == nil)

    stage = Stage()
    stage.ask(.plain)
    stage.open(0, at: 0.01)
    for number in [3, 2, 1, 6, 5, 4, 9, 8, 7] { stage.send(0, Stage.event(number), at: 1) }
    let asked = stage.requests[0].resumableID
    #expect(asked == Array("5".utf8))
    stage.ask(.resume, after: "5", at: 2)
    stage.open(1, at: 2.1)
    stage.send(1, Self.events(6...9), at: 2.2)
    #expect(stage.diagnosis(at: 3).why(.resuming) == "the ids do not come in their order")
  }
}
