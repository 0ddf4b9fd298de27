import Foundation
import StreamModel
import TestSupport
import Testing

@testable import EventOutput

/// What a server sends, recorded by the real program and replayed by it: the same events, in every format.
@Suite(.enabled(if: CurlComparison.canRun, "curl is not installed, or sse-top not built"))
struct RoundTripTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var stream: [UInt8]

    init(_ name: String, _ stream: String) { (testDescription, self.stream) = (name, Array(stream.utf8)) }
  }

  /// The shapes of well-known servers' streams.
  static let dialects = [
    Sample("chat completions", "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: [DONE]\n\n"),
    Sample(
      "responses",
      "event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0}\n\n"
        + "event: response.completed\ndata: {\"type\":\"response.completed\"}\n\n"),
    Sample(
      "messages",
      "event: message_start\ndata: {\"type\":\"message_start\"}\n\nevent: ping\ndata: {\"type\": \"ping\"}\n\n"
        + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"),
    Sample("CRLF, data only", "data: {\"candidates\":[{\"index\":0}]}\r\n\r\ndata: {}\r\n\r\n"),
    Sample("priming event", "id: s-0\nretry: 3000\ndata:\n\nevent: message\nid: s-1\ndata: {\"jsonrpc\":\"2.0\"}\n\n"),
    Sample("keep-alive comment", ":\r\n\r\nevent: endpoint\r\ndata: /messages?id=1\r\n\r\n"),
    Sample(
      "ids of JSON",
      ":ok\n\nevent: message\nid: [{\"topic\":\"a\",\"timestamp\":1},{\"topic\":\"b\",\"offset\":-1}]\ndata: {\"t\":\"é\"}\n\n"
    ),
    Sample(
      "comments without a blank line", ":)\nevent: delete\ndata: 1\n\n:thump\nevent: f\ndata: undefined\n\n:thump\n"),
    Sample(
      "ids of urns", "id: urn:uuid:00000000-0000-4000-8000-000000000001\nevent: stock\nretry: 2000\ndata: <x/>\n\n"),
    Sample("a last comment without a line end", ": hi\n\nid: 1700000000:0\ndata: hello\n\n:410: Gone"),
    Sample("a long line", "event: put\ndata: {\"flags\":\"\(String(repeating: "x", count: 300_000))\"}\n\n:\n"),
    Sample("ids from 0", "id: 0\nevent: ready\ndata: {}\n\nid: 1\ndata: {\"body\":{}}\n\n"),
    Sample("no space, a comment inside", "id:42\nevent:tick\nretry:3000\n:keep-alive\ndata:{\"n\":42}\n\n"),
    Sample("record separators", ":\r\ndata: {}\u{1E}\r\n\r\ndata: {\"type\":1}\u{1E}{\"type\":6}\u{1E}\r\n\r\n"),
    Sample("no JSON", "data: ping\n\ndata: {\"event_type\":\"state_changed\"}\n\n"),
    Sample("open and keepalive", "event: open\ndata: {}\n\ndata: {\"id\":\"a\"}\n\nevent: keepalive\ndata: {}\n\n"),
    Sample("the id last, empty data", "data: {\"seq\":\"5-g\"}\nid: 5-g\n\nevent: heartbeat\ndata: \n\n"),
    Sample("null", "event: put\ndata: {\"path\":\"/\"}\n\nevent: keep-alive\ndata: null\n\n"),
    Sample("a farewell", "retry: 1000\nevent: open\ndata: \"hello\"\n\nretry: 10\nevent: close\ndata: \"byebye\"\n\n"),
    Sample("completion without data", "event: next\ndata: {\"data\":{}}\n\nevent: complete\ndata:\n\n"),
    Sample("a beginning that is cut", "data: a\n\ndata: never complete\n"),
    Sample("a byte order mark and CR", "\u{FEFF}data: a\rdata: b\r\rdata: c\r\r"),
    Sample("an ID before it is needed", "id: 7\n\nevent\ndata: x\n\nid\ndata: y\n\n"),
    Sample("marks that are none of ours", ": sse-top at=1.000 connection=1\ndata: a\n\n: sse-top at=x\n\n"),
  ]

  static let noise = (UInt64(0)..<12).map { seed in
    var dice = SeededGenerator(seed: seed)
    var sample = Sample("random bytes \(seed)", "")
    let words = ["data: ", "data", "event: ", "id: ", "retry: 7", ":", "\n", "\n\n", "\r", "\r\n", "\r\n\r\n"]
    // A stream is known by its first line.
    sample.stream = Array(":\n".utf8)
    for _ in 0..<Int.random(in: 100...3000, using: &dice) {
      if Bool.random(using: &dice) {
        sample.stream += Array((words.randomElement(using: &dice) ?? "").utf8)
      } else {
        sample.stream.append(UInt8.random(in: 0...255, using: &dice))
      }
    }
    return sample
  }

  @Test(arguments: dialects + noise)
  func `what was sent is what is recorded, replayed and written again`(_ sample: Sample) async throws {
    let folder = try TemporaryFolder()
    let server = try RawServer(Array(ExitCodeTests.open.utf8) + sample.stream)
    defer { server.stop() }
    let url = "http://127.0.0.1:\(server.port)/"
    let file = folder.path("x.sse")
    let sent = await Self.events(sample.stream)

    let live = try Self.run("--no-reconnect", "--comments", "--record", file, url)
    #expect(Self.timeless(live) == sent)
    // Times and all.
    #expect(try Self.run("--speed", "max", "--comments", file) == live)
    for input in [["--no-reconnect", url], ["--speed", "max", file]] {
      let written = try Self.run(["--format", "sse", "--comments"] + input)
      #expect(await Self.events(written) == sent)
    }
    // Any parser reads the recording as the same events.
    let isEvent: (String) -> Bool = { !$0.hasPrefix(#"{"comment""#) }
    let recorded = await Self.events(try folder.contents("x.sse"))
    #expect(recorded.filter(isEvent) == sent.filter(isEvent))
  }

  @Test func `lines of JSON are events in every format, and in a recording`() throws {
    let folder = try TemporaryFolder()
    let lines = "{\"a\":1}\r\n\n{\"b\":\r2}\n{\"c\":3}"
    let events = "data: {\"a\":1}\n\ndata: {\"b\":\ndata: 2}\n\ndata: {\"c\":3}\n\n"
    let server = try RawServer("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n" + lines)
    defer { server.stop() }
    let url = "http://127.0.0.1:\(server.port)/"
    let file = folder.path("x.sse")
    #expect(
      try Self.run("--ndjson", "--no-reconnect", "--format", "sse", "--record", file, url) == Array(events.utf8))
    #expect(try Self.run("--format", "sse", file) == Array(events.utf8))
    try folder.write(Array(lines.utf8), "x.ndjson")
    #expect(try Self.run("--format", "sse", folder.path("x.ndjson")) == Array(events.utf8))
  }

  private static func run(_ words: String...) throws -> [UInt8] { try run(words) }

  private static func run(_ words: [String]) throws -> [UInt8] {
    let (status, output, errors) = try ExitCodeTests.runForBytes(CurlComparison.program, words)
    #expect(status == 0, "\(errors)")
    return output
  }

  /// The events and comments of a stream as the parser finds them, a line of JSON each, without times.
  @MainActor private static func events(_ stream: [UInt8]) -> [String] {
    var parser = EventParser()
    var records: [Record] = []
    parser.push(stream, into: &records)
    let batch = Batch(
      bytes: stream, records: records, at: .start, pendingOffset: parser.pendingOffset,
      lastEventID: parser.lastEventID, reconnectionTime: .seconds(3))
    var state = StreamState(urls: ["http://a/"], byteLimit: 4096)
    var lines = OutputLines(
      OutputPlan(showsComments: true), format: .ndjson, urls: ["http://a/"], isTerminal: false, hasColours: false)
    state.apply(.batch(batch), source: 0) { state in
      for record in state.log.positions.map({ state.log[$0] }) {
        if record.kind == .event { lines.event(record, in: state.log) }
        if record.kind == .comment { lines.comment(record, in: state.log, isShown: true) }
      }
    }
    return timeless(lines.bytes)
  }

  nonisolated private static func timeless(_ lines: [UInt8]) -> [String] {
    lines.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self).replacing(#/"at":"[^"]*",/#, with: "") }
  }
}
