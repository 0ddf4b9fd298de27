import Findings
import Foundation
import StreamModel
import TestSupport
import Testing

@testable import CommandLine
@testable import EventOutput
@testable import Text

/// A run by script: reports go in, the summary of what came of them out.
private struct Story {
  var state: StreamState
  private var parsers: [EventParser]

  init(_ urls: String...) { self.init(urls) }

  init(_ urls: [String]) {
    state = StreamState(urls: urls.map { SourceURL($0).displayed })
    parsers = urls.map { _ in EventParser() }
  }

  static func at(_ seconds: Double) -> Moment { Moment(.seconds(seconds)) }

  mutating func connect(_ source: Int = 0, attempt: Int = 1, at seconds: Double) {
    parsers[source].reconnect()
    state.apply(.state(.connecting(attempt: attempt), at: Self.at(seconds)), source: source)
  }

  mutating func ask(_ source: Int = 0, at seconds: Double) {
    state.apply(.progress(RequestProgress(lines: ["GET / HTTP/1.1"]), at: Self.at(seconds)), source: source)
  }

  mutating func open(_ source: Int = 0, at seconds: Double) {
    connect(source, at: seconds)
    state.apply(.head(ResponseHead(status: 200)), source: source)
    state.apply(.state(.open(since: Self.at(seconds)), at: Self.at(seconds)), source: source)
  }

  mutating func wait(_ reason: Disconnection, _ source: Int = 0, at seconds: Double) {
    state.apply(.state(.waiting(until: Self.at(seconds + 3), after: reason), at: Self.at(seconds)), source: source)
  }

  mutating func close(_ reason: Disconnection, _ source: Int = 0, at seconds: Double) {
    state.apply(.state(.closed(reason), at: Self.at(seconds)), source: source)
  }

  mutating func receive(_ text: String, _ source: Int = 0, at seconds: Double) {
    receive(Array(text.utf8), source, at: seconds)
  }

  mutating func receive(_ bytes: [UInt8], _ source: Int = 0, at seconds: Double) {
    var records: [Record] = []
    parsers[source].push(bytes, into: &records)
    let batch = Batch(
      bytes: bytes, records: records, at: Self.at(seconds), pendingOffset: parsers[source].pendingOffset,
      lastEventID: parsers[source].lastEventID, reconnectionTime: .seconds(3))
    state.apply(.batch(batch), source: source)
  }

  func summary(at seconds: Double, files: [String] = []) -> Summary {
    // 2026-11-21T05:00:00.123Z
    Summary(state, started: .milliseconds(1_795_237_200_123), at: Self.at(seconds), files: files)
  }

  func text(_ length: ReceiptLength = .short, at seconds: Double, files: [String] = []) -> String {
    summary(at: seconds, files: files).lines(length).joined(separator: "\n")
  }
}

@Suite struct SummaryTextTests {
  /// Three connections, five types, and everything that can go wrong.
  fileprivate static var eventful: Story {
    var story = Story("https://me:secret@api.example.com/v1?token=abc&x=1")
    for connection in 0..<3 {
      let start = Double(connection) * 20
      story.open(at: start)
      for number in 0..<10 {
        let time = start + Double(number)
        story.receive("event: price\ndata: 1\n\nevent: price\ndata: 2\n\n:beat\n", at: time)
        if number.isMultiple(of: 2) { story.receive("event: order\ndata: {}\n\n", at: time + 0.25) }
      }
      story.receive("data: last\n\nevent: a\ndata: 1\n\nevent: b\ndata: 1\n\ndata: cut", at: start + 9.5)
      if connection < 2 { story.wait(connection == 0 ? .ended : .reset("errno 104"), at: start + 17) }
    }
    return story
  }

