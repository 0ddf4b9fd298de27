import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// What the bytes of a stream have wrong; the same however they are cut.
@Suite struct WireRulesTests {
  /// A body in pieces of a length, a piece each 20 ms, and the time after it.
  private func scene(_ body: [UInt8], size: Int = .max, pause: Double = 0.02) -> Scene {
    var scene = Scene()
    scene.connect()
    var (start, time) = (0, 0.1)
    while start < body.count {
      let end = size < body.count - start ? start + size : body.count
      scene.send(Array(body[start..<end]), at: time)
      (start, time) = (end, time + pause)
    }
    scene.pass(to: time + 1)
    return scene
  }

  private func scene(_ body: String, size: Int = .max) -> Scene { scene(Array(body.utf8), size: size) }

  @Test(arguments: [Int.max, 1, 7])
  func `lines of JSON without data before them`(size: Int) throws {
    let found = scene("data: {\n  \"a\": 1,\n}\n\n", size: size)
    let finding = try #require(found.finding(.unprefixedLine))
    #expect(finding.severity == .error && finding.certainty == .certain)
    #expect(finding.place?.event == 1 && finding.place?.offset == 8 && finding.place?.line == 2)
    #expect(found.alarms.count == 1, "\(found.alarms)")
  }

  @Test(arguments: [
    ("Data: x", 0), (" data: x", 0), ("data : x", 0), ("ID: 7\ndata: x", 0), ("data: x\nEvent: y", 8),
    ("data: x\n\u{FEFF}event: y", 8), ("\tdata: x", 0), ("RETRY: 5\ndata: x", 0),
  ])
  func `names that differ by case, blanks or a mark`(text: String, offset: UInt64) throws {
    for size in [Int.max, 1, 3] {
      let found = scene(event(1) + text + "\n\n" + event(2), size: size)
      let finding = try #require(found.finding(.misspeltField), "\(text)")
      #expect(finding.severity == .error && finding.certainty == .certain && finding.count == 1)
      #expect(finding.place?.event == 2 && finding.place?.offset == UInt64(event(1).utf8.count) + offset)
    }
  }

  @Test func `lines without a blank line`() throws {
    for pause in [0.2, 0.15, 0.6] {
      let found = scene((10...70).flatMap { Array("data: \($0)\n".utf8) }, size: 9, pause: pause)
      #expect(found.finding(.noBlankLine)?.severity == .error, "\(pause)")
    }
    // All in one read may be one long event.
    #expect(scene((1...60).map { "data: \($0)\n" }.joined()).findings.isEmpty)
  }

  @Test(
    arguments: [
      ([0x80], 0), ([0xC3], 0), ([0x41, 0xE2, 0x82], 1), ([0xFC, 0x6C], 0), ([0xED, 0xA0, 0x80], 0), ([0xF5], 0),
      ([0xC0, 0xAF], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
    ] as [([UInt8], Int)])
  func `bytes that are no UTF-8`(bytes: [UInt8], index: Int) throws {
    let before = event(1) + event(2) + "data: ü € 🆔 *"
    for size in [Int.max, 1, 2, 5, 64] {
      let found = scene(Array(before.utf8) + bytes + Array("*\n\n".utf8) + Array(event(3).utf8), size: size)
      let finding = try #require(found.finding(.notUTF8), "\(bytes) \(size)")
      #expect(finding.severity == .warning && finding.place?.event == 3)
      // A character that is cut is found out where it does not go on.
      let offset = Int(finding.place?.offset ?? 0) - before.utf8.count - index
      #expect((0...3).contains(offset), "\(bytes) \(size) \(offset)")
      #expect(found.alarms.count == 1, "\(found.alarms)")
    }
  }

  @Test(arguments: UInt64(0)..<20)
  func `all of Unicode is UTF-8, however it is cut`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var body = ""
    for number in 1...40 {
      var text = ""
      for _ in 0..<Int.random(in: 0...90, using: &dice) {
        let value = UInt32.random(in: 0x20...0x10FFFF, using: &dice) >> UInt32.random(in: 0...14, using: &dice)
        if let scalar = Unicode.Scalar(value), value >= 0x20 { text.unicodeScalars.append(scalar) }
      }
      body += "id: \(number)\ndata: \(text)\n\n"
    }
    let found = scene(body, size: Int.random(in: 1...50, using: &dice))
    #expect(found.finding(.notUTF8) == nil)
  }

