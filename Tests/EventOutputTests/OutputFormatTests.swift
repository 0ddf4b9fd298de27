import Foundation
import StreamModel
import TestSupport
import Testing

@testable import EventOutput

/// Bytes of a stream in, bytes of each format out.
@MainActor @Suite struct OutputFormatTests {
  /// What a format makes of a stream that comes in chunks.
  static func output(
    _ stream: [UInt8], _ format: OutputFormat, chunk: Int = .max, selection: Selection = Selection(),
    plan: OutputPlan = OutputPlan(), urls: [String] = ["http://a/"], lastEventID: String = ""
  ) -> [UInt8] {
    var state = StreamState(urls: urls, lastEventID: Array(lastEventID.utf8), byteLimit: 4096)
    var lines = OutputLines(plan, format: format, urls: urls, isTerminal: false, hasColours: false)
    var selector = EventSelector(selection)
    for (batch, source) in batches(of: stream, chunk: chunk, sources: urls.count, lastEventID: lastEventID) {
      let first = state.log.positions.upperBound
      state.apply(.batch(batch), source: source) { state in
        for position in first..<state.log.positions.upperBound {
          let record = state.log[position]
          if record.kind == .event, selector.shows(record, in: state) { lines.event(record, in: state.log) }
          if record.kind == .comment { lines.comment(record, in: state.log, isShown: true) }
        }
      }
    }
    return lines.bytes
  }

  /// The chunks go to the sources in turn, each of which has the whole stream.
  private static func batches(
    of stream: [UInt8], chunk: Int, sources: Int, lastEventID: String
  ) -> [(Batch, source: Int)] {
    var parsers = (0..<sources).map { _ in EventParser(lastEventID: Array(lastEventID.utf8)) }
    var batches: [(Batch, source: Int)] = []
    var start = 0
    while start < stream.count {
      let part = Array(stream[start..<min(stream.count, chunk == .max ? stream.count : start + chunk)])
      for source in 0..<sources {
        var records: [Record] = []
        parsers[source].push(part, into: &records)
        batches.append(
          (
            Batch(
              bytes: part, records: records, at: Moment(nanoseconds: 1_500_000),
              pendingOffset: parsers[source].pendingOffset, lastEventID: parsers[source].lastEventID,
              reconnectionTime: .seconds(3)), source
          ))
      }
      start += part.count
    }
    return batches
  }

  static func text(_ stream: String, _ format: OutputFormat, plan: OutputPlan = OutputPlan()) -> String {
    String(decoding: output(Array(stream.utf8), format, plan: plan), as: UTF8.self)
  }

  private static let at = #"{"at":"1970-01-01T00:00:00.001Z""#

