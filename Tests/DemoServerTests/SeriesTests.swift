import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import sse_demo_server

/// The scenarios that send one piece after the other, each as its bytes.
struct SeriesTests {
  /// The body of a stream that ends by its count.
  private func body(_ target: String, _ headers: HTTPHeaders = [:], seed: UInt64 = 7) throws -> [ByteBuffer] {
    let stage = Stage(seed: seed)
    let client = try stage.get(target, headers)
    stage.advance(by: .minutes(5))
    return try client.wholeBodyBytes()
  }

  private func text(_ target: String, _ headers: HTTPHeaders = [:]) throws -> String {
    try String(decoding: body(target, headers).flatMap(\.readableBytesView), as: UTF8.self)
  }

  @Test(arguments: [
    ("/gaps?count=5", [1, 2, 4, 5, 7]), ("/gaps?count=4&every=2&id=101", [101, 103, 105, 107]),
    ("/duplicates?count=9", [1, 2, 3, 3, 4, 5, 6, 6, 7]), ("/duplicates?count=4&every=1", [1, 1, 2, 2]),
    ("/reorder?count=7", [3, 2, 1, 6, 5, 4, 9]), ("/reorder?count=4&window=2", [2, 1, 4, 3]),
  ])
  func `Ids with gaps, doubles and in disorder`(target: String, ids: [Int]) throws {
    let events = try body(target).map { String(buffer: $0) }
    #expect(events.map { $0.prefix { $0 != "\n" } } == ids.map { "id: \($0)" })
    #expect(events.allSatisfy { $0.hasSuffix("\n\n") })
  }

  @Test(arguments: [
    ("/gaps", "4", [5, 7, 8, 10]), ("/gaps", "5", [7, 8, 10, 11]), ("/gaps", "6", [7, 8, 10, 11]),
    ("/gaps?every=20", "18", [19, 21, 22, 23]), ("/gaps?every=2&id=100", "103", [105, 107, 109, 111]),
    ("/duplicates", "2", [3, 3, 4, 5]), ("/duplicates", "3", [4, 5, 6, 6]), ("/duplicates?every=1", "7", [8, 8, 9, 9]),
  ])
  func `Who resumes gets what the others have got after that`(path: String, last: String, ids: [Int]) throws {
    let target = path + (path.contains("?") ? "&" : "?") + "count=4"
    let events = try body(target, ["Last-Event-ID": last]).map { String(buffer: $0) }
    #expect(events == ids.map { "id: \($0)\ndata: event \($0)\n\n" })
  }

  @Test(arguments: [
    ("/cr?count=2", "id: 1\rdata: event 1\rdata: on two lines\r\rid: 2\rdata: event 2\rdata: on two lines\r\r"),
    ("/crlf?count=1", "id: 1\r\ndata: event 1\r\ndata: on two lines\r\n\r\n"),
    ("/bom?count=2", "\u{FEFF}id: 1\ndata: \u{FEFF}event 1\n\nid: 2\ndata: \u{FEFF}event 2\n\n"),
    ("/no-newline?count=2", "id: 1\ndata: event 1\n\nid: 2\ndata: event 2"),
    ("/slow-loris?count=1", "id: 1\ndata: é: event 1\n\n"),
    (
      "/bursts?count=1&size=2&type=b&id=none",
      "event: b\ndata: {\"burst\":1,\"place\":1}\n\nevent: b\ndata: {\"burst\":1,\"place\":2}\n\n"
    ),
  ])
  func `The bytes are these`(target: String, expected: String) throws {
    #expect(try Array(text(target).utf8) == Array(expected.utf8))
  }

  @Test func `A slow stream has a byte in each chunk`() throws {
    #expect(try body("/slow-loris?count=1").allSatisfy { $0.readableBytes == 1 })
  }

  @Test(arguments: ["/orders", "/ticker", "/gaps", "/cr", "/crlf", "/bom", "/slow-loris", "/no-newline"])
  func `Interval, count, type and id are the client's choice, and the ids go on when it comes back`(path: String) throws
  {
    let all = try text(path + "?interval=0.25&count=3&type=mine&id=40").split(whereSeparator: \.isNewline)
    #expect(all.filter { $0 == "event: mine" }.count == 3)
    #expect(all.first?.hasSuffix("id: 40") == true)
    #expect(try !text(path + "?count=2&id=none").contains("id: "))
    #expect(try text(path + "?count=1&id=3", ["Last-Event-ID": "6"]).contains("id: 7"))
  }

