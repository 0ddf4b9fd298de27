import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// What ids tell over connections.
@Suite struct SequenceRulesTests {
  private func numbered(_ numbers: some Sequence<Int>, _ data: String = "e") -> String {
    numbers.map { "id: \($0)\ndata: \(data)\($0)\n\n" }.joined()
  }

  /// A connection after the other, each with what it brings, half a second apart.
  private func scene(_ connections: [String], pause: Double = 4) -> Scene {
    var scene = Scene()
    for (index, text) in connections.enumerated() {
      let start = Double(index) * pause
      scene.connect(at: start)
      scene.send(text, at: start + 0.1)
      scene.end(at: start + 1 + Double(index % 3) * 0.7, retry: 1)
    }
    return scene
  }

  @Test(arguments: [(1, 5, 6), (40, 3, 4), (1, 200, 3)])
  func `the same events at each connection`(first: Int, count: Int, connections: Int) throws {
    let events = numbered(first..<first + count)
    let scene = scene(Array(repeating: events, count: connections))
    let finding = try #require(scene.finding(.resumeIgnored))
    #expect(finding.severity == .error && finding.certainty == .certain && finding.count == connections - 1)
    #expect(finding.evidence[0].contains("\"\(first + count - 1)\"") && finding.evidence[0].contains("\"\(first)\""))
    // At the second connection already.
    #expect(scene.told.first { $0.finding.code == .resumeIgnored }.map { $0.at <= 6 } ?? false)
    for code in [FindingCode.repeated, .restart, .missing, .notUnique] { #expect(scene.finding(code) == nil) }
    #expect(scene.state.sources[0].ledger.repeated == (connections - 1) * count || count > 64)
  }

  @Test func `the newest events at each connection, whatever was seen`() throws {
    let scene = scene([numbered(1...40), numbered(31...50), numbered(41...60)])
    let finding = try #require(scene.finding(.resumeIgnored))
    #expect(finding.severity == .error && finding.certainty == .likely)
    #expect(scene.state.sources[0].ledger.repeated == 20)
  }

  @Test func `one or two events once more after a reconnect`() throws {
    let scene = scene([numbered(1...20), numbered(20...40), numbered(39...60)])
    let finding = try #require(scene.finding(.repeated))
    #expect(finding.severity == .warning && finding.count == 3)
    #expect(scene.finding(.resumeIgnored) == nil && scene.finding(.missing) == nil)
  }

  @Test(arguments: 1...4) func `where a recording ends, a connection was not over`(events: Int) {
    var scene = scene([numbered(1...20, "a ")])
    scene.ask(at: 4)
    scene.open(at: 4.1)
    scene.send(numbered(1...events, "b "), at: 4.2)
    scene.end(.endOfFile(""), at: 5)
    for code in [FindingCode.repeated, .resumeIgnored, .missing] {
      #expect(scene.finding(code) == nil, "\(scene.findings)")
    }
    scene = self.scene([])
    scene.ask(at: 0)
    scene.open(at: 0.1)
    scene.send(numbered(1...20) + numbered(23...23 + events), at: 0.2)
    scene.end(.endOfFile(""), at: 1)
    #expect(scene.finding(.missing) == nil, "\(scene.findings)")
  }

  @Test(arguments: [100, 7, 2, 1, 0])
  func `ids that begin anew with other events`(first: Int) throws {
    let scene = scene((0..<4).map { numbered(first..<first + 12, "connection \($0) ") })
    let finding = try #require(scene.finding(.restart))
    #expect(finding.severity == (first < 2 ? .note : .warning) && finding.count == 3)
    for code in [FindingCode.repeated, .resumeIgnored, .missing] { #expect(scene.finding(code) == nil) }
  }

  @Test func `a word of welcome with the same id, and then new events`() {
    // As smee does: its first event is always the same.
    let scene = scene((0..<4).map { "id: 0\ndata: {}\n\n" + numbered(($0 * 9 + 1)...($0 * 9 + 9)) })
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
    let counted = self.scene((0..<4).map { "id: 0\ndata: {}\n\n" + numbered(1...9, "\($0) ") })
    #expect(counted.alarms.isEmpty && counted.finding(.restart)?.severity == .note, "\(counted.alarms)")
  }

  @Test func `a reconnect without an id asks for nothing`() {
    let events = (1...9).map { "data: e\($0)\n\n" }.joined()
    let scene = scene([events, events, events])
    #expect(scene.finding(.resumeIgnored) == nil && scene.finding(.noID)?.severity == .note)
  }

  @Test(arguments: ["", "order-", "a1b2-"])
  func `three events lost at each reconnect`(head: String) throws {
    var scene = Scene()
    var number = 0
    for connection in 0..<4 {
      let start = Double(connection) * 33
      if connection > 0 { number += 3 }
      scene.connect(at: start)
      for second in 1...29 {
        number += 1
        scene.send("id: \(head)\(number)\ndata: x\n\n", at: start + Double(second))
      }
      scene.end(at: start + 30, retry: 3)
    }
    let missing = try #require(scene.finding(.missing))
    #expect(missing.severity == .error && missing.certainty == .certain && missing.count == 9)
    #expect(missing.evidence.contains { $0.contains("3 reconnects") })
    let lifetime = try #require(scene.finding(.lifetime))
    #expect(lifetime.severity == .warning)
    #expect(lifetime.evidence.contains { $0.contains("usual values of 30 s") })
    #expect(lifetime.evidence[0].hasPrefix("4 of 4 connections ended after 30.0 s"))
    #expect(scene.state.sources[0].ledger.reconnects.map(\.missing) == [3, 3, 3])
  }

  @Test func `a regular hole is likely a loss, a rare one certainly`() throws {
    for (every, severity) in [(3, Severity.warning), (4, .warning), (5, .warning), (20, .error), (50, .error)] {
      var scene = Scene()
      scene.connect()
      let numbers = (1...200).filter { $0 % every != 0 }
      for (index, number) in numbers.enumerated() { scene.send(numbered([number]), at: Double(index) * 0.5 + 0.1) }
      scene.pass(to: 102)
      let finding = try #require(scene.finding(.missing), "\(every)")
      #expect(finding.severity == severity && finding.count == (numbers.last ?? 0) - numbers.count, "\(every)")
    }
  }

  @Test func `a cycle of ids, some of them in blocks without data`() {
    var scene = Scene()
    scene.connect()
    for index in 0..<90 {
      let number = index % 15 + 1
      let text =
        switch number {
        case 11: "id: 11\nevent: none\n\ndata: after a block without data\n\n"
        case 13: "id: 13\u{E9}\ndata: no number\n\n"
        default: numbered([number])
        }
      scene.send(text, at: Double(index) * 0.5 + 0.1)
    }
    scene.pass(to: 47)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `events that share ids`() throws {
    var scene = Scene()
    scene.connect()
    // Parts of one thing, one after the other, are no fault.
    for number in 1...20 {
      scene.send("id: \(number)\ndata: a\n\nid: \(number)\ndata: b\n\n", at: Double(number))
    }
    #expect(scene.finding(.notUnique) == nil)
    // Two counters in one stream are.
    scene = Scene()
    scene.connect()
    for number in 1...20 {
      scene.send("event: a\nid: \(number)\ndata: a\(number)\n\n", at: Double(number))
      scene.send("event: b\nid: \(number - 5)\ndata: b\(number)\n\n", at: Double(number) + 0.5)
    }
    scene.pass(to: 22)
    #expect(scene.finding(.notUnique)?.severity == .warning)
  }

  @Test func `ids that are the seconds of the day`() {
    var scene = Scene()
    scene.connect()
    var second = 1_732_656_000.4
    for number in 0..<300 {
      scene.send("id: \(Int(second))\ndata: \(number)\n\n", at: second - 1_732_656_000)
      second += 1.02
    }
    #expect(scene.finding(.missing) == nil && scene.finding(.repeated) == nil)
  }
}