  @Test func `the receipt of an eventful run`() {
    #expect(
      Self.eventful.text(at: 60, files: ["run.sse"]) == """
        00:01:00 with https://***@api.example.com/v1?token=***&x=1
          connected 3 times; 2 drops: the server ended the stream, the connection broke: errno 104
          84 events, 1.4/s, 30 comments, 2.0 KiB
            price    60  71%  1.0/s  60 B
            order    15  17%  0.3/s  30 B
            message   3   3%  0.1/s  12 B
            and 2 more types
          between events: half within 251 ms, 99% within 1.0 s, longest 1.0 s; longest silence 10.5 s
          2 events cut off by the end of a connection
          wrote run.sse
        """)
  }

  @Test func `the receipt tells what helps as far as there is room, of the worst first`() {
    let codes = FindingCode.allCases.filter { $0.rule.severity > .note }
    for count in 1...codes.count {
      let board = FindingBoard([codes.prefix(count).map { Finding(Verdict($0, evidence: ["x"]), at: .start) }])
      let summary = Summary(
        Self.eventful.state, findings: board, started: .zero, at: Story.at(60), files: ["run.sse"])
      let worst = board.ranked.map(\.finding)
      for length in [ReceiptLength.short, .long] {
        let lines = summary.lines(length)
        #expect(lines.count <= length.lines)
        #expect(lines.contains("  \(worst[0].severity): \(worst[0].title) (\(worst[0].code.rawValue))"))
        #expect(lines.contains("    → \(worst[0].remedies[0])"), "\(length) \(count) \(lines)")
        #expect(length == .short || lines.count { $0.hasPrefix("    → ") } == min(count, count > 5 ? 4 : 5))
        for columns in [40, 80, 132] {
          let broken = summary.lines(length, columns: columns)
          #expect(broken.allSatisfy { TextWidth.columns(of: $0) <= columns })
          #expect(broken.joined().filter { $0 != " " } == lines.joined().filter { $0 != " " })
        }
      }
    }
  }

  @Test func `of many files the first are named`() {
    let text = Self.eventful.text(at: 60, files: (1...9).map { "run-\($0).sse" })
    #expect(text.hasSuffix("\n  wrote run-1.sse, run-2.sse, run-3.sse and 6 more files"))
  }

  @Test func `what never connected says so, and nothing more`() {
    var story = Story("localhost:1")
    #expect(story.text(at: 0) == "00:00:00 with http://localhost:1\n  never connected")
    story.connect(at: 0)
    #expect(story.text(at: 1) == "00:00:01 with http://localhost:1\n  never connected")
    story.wait(.couldNotConnect("Connection refused"), at: 1)
    #expect(
      story.text(at: 2)
        == "00:00:02 with http://localhost:1\n  never connected: could not connect: Connection refused")
    story.connect(attempt: 2, at: 4)
    story.wait(.couldNotConnect("Connection refused"), at: 5)
    #expect(
      story.text(at: 6)
        == "00:00:06 with http://localhost:1\n  never connected, tried twice: could not connect: Connection refused")
    story.connect(attempt: 3, at: 7)
    story.close(.status(404), at: 8)
    #expect(
      story.text(at: 9)
        == "00:00:09 with http://localhost:1\n  never connected, tried 3 times: the server responded with 404 Not Found"
    )
  }

  @Test func `what was connected to and never answered says so`() {
    var story = Story("localhost:1")
    story.connect(at: 0)
    story.ask(at: 0)
    let unanswered = "with http://localhost:1\n  connected, but no response came"
    #expect(story.text(at: 6) == "00:00:06 \(unanswered)")
    story.wait(.timedOut("no byte for 7 s"), at: 7)
    #expect(story.text(at: 8) == "00:00:08 \(unanswered): timed out: no byte for 7 s")
    var refused = Story("localhost:1")
    refused.connect(at: 0)
    refused.state.apply(.progress(RequestProgress(lines: []), at: Story.at(0)), source: 0)
    #expect(refused.text(at: 6) == "00:00:06 \(unanswered)")
    refused.close(.certificate("expired"), at: 6)
    #expect(refused.text(at: 6).contains("never connected: "))
    story.connect(attempt: 2, at: 9)
    story.close(.status(404), at: 9)
    story.state.apply(.head(ResponseHead(status: 404)), source: 0)
    #expect(story.text(at: 9).contains("never connected, tried twice: the server responded with 404"))
  }

  @Test func `one event is one event`() {
    var story = Story(":3000/")
    story.open(at: 0)
    #expect(
      story.text(at: 100) == """
        00:01:40 with http://localhost:3000/
          connected once, no drops
          no events, 0 B
          longest silence 00:01:40
        """)
    story.receive(":x\ndata: 1\n\n", at: 0.5)
    story.close(.finished("[DONE]"), at: 0.9)
    #expect(
      story.text(at: 0.95) == """
        00:00:00 with http://localhost:3000/
          connected once; ended: the stream is finished ([DONE])
          1 event, 1 comment, 12 B
          longest silence 500 ms
        """)
  }

  @Test func `an outage that goes on is told with what keeps it going`() {
    var story = Story("https://h/")
    story.open(at: 0)
    story.wait(.ended, at: 1)
    #expect(
      story.text(at: 2).contains("connected once; 1 drop: the server ended the stream; not connected at the end\n"))
    story.connect(at: 4)
    story.wait(.nameNotFound("h"), at: 5)
    #expect(
      story.text(at: 6).contains(
        "connected once; 1 drop: the server ended the stream; not connected at the end: the server's name was not found: h"
      ))
    story.open(at: 7)
    story.wait(.ended, at: 8)
    story.close(.status(401), at: 12)
    #expect(
      story.text(at: 12).contains(
        "connected twice; 2 drops: the server ended the stream (twice); ended: the server responded with 401 Unauthorized\n"
      ))
    #expect(story.summary(at: 12).sources[0].drops.map(\.code) == [0, 0, 22])
  }

  @Test func `what ids tell is told`() {
    var story = Story("https://h/")
    story.open(at: 0)
    story.receive((1...20).map { "id: \($0)\ndata: 1\n\n" }.joined(), at: 0)
    #expect(!story.text(at: 1).contains("ids"))
    story.wait(.ended, at: 1)
    story.open(at: 4)
    story.receive([20, 24, 23].map { "id: \($0)\ndata: 1\n\n" }.joined(), at: 4)
    #expect(story.text(at: 5).hasSuffix("\n  by their ids 2 missing, 1 repeated, 1 late"))
  }

  @Test func `many streams have few lines, unless more are asked for`() {
    var story = Story((0..<20).map { "\($0).com" })
    for source in 0..<19 {
      story.open(source, at: 0)
      if source != 7 { story.receive("data: 1\n\n", source, at: Double(source % 4)) }
    }
    story.wait(.ended, 3, at: 5)
    story.connect(19, at: 0)
    #expect(
      story.text(at: 10) == """
        00:00:10 with 20 streams
          https://3.com: connected once; 1 drop: the server ended the stream; not connected at the end; 1 event
          https://19.com: never connected
          https://7.com: connected once, no drops; 0 events
          the other 17: 17 connections, no drops, 17 events
          18 events, 1.8/s, 162 B
          between events: half within 0 ms, 99% within 1.0 s, longest 1.0 s; longest silence 10.0 s
        """)
    #expect(story.text(.long, at: 10).contains("\n  https://19.com: never connected\n"))
    story = Story((0..<20).map { "\($0).com" })
    for source in 0..<20 { story.open(source, at: 0) }
    for source in 0..<20 { story.receive("data: 1\n\n", source, at: 1) }
    #expect(story.text(at: 10).contains("\n  all 20 streams: 20 connections, no drops, 20 events\n"))
  }

  @Test(arguments: UInt64(0)..<40)
  func `no text of a stranger's commands a terminal, and the short receipt has twelve lines at most`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var story = Story("https://h/\(dice.hostileWords(count: 5))", "x", "y", "z")
    for source in 0..<4 {
      for connection in 0..<5 {
        story.open(source, at: Double(connection))
        for _ in 0..<5 {
          let type = dice.hostileWords(count: 12).filter { !$0.isNewline }
          story.receive("event: \(type)\ndata: x\n\ndata: cut", source, at: Double(connection))
        }
        story.wait(.reset(dice.hostileWords(count: 20)), source, at: Double(connection) + 0.5)
      }
    }
    let files = [dice.hostileWords(count: 9)]
    for length in [ReceiptLength.short, .long] {
      let lines = story.summary(at: 9, files: files).lines(length)
      #expect(length == .long || lines.count <= 12)
      for scalar in lines.joined().unicodeScalars {
        #expect(![.control, .format].contains(scalar.properties.generalCategory))
      }
    }
    #expect(story.summary(at: 9).lines(.long, isASCII: true).allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
    for columns in [40, 80, 132] {
      let lines = story.summary(at: 9, files: files).lines(.long, columns: columns)
      #expect(lines.allSatisfy { TextWidth.columns(of: $0) <= columns })
    }
  }
}

