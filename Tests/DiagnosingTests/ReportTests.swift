import EventFields
import Findings
import Foundation
import StreamModel
import TestSupport
import Testing
import Text

@testable import Diagnosing

/// The report as people and programs get it; `RECORD=1` writes the texts anew.
@Suite struct ReportTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Reports")

  /// As `name`, and what is diagnosed.
  static let cases = ["browser", "replay", "healthy", "no-response", "hostile"]

  private static func diagnosis(_ name: String) -> Diagnosis {
    var stage = Stage()
    var question = Diagnosis.Question(url: "https://shop.example/feed")
    stage.ask(.plain)
    switch name {
    case "browser":
      stage.ask(.browser, at: 0.001)
      stage.open(0, at: 0.002, [("Server", "nginx/1.22.1")])
      for number in 1...200 {
        stage.send(0, Stage.event(number), at: Double(number) / 20)
      }
      stage.ask(.again, at: 10.1)
      stage.open(2, at: 10.102, [("Server", "nginx/1.22.1")])
      stage.stop(2, at: 15.1)
      for number in 400...590 { stage.send(0, Stage.event(number - 199), at: Double(number) / 20) }
    case "replay":
      stage.open(0, at: 0.002, [("Access-Control-Allow-Origin", "*")])
      for number in 1...20 { stage.send(0, Stage.event(number), at: Double(number)) }
      stage.ask(.resume, after: "16", at: 20)
      stage.open(1, at: 20.01)
      stage.send(1, (1...8).map { Stage.event($0) }.joined(), at: 20.02)
      stage.stop(1, at: 20.1)
    case "healthy":
      stage.ask(.browser, at: 0.001)
      stage.open(0, at: 0.002)
      stage.open(1, at: 0.003)
      for number in 1...29 {
        for request in 0...1 { stage.send(request, ": \(number)\n" + Stage.event(number), at: Double(number)) }
      }
    case "no-response": question.whyNoBrowser = "--no-probe was given"
    default:
      question.url = "http://h/\u{1B}[31mred?token=***"
      stage.open(0, at: 0.5, [("Server", "nginx\u{1B}]0;x\u{7}")])
      stage.send(0, "data: a\n\nDat\u{1B}[2Ja: \u{202E}漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字\nData: x\n\n", at: 1)
    }
    return stage.diagnosis(at: 30, question)
  }

  @Test(arguments: cases, [80, 120])
  func `the report reads as it is kept`(name: String, columns: Int) throws {
    let diagnosis = Self.diagnosis(name)
    let lines = diagnosis.report(columns: columns, glyphs: .unicode, exitStatus: diagnosis.exitStatus(FailOn()))
    for line in lines {
      #expect(TextWidth.columns(of: line.text) <= columns)
      #expect(!line.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    }
    let text = lines.map { $0.text + "\n" }.joined()
    let file = Self.folder.appending(path: "\(name)-\(columns).txt")
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try Data(text.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test(arguments: cases, [0, 40, 57])
  func `any width holds it, in ASCII too`(name: String, columns: Int) {
    for line in Self.diagnosis(name).report(columns: columns, glyphs: .ascii, exitStatus: 1) {
      #expect(TextWidth.columns(of: line.text, glyphs: .ascii) <= max(columns, 40))
      #expect(line.text.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) })
    }
  }

  @Test(arguments: [80, 120])
  func `several reports stand under their names, and below what they come to`(columns: Int) throws {
    var all = ["healthy", "replay", "no-response"].map(Self.diagnosis)
    all[1].name = "feed"
    let diagnoses = Diagnoses(all)
    #expect(diagnoses.exitStatus(FailOn()) == 28)
    let lines = diagnoses.report(columns: columns, glyphs: .unicode, exitStatus: 28)
    #expect(lines.allSatisfy { TextWidth.columns(of: $0.text) <= columns })
    let text = lines.map { $0.text + "\n" }.joined()
    let file = Self.folder.appending(path: "several-\(columns).txt")
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try Data(text.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test func `the exit status and the verdict of several are the worst ones`() {
    func diagnoses(_ names: [String]) -> Diagnoses { Diagnoses(names.map(Self.diagnosis)) }
    #expect(diagnoses(["healthy", "healthy"]).exitStatus(FailOn()) == 0)
    #expect(diagnoses(["healthy", "replay"]).exitStatus(FailOn()) == 1)
    #expect(diagnoses(["replay", "no-response", "healthy"]).exitStatus(FailOn()) == 28)
    #expect(diagnoses(["healthy", "replay"]).exitStatus(FailOn(severity: nil)) == 0)
    #expect(diagnoses(["healthy", "healthy"]).verdict == .clean)
    #expect(diagnoses(["healthy", "replay"]).verdict == .errors)
  }

  @Test func `colours change nothing but colours`() {
    for line in Self.diagnosis("browser").report(columns: 80, glyphs: .unicode, exitStatus: 1) {
      let coloured = String(decoding: line.bytes(hasColours: true), as: UTF8.self)
      #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == line.text + "\n")
      #expect(line.bytes(hasColours: false) == Array((line.text + "\n").utf8))
    }
  }

  @Test(arguments: [
    ("The option cut must be start or end.\nMore.\n", "The option cut must be start or end."),
    (#"{"error":{"message":"no such \u0066eed","code":4}}"#, nil), (#"{"detail":"not \t yours"}"#, nil),
    (#"{"error":{"message":"no such feed"}}"#, "no such feed"), ("<html><title>Gone</title>", "Gone"), ("<p>x", nil),
    ("", nil), ("a\u{1B}[31mred\u{202E}", "red"), (#"[{"a":1}]"#, nil),
  ])
  func `what a refusal says is quoted, where somebody understands it`(body: String, said: String?) {
    var stage = Stage()
    stage.ask(.plain)
    stage.refuse(0, status: 400, body, at: 0.1)
    let diagnosis = stage.diagnosis(at: 1)
    let text = diagnosis.report(columns: 80, glyphs: .unicode, exitStatus: 22).map(\.text)
    let line = text.first { $0.contains("its body") }
    #expect((line != nil) == (said != nil), "\(text)")
    #expect(line?.contains(said ?? "") ?? true, "\(text)")
    #expect(text.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E } })
  }

  // MARK: JSON

  @Test(arguments: cases)
  func `each line is JSON with the keys of the schema, the findings before the whole`(name: String) throws {
    let diagnosis = Self.diagnosis(name)
    let lines = diagnosis.lines()
    #expect(lines.count == diagnosis.found.count + 1)
    for (line, found) in zip(lines, diagnosis.found) {
      let keys = try Self.keys(line)
      let place = found.finding.place == nil ? [] : ["connection", "event", "offset"]
      #expect(
        keys == ["code", "severity", "certainty", "source", "request"] + place
          + ["count", "first", "last", "now", "title", "evidence", "remedies", "data"])
    }
    let whole = try #require(lines.last)
    #expect(
      try Self.keys(whole) == [
        "tool", "schema", "source", "url", "started", "seconds", "verdict", "requests", "path", "findings", "fine",
        "not_judged",
      ])
    // What another reader of JSON makes of it.
    let object = try #require(try JSONSerialization.jsonObject(with: Data(whole.utf8)) as? [String: Any])
    #expect(object["verdict"] as? String == diagnosis.verdict.rawValue)
    #expect((object["findings"] as? [Any])?.count == diagnosis.found.count)
    #expect(object["started"] as? String == "2026-11-26T12:00:00.000Z")
    #expect(object["seconds"] as? Double == 30)
    let requests = try #require(object["requests"] as? [[String: Any]])
    #expect(requests.map { $0["n"] as? Int } == Array(1...requests.count))
    #expect(requests.allSatisfy { Set($0.keys) == Self.requestKeys })
  }

  private static let requestKeys: Set = [
    "n", "as", "status", "version", "head_ms", "first_event_ms", "events", "bytes", "sent_last_event_id",
  ]

  /// The names of an object's own members, in order, by the strict reader.
  private static func keys(_ line: String) throws -> [String] {
    let bytes = Array(line.utf8)
    return try #require(
      bytes.withUnsafeBytes { bytes -> [String]? in
        var reader = JSONReader(bytes)
        var keys: [String] = []
        while let step = reader.next() {
          if step == .end { return keys }
          guard step == .key, reader.depth == 1 else { continue }
          keys.append(String(decoding: reader.text.dropFirst().dropLast(), as: UTF8.self))
        }
        return nil
      })
  }

  // MARK: The end

  @Test(
    arguments: [
      ("error", 1), ("warning", 1), ("note", 1), ("never", 0), ("id.missing", 0), ("head.http1-limit", 1),
      ("id.resume-ignored,wire.nothing", nil), ("id.missing,id.resume-ignored", 1), ("never,note", 1), ("", nil),
      ("Error", nil),
    ] as [(String, Int32?)])
  func `the exit status is 1 for what it is to fail on`(word: String, status: Int32?) {
    let failOn = FailOn(word)
    #expect((failOn == nil) == (status == nil))
    if let failOn, let status { #expect(Self.diagnosis("replay").exitStatus(failOn) == status) }
  }

  @Test func `without a stream it is curl's number, with a body of another type a finding's`() {
    for (reason, status) in [(Disconnection.status(404), 22), (.couldNotConnect(""), 7), (.status(204), 0)] {
      var stage = Stage()
      stage.ask(.plain)
      stage.end(0, reason, at: 1)
      let diagnosis = stage.diagnosis(at: 1)
      #expect(diagnosis.exitStatus(FailOn()) == Int32(status))
      #expect(diagnosis.verdict == .unjudged && diagnosis.fine.isEmpty && diagnosis.notJudged.isEmpty)
    }
    var stage = Stage()
    stage.ask(.plain)
    #expect(stage.diagnosis(at: 5).exitStatus(FailOn()) == 28)
    // The wait for headers is a finding, and the time-out says more.
    let late = stage.diagnosis(at: 25)
    #expect(late.alarms == ["error delivery.no-head possible 1"] && late.exitStatus(FailOn()) == 28)
    // What a busy machine explains is no such wait.
    stage = Stage()
    stage.ask(.plain)
    stage.pass(to: 9)
    stage.wasBusy(for: 8)
    #expect(stage.diagnosis(at: 25).alarms == ["warning delivery.no-head possible 1"])
    #expect(stage.diagnosis(at: 29).alarms == ["error delivery.no-head possible 1"])

    stage = Stage()
    stage.ask(.plain)
    stage.pass(to: 0.1)
    stage.refuse(0, type: "text/html", at: 0.2)
    let refused = stage.diagnosis(at: 0.3)
    #expect(refused.alarms == ["error head.content-type certain 1"] && refused.exitStatus(FailOn()) == 1)
  }

  @Test func `too little is not judged`() {
    var stage = Stage()
    stage.ask(.plain)
    stage.open(0, at: 0.1)
    for number in 1...4 { stage.send(0, Stage.event(number), at: 1) }
    #expect(stage.diagnosis(at: 9.9).verdict == .unjudged)
    #expect(stage.diagnosis(at: 10).verdict == .clean)
    stage.send(0, Stage.event(5), at: 10)
    #expect(stage.diagnosis(at: 10).verdict == .clean)
  }

  // MARK: CORS

  @Test(
    arguments: [
      ([], false, true), ([("Access-Control-Allow-Origin", "*")], false, false),
      ([("Access-Control-Allow-Origin", "*")], true, true),
      ([("Access-Control-Allow-Origin", "https://a.example")], false, false),
      ([("Access-Control-Allow-Origin", "https://a.example")], true, true),
      (
        [("Access-Control-Allow-Origin", "https://a.example"), ("Access-Control-Allow-Credentials", "true")], true,
        false
      ),
      ([("Access-Control-Allow-Origin", "https://b.example")], false, true),
      ([("Access-Control-Allow-Origin", "https://a.example, https://b.example")], false, true),
      ([("Access-Control-Allow-Origin", "https://a.example"), ("Access-Control-Allow-Origin", "*")], false, true),
    ] as [([(String, String)], Bool, Bool)])
  func `an origin is let in as Fetch says`(headers: [(String, String)], hasCredentials: Bool, isRefused: Bool) {
    var question = Diagnosis.Question(url: "http://h/")
    (question.origin, question.hasCredentials) = ("https://a.example", hasCredentials)
    var stage = Stage()
    stage.ask(.plain)
    stage.open(0, at: 0.1, headers)
    stage.send(0, Stage.event(1), at: 0.2)
    let diagnosis = stage.diagnosis(at: 11, question)
    #expect(diagnosis.alarms == (isRefused ? ["error head.cors certain 1"] : []))
    #expect(diagnosis.fine.contains(.cors) == !isRefused)
  }

  @Test func `what must not be shown is masked in all that came from outside`() {
    var diagnosis = Self.diagnosis("hostile")
    diagnosis.mask { $0.replacing("nginx", with: "***").replacing("Data", with: "***") }
    let text = diagnosis.report(columns: 80, glyphs: .unicode, exitStatus: 1).map(\.text).joined(separator: "\n")
    #expect(!text.contains("Server: nginx") && text.contains("Server: ***"))
    #expect(!diagnosis.json().contains("Server: nginx"))
  }
}