  @Test func `what a fast stream brings is looked at in part, and never wrongly`() {
    var scene = Scene()
    scene.connect()
    let text = Array(("data: " + String(repeating: "größe €🆔", count: 9000) + "\n\n").utf8)
    for number in 0..<60 {
      let cut = text.count - number % 7
      scene.send(Array(text[..<cut]), at: 0.1 + Double(number) * 0.03)
      scene.send(Array(text[cut...]), at: 0.11 + Double(number) * 0.03)
    }
    #expect(scene.finding(.notUTF8) == nil)
  }

  @Test func `data that is no JSON any more`() throws {
    let good = (1...20).map { "event: a\ndata: {\"n\":\($0)}\n\n" }.joined()
    for bad in ["{\"n\":21", "<html>", "upstream error: no", "{\"n\":1}{\"n\":2}", "[1,2"] {
      let found = scene(good + "event: a\ndata: \(bad)\n\n")
      let finding = try #require(found.finding(.brokenJSON), "\(bad)")
      #expect(finding.severity == .warning && finding.place?.event == 21)
      #expect(finding.evidence[0].contains(bad.prefix(6)))
    }
    for fine in ["[DONE]", "", "ping", "undefined", "null", "42", "{\"a\":[1,{}]}", "keep-alive"] {
      #expect(scene(good + "event: a\ndata: \(fine)\n\n").alarms.isEmpty, "\(fine)")
    }
    // Another type may be text, and nineteen are too few.
    #expect(scene(good + "event: b\ndata: some text!\n\n").alarms.isEmpty)
    #expect(scene(String(good.dropFirst(good.count / 20 * 2)) + "event: a\ndata: no!\n\n").alarms.isEmpty)
  }

  @Test func `notes on what is unusual`() {
    #expect(scene("\u{FEFF}data: x\n\n", size: 1).codes == ["wire.bom"])
    #expect(scene("data: x\n\n\u{FEFF}data: y\n\n").finding(.firstBOM) == nil)
    let huge = scene(Array("data: ".utf8) + [UInt8](repeating: 0x78, count: 1 << 20) + Array("\n\n".utf8), size: 65_536)
    #expect(huge.codes == ["wire.huge-event"])
    var flood = Scene()
    flood.connect()
    for number in 0..<700 { flood.send(": nothing to say\n\n", at: 0.1 + Double(number) * 0.02) }
    #expect(flood.codes == ["wire.comment-flood"], "\(flood.codes)")
  }

  @Test(arguments: ["retry: 3s", "retry: -1", "retry: 1.5", "retry:  10"])
  func `times that are none`(line: String) {
    let found = scene("\(line)\ndata: x\n\n")
    #expect(found.finding(.retryInvalid)?.severity == .warning && found.alarms.count == 1, "\(found.alarms)")
  }

  @Test func `an id with NULL, a lone carriage return, a later mark`() {
    #expect(scene("id: a\0b\ndata: x\n\n").finding(.idNull)?.severity == .warning)
    let lines = (1...30).map { "data: line \($0)\n\n" }.joined()
    #expect(scene(lines + "data: pro\rgress\n\n").finding(.strayCR)?.severity == .warning)
    #expect(scene(lines.replacing("\n", with: "\r\n")).findings.isEmpty)
    #expect(scene(lines.replacing("\n", with: "\r")).findings.isEmpty)
    #expect(scene(lines + "\u{FEFF}: x\n\n").finding(.secondBOM)?.severity == .warning)
  }
}