@Suite struct SummaryJSONTests {
  @Test func `the summary has its keys in order`() {
    #expect(
      SummaryTextTests.eventful.summary(at: 60, files: ["a\"b", "ü\u{1b}"]).json() == #"""
        {"started":"2026-11-21T05:00:00.123Z","seconds":60,"sources":[{"url":"https://***@api.example.com/v1?token=***&x=1","connections":3,"drops":[{"at":"2026-11-21T05:00:17.123Z","reason":"the server ended the stream","code":0},{"at":"2026-11-21T05:00:37.123Z","reason":"the connection broke: errno 104","code":56}],"status":200,"tries":3,"causes":[{"reason":"the server ended the stream","count":1},{"reason":"the connection broke: errno 104","count":1}],"ids":{"missing":null,"repeated":0,"late":null,"restarts":0,"replays":0},"heartbeat_ms":null,"reconnects":[{"at":"2026-11-21T05:00:20.123Z","down_ms":3000,"sent_id":"","first_id":"","missing":0,"repeated":0},{"at":"2026-11-21T05:00:40.123Z","down_ms":3000,"sent_id":"","first_id":"","missing":0,"repeated":0}]}],"events":84,"types":{"price":{"events":60,"bytes":60,"per_second":1},"order":{"events":15,"bytes":30,"per_second":0.25},"message":{"events":3,"bytes":12,"per_second":0.05},"a":{"events":3,"bytes":3,"per_second":0.05},"b":{"events":3,"bytes":3,"per_second":0.05}},"bytes":2016,"comments":30,"gaps_ms":{"p50":251.904,"p99":1000,"max":1000},"longest_silence_ms":10500,"cut":2,"dropped":0,"findings":[],"answers":[],"files":["a\"b","ü\u001b"]}
        """#)
  }

  @Test func `what is not known is null`() {
    #expect(
      Story("h").summary(at: 0.0123).json() == """
        {"started":"2026-11-21T05:00:00.123Z","seconds":0.012,"sources":[{"url":"https://h","connections":0,"drops":[],"status":null,"tries":0,"causes":[],"ids":{"missing":null,"repeated":0,"late":null,"restarts":0,"replays":0},"heartbeat_ms":null,"reconnects":[]}],"events":0,"types":{},"bytes":0,"comments":0,"gaps_ms":{"p50":null,"p99":null,"max":null},"longest_silence_ms":null,"cut":0,"dropped":0,"findings":[],"answers":[],"files":[]}
        """)
  }

  @Test(arguments: UInt64(0)..<60)
  func `any run's JSON is read back as what it was`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    var story = Story("h")
    story.open(at: 0)
    var counts: [String: Int] = [:]
    for number in 0..<30 {
      let name = dice.hostileWords(count: Int.random(in: 1...3, using: &dice))
      guard name.unicodeScalars.allSatisfy({ !"\r\n ".unicodeScalars.contains($0) }) else { continue }
      story.receive("event:\(name)\ndata: \(number)\n\n", at: Double(number))
      counts[name, default: 0] += 1
    }
    story.wait(.reset(dice.hostileWords(count: 9)), at: 40)
    let summary = story.summary(at: 50, files: [dice.hostileWords(count: 7)])
    for reader in [JSONText.Reader.program, .terminal, .asciiTerminal] {
      let json = summary.json(for: reader)
      let read = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      #expect(read["events"] as? Int == summary.events)
      #expect(read["files"] as? [String] == summary.files)
      let types = try #require(read["types"] as? [String: [String: Double]])
      #expect(types.values.reduce(0) { $0 + ($1["events"] ?? 0) } == Double(summary.events))
      #expect(reader != .asciiTerminal || json.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
      let dangerous = json.unicodeScalars.filter {
        $0.properties.generalCategory == .control || reader != .program && $0.properties.generalCategory == .format
      }
      #expect(dangerous.isEmpty)
    }
  }

  @Test func `names that are the same as text are one type, and those that only look it are not`() {
    var story = Story("h")
    for byte in [0xFE, 0xFF] as [UInt8] {
      story.receive(Array("event: ".utf8) + [byte] + Array("\ndata: 1\n\n".utf8), at: 0)
    }
    story.receive("event: \u{E9}\ndata: 1\n\nevent: e\u{301}\ndata: 1\n\n", at: 0)
    let types = story.summary(at: 1).types
    #expect(types.map { Array($0.name.unicodeScalars) } == [["\u{FFFD}"], ["\u{E9}"], ["e", "\u{301}"]])
    #expect(types.map(\.events) == [2, 1, 1])
  }
}

@MainActor @Suite struct ReceiptOptionTests {
  private func choice(_ words: String...) throws -> ReceiptChoice { try Invocation.of(["h"] + words).receipt }

  @Test func `it is told or not, the last word counts, and written where one says`() throws {
    #expect(try choice() == ReceiptChoice())
    #expect(try choice("--stats") == ReceiptChoice(isTold: true))
    #expect(try choice("--stats", "--no-stats") == ReceiptChoice(isTold: false))
    #expect(try choice("--no-stats", "--stats") == ReceiptChoice(isTold: true))
    #expect(try choice("--summary", "-", "--summary=x y") == ReceiptChoice(file: "x y"))
    #expect(try choice("--summary", "-") == ReceiptChoice(file: "-"))
  }

  @Test func `the command line's word on it takes the place of the defaults'`() throws {
    let world = DefaultsTests.world(config: "--no-stats\n--summary x")
    #expect(try Invocation.of(["h"], in: world).receipt == ReceiptChoice(isTold: false, file: "x"))
    #expect(try Invocation.of(["h", "--stats"], in: world).receipt == ReceiptChoice(isTold: true, file: "x"))
  }
}