  @Test func `a JSON object has its keys in order`() {
    #expect(
      Self.text("event: a\nid: 41\ndata: b\n\ndata\n\n", .ndjson) == """
        \(Self.at),"event":"a","id":"41","data":"b"}
        \(Self.at),"event":"message","id":"41","data":""}

        """)
    #expect(
      String(
        decoding: Self.output(Array("data: b\n\n".utf8), .ndjson, urls: ["http://a/?\"", "http://b/"]), as: UTF8.self)
          == """
          \(Self.at),"url":"http://a/?\\"","event":"message","id":"","data":"b"}
          \(Self.at),"url":"http://b/","event":"message","id":"","data":"b"}

          """)
  }

  @Test func `comments are lines where they are asked for`() {
    let stream = ": one\ndata: a\n:two\ndata: b\n\n"
    let plan = OutputPlan(showsComments: true)
    #expect(Self.text(stream, .ndjson, plan: plan).contains(#","comment":" one"}"# + "\n"))
    #expect(Self.text(stream, .ndjson).split(separator: "\n").count == 1)
    #expect(Self.text(stream, .sse, plan: plan) == ": one\n:two\ndata: a\ndata: b\n\n")
    #expect(Self.text(stream, .sse) == "data: a\ndata: b\n\n")
    #expect(Self.text(stream, .data, plan: plan) == "a\nb\n")
  }

  @Test func `data passes as it came`() {
    let bytes: [UInt8] = [0xFF, 0x00, 0x1B, 0x9B, 0xE2, 0x82]
    #expect(Self.output(Array("data: ".utf8) + bytes + [0x0A, 0x0A], .data) == bytes + [0x0A])
    #expect(
      Self.text("data: a\r\ndata:\r\ndata: \u{2028}\u{1F600}\r\n\r\ndata\n\n", .data) == "a\n\n\u{2028}\u{1F600}\n\n")
  }

  @Test func `a block passes as it came`() {
    for block in [
      "retry: 5\nunknown: x\nid\n data: y\ndata: a\n\n", "data: a\r\n\r\n", "data:a\r\r", "id: 1\ndata\n\n",
    ] {
      #expect(Self.text(block, .sse) == block)
      #expect(Self.text("\u{FEFF}" + block, .sse) == block)
    }
    // The LF of the last CRLF has not come yet.
    #expect(Self.text("data: a\r\n\r", .sse) == "data: a\r\n\r\n")
  }

  @Test func `an ID that something else has set is written`() {
    #expect(Self.text("id: 7\n\ndata: a\n\ndata: b\n\n", .sse) == "id: 7\ndata: a\n\ndata: b\n\n")
    let resumed = Self.output(Array("data: a\n\nid\ndata: b\n\n".utf8), .sse, lastEventID: "9")
    #expect(String(decoding: resumed, as: UTF8.self) == "id: 9\ndata: a\n\nid\ndata: b\n\n")
    let hidden = Self.output(
      Array("event: x\nid: 1\ndata: a\n\ndata: b\n\n".utf8), .sse, selection: Selection(excludedTypes: ["x"]))
    #expect(String(decoding: hidden, as: UTF8.self) == "id: 1\ndata: b\n\n")
  }

  @Test func `a line of text is one line, whatever comes`() {
    #expect(
      Self.text("event: a\nid: 1\u{1B}\ndata: b\ndata: c\u{7}é\n\n", .text) == "00:00:00.001 a [1^[] b⏎c^Gé\n")
    #expect(Self.text("data\n\n", .text) == "00:00:00.001 message \n")
  }

  @Test func `nothing comes of the format none`() {
    #expect(Self.text(": c\ndata: a\n\n", .none, plan: OutputPlan(showsComments: true, showsStates: true)).isEmpty)
  }

  /// Types, data and IDs of a stream's events, by a parser of its own.
  struct Event: Equatable {
    var type: [UInt8]
    var data: [UInt8]
    var id: [UInt8]
  }

  static func events(_ stream: [UInt8], _ selection: Selection = Selection(), lastEventID: String = "") -> [Event] {
    var state = StreamState(urls: [""], lastEventID: Array(lastEventID.utf8))
    for (batch, source) in batches(of: stream, chunk: .max, sources: 1, lastEventID: lastEventID) {
      state.apply(.batch(batch), source: source)
    }
    var selector = EventSelector(selection)
    return state.log.positions.map { state.log[$0] }.filter { $0.kind == .event && selector.shows($0, in: state) }.map {
      Event(type: state.log.withName($0) { Array($0) }, data: state.log.data($0), id: state.log.id($0))
    }
  }

  static func stream(_ dice: inout SeededGenerator) -> [UInt8] {
    let pieces = [
      "data", "data: ", "data:x", "event: ", "event:a", "event: b", "id", "id: ", "id:1", "id: 2 ", "id: \0",
      "retry: 10",
      ":", ": comment", "unknown", "unknown: y", "\u{FEFF}", "\u{FEFF}data: z", "\u{2028}", "\u{1F600}", "\"\\", "é",
      " ", ":",
    ].map { Array($0.utf8) }
    let ends: [[UInt8]] = [[0x0A], [0x0A], [0x0D], [0x0D, 0x0A]]
    var stream: [UInt8] = []
    for _ in 0..<Int.random(in: 1...60, using: &dice) {
      switch Int.random(in: 0...9, using: &dice) {
      case 0: stream.append(UInt8.random(in: 0...255, using: &dice))
      case 1...3: stream += (ends.randomElement(using: &dice) ?? []) + (ends.randomElement(using: &dice) ?? [])
      default: stream += (pieces.randomElement(using: &dice) ?? []) + (ends.randomElement(using: &dice) ?? [])
      }
    }
    return stream
  }

  private static let selections = [
    Selection(), Selection(types: ["a", "message"]), Selection(excludedTypes: ["a"]), Selection(types: ["none"]),
    Selection(types: ["b"], excludedTypes: ["a", "b\u{1B}"]),
  ]

  @Test(arguments: UInt64(0)..<400)
  func `a stream that was written is read as the same events`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let stream = Self.stream(&dice)
    let selection = Self.selections.randomElement(using: &dice) ?? Selection()
    let id = Bool.random(using: &dice) ? "41" : ""
    let expected = Self.events(stream, selection, lastEventID: id)
    for chunk in [1, 3, .max] {
      let plan = OutputPlan(showsComments: Bool.random(using: &dice))
      let written = Self.output(stream, .sse, chunk: chunk, selection: selection, plan: plan, lastEventID: id)
      #expect(Self.events(written) == expected)
    }
  }

  @Test(arguments: UInt64(0)..<400)
  func `lines of JSON are JSON, and say the same`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let stream = Self.stream(&dice)
    for selection in Self.selections {
      let lines = Self.output(stream, .ndjson, chunk: 7, selection: selection).split(separator: 0x0A)
      let expected = Self.events(stream, selection)
      #expect(lines.count == expected.count)
      for (line, event) in zip(lines, expected) {
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: String])
        #expect(object["event"] == String(decoding: event.type, as: UTF8.self))
        #expect(object["id"] == String(decoding: event.id, as: UTF8.self))
        #expect(object["data"] == String(decoding: event.data, as: UTF8.self))
      }
    }
  }
}