  @Test(arguments: ["/orders", "/ticker", "/wiki", "/mixed", "/time", "/events/"])
  func `With a seed a stream is the same each time, whoever else is there`(path: String) throws {
    func numbers(seed: UInt64, others: Int) throws -> ByteBuffer {
      let stage = Stage(seed: seed)
      for _ in 0..<others { _ = try stage.get(path) }
      let client = try stage.get(path)
      stage.advance(by: .seconds(10))
      return try ByteBuffer(string: client.received())
    }
    #expect(try numbers(seed: 1, others: 0) == numbers(seed: 1, others: 3))
    #expect(try numbers(seed: 1, others: 0) != numbers(seed: 2, others: 0))
  }

  @Test func `Orders, prices and changes are JSON under several types`() throws {
    for (target, types) in [
      ("/orders?count=8", ["order.placed", "order.paid", "order.sent", "order.returned"]),
      ("/ticker?count=500", ["halt", "quote", "trade"]), ("/wiki?count=60", ["message"]),
    ] {
      var seen: Set<String> = []
      for block in try text(target).components(separatedBy: "\n\n").dropLast() where block != ":ok" {
        let lines = block.split(separator: "\n")
        seen.formUnion(lines.filter { $0.hasPrefix("event: ") }.map { String($0.dropFirst(7)) })
        let data = lines.filter { $0.hasPrefix("data: ") }.map { $0.dropFirst(6) }.joined(separator: "\n")
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(data.utf8)) }
      }
      #expect(seen == Set(types))
    }
  }

  @Test func `Changes of wikis begin with a comment, have ids of JSON and a canary now and then`() throws {
    let blocks = try text("/wiki?count=101").components(separatedBy: "\n\n")
    #expect(blocks[0] == ":ok")
    #expect(blocks[1].hasPrefix(#"id: [{"topic":"south.recentchange","partition":0,"offset":-1},{"topic":"north."#))
    #expect(blocks.filter { $0.contains(#""domain":"canary""#) }.count == 1)
    #expect(blocks[1].contains(#""dt":"2026-11-21T05:00:00Z""#))
  }

  @Test func `The kinds of ids, after a word on what came`() throws {
    let first = try text("/ids?count=1", ["Last-Event-ID": "größe"])
    #expect(first.hasPrefix("event: request\ndata: {\"lastEventID\":\"größe\"}\n\nid: 1\n"))
    let all = try text("/ids?count=13")
    #expect(all.hasPrefix("event: request\ndata: {\"lastEventID\":null}\n\n"))
    #expect(all.contains("id: a\0b\n") && all.contains("id:\n") && all.contains("id\n"))
    #expect(all.split(separator: "\n").contains { $0.hasPrefix("id: ") && $0.utf8.count == 4 + 255 })
  }

  @Test func `Bytes that are not UTF-8 in every place there is`() throws {
    let pieces = Cycle.invalidUTF8.pieces
    #expect(pieces.count == 22)
    #expect(pieces.allSatisfy { String(validating: $0.readableBytesView, as: UTF8.self) == nil })
    #expect(pieces.allSatisfy { Array($0.readableBytesView.suffix(2)) == Array("\n\n".utf8) })
    #expect(try body("/invalid-utf8?count=22") == pieces)
  }

  @Test func `Newline-delimited JSON says what it is`() throws {
    let stage = Stage()
    let client = try stage.get("/ndjson?count=2&type=MOD")
    let head = try client.head()
    #expect(head.headers["Content-Type"] == ["application/x-ndjson"])
    stage.advance(by: .seconds(1))
    #expect(head.rest.contains(#"{"type":"MOD","id":"1","data":"event 1"}"# + "\n"))
    #expect(try client.chunks() == [#"{"type":"MOD","id":"2","data":"event 2"}"# + "\n", ""])
  }
}
