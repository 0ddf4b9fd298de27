import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import sse_demo_server

struct RouteTests {
  @Test(arguments: ["/events/", "/event", "/time", "/mixed"])
  func `A stream begins with the head of an event stream`(path: String) throws {
    let head = try Stage().get(path).head()
    #expect(head.status == "HTTP/1.1 200 OK")
    #expect(head.headers["Content-Type"] == ["text/event-stream"])
    #expect(head.headers["Cache-Control"] == ["no-cache"])
    #expect(head.headers["Connection"] == ["keep-alive"])
    #expect(head.headers["X-Accel-Buffering"] == ["no"])
    #expect(head.headers["Transfer-Encoding"] == ["chunked"])
    #expect(head.headers["Date"] == ["Sat, 21 Nov 2026 05:00:00 GMT"])
  }

  @Test func `The page has a heading, listens to the numbers and links to every stream`() throws {
    let head = try Stage().get("/").head()
    #expect(head.status == "HTTP/1.1 200 OK")
    #expect(head.headers["Content-Type"] == ["text/html; charset=utf-8"])
    #expect(head.headers["Content-Length"] == [String(head.rest.utf8.count)])
    for part in [
      "<!DOCTYPE html>", #"<html lang="en">"#, "<title>", "<h1>", "new EventSource(", #"watch("/events/")"#,
      "withCredentials",
      #"href="/events/""#, #"href="/event""#, #"href="/time""#, #"href="/mixed""#,
    ] {
      #expect(head.rest.contains(part))
    }
    #expect(!head.rest.contains("innerHTML"))
  }

  @Test(arguments: ["/events/", "/events", "/events/?a=b", "http://localhost/events/"])
  func `The random numbers: a newline at once, then a number every two seconds`(path: String) throws {
    let stage = Stage()
    let client = try stage.get(path)
    #expect(try client.head().rest == "1\r\n\n\r\n")
    stage.advance(by: .milliseconds(1999))
    #expect(try client.received() == "")
    stage.advance(by: .milliseconds(1))
    stage.advance(by: .seconds(4))
    let chunks = try client.chunks()
    #expect(chunks.count == 3)
    for chunk in chunks {
      let number = try #require(Double(chunk.dropFirst("data: ".count).dropLast(2)))
      #expect(chunk == "data: \(Dice.json(number))\n\n")
      #expect((0..<1).contains(number))
    }
  }

  @Test func `The random numbers: clients are numbered, share the numbers and are forgotten when they close`() throws {
    let stage = Stage()
    let clients = try (0..<3).map { _ in try stage.get("/events/") }
    for client in clients { _ = try client.head() }
    stage.advance(by: .seconds(2))
    let first = try clients.map { try $0.chunks() }
    #expect(first[0].count == 1 && first[0] == first[1] && first[1] == first[2])
    try clients[1].close()
    stage.advance(by: .seconds(2))
    let late = try stage.get("/events/")
    stage.advance(by: .seconds(2))
    try clients[0].close()
    try clients[2].close()
    try late.close()
    stage.advance(by: .seconds(2))

    let parts = stage.lines.all.map { $0.split(separator: " <- ", maxSplits: 1).map(String.init) }
    #expect(parts.map(\.first) == ["Clients: 1,2,3", "Clients: 1,3", "Clients: 1,3,4", "Clients: "])
    #expect(first[0] == ["data: \(parts[0][1])\n\n"])
  }

  @Test func `The count: each client has its own, from 0, the first after a second`() throws {
    let stage = Stage()
    let early = try stage.get("/event")
    let head = try early.head()
    #expect(head.rest == "")
    #expect(head.headers["Access-Control-Allow-Origin"] == ["*"])
    stage.advance(by: .milliseconds(2500))
    let late = try stage.get("/event")
    _ = try late.head()
    stage.advance(by: .seconds(2))
    #expect(try early.chunks() == ["data: 0\n\n", "data: 1\n\n", "data: 2\n\n", "data: 3\n\n"])
    #expect(try late.chunks() == ["data: 0\n\n", "data: 1\n\n"])
  }

  @Test func `The time: a greeting at once, then the time each second as currentTime`() throws {
    let stage = Stage()
    let client = try stage.get("/time")
    let greeting = try client.head().rest
    #expect(try /[0-9a-f]+\r\nid: 0\.[0-9]+\ndata: hello from stream\n\n\r\n/.wholeMatch(in: greeting) != nil)
    stage.advance(by: .seconds(2))
    let chunks = try client.chunks()
    #expect(chunks.count == 2)
    for (second, chunk) in zip(1..., chunks) {
      let lines = chunk.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(try /id: 0\.[0-9]+/.wholeMatch(in: lines[0]) != nil)
      #expect(lines[1...] == ["event: currentTime", "data: Sat, 21 Nov 2026 05:00:0\(second) GMT", "", ""])
    }
  }

  @Test func `The mixture: every type at its pace, numbered from 1`() throws {
    let stage = Stage()
    let client = try stage.get("/mixed")
    #expect(try client.head().rest == "d\r\nretry: 2000\n\n\r\n")
    stage.advance(by: .seconds(10))
    let chunks = try client.chunks()
    var types: [String: Int] = [:]
    var ids: [Int] = []
    for chunk in chunks {
      let fields = chunk.split(separator: "\n").map { $0.split(separator: ": ", maxSplits: 1).map(String.init) }
      if chunk.hasPrefix(":") {
        #expect(chunk == ": heartbeat\n\n")
        types["(comment)", default: 0] += 1
        continue
      }
      ids.append(try #require(fields.first { $0[0] == "id" }.flatMap { Int($0[1]) }))
      types[fields.first { $0[0] == "event" }?[1] ?? "message", default: 0] += 1
    }
    #expect(types == ["message": 20, "counter": 10, "currentTime": 2, "order": 30, "(comment)": 1])
    #expect(ids == Array(1...62))
  }

  @Test(arguments: [
    ("41", ": Last-Event-ID was 41: the numbering goes on from there\n\n", "id: 42\n"),
    ("0", ": Last-Event-ID was 0: the numbering goes on from there\n\n", "id: 1\n"),
    ("x1", ": Last-Event-ID was not a number: the numbering begins at 1\n\n", "id: 1\n"),
    ("-3", ": Last-Event-ID was not a number: the numbering begins at 1\n\n", "id: 1\n"),
    ("9223372036854775807", ": Last-Event-ID was not a number: the numbering begins at 1\n\n", "id: 1\n"),
    ("99999999999999999999", ": Last-Event-ID was not a number: the numbering begins at 1\n\n", "id: 1\n"),
  ])
  func `The mixture goes on after Last-Event-ID`(last: String, comment: String, next: String) throws {
    let stage = Stage()
    let client = try stage.get("/mixed", ["Last-Event-ID": last])
    stage.advance(by: .milliseconds(400))
    let all = try client.received()
    let start = try #require(all.firstRange(of: comment))
    let id = try #require(all.firstRange(of: next))
    #expect(start.lowerBound < id.lowerBound)
  }

  @Test func `Orders are JSON of four shapes, with text beyond ASCII`() throws {
    var orders = Orders(dice: Dice(SplitMix64(state: 5)))
    var shapes: Set<Set<String>> = []
    for number in 0..<400 {
      let text = orders.next()
      #expect(!text.utf8.allSatisfy { $0 < 0x80 } || number % 4 == 3)
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let order = try #require(value as? [String: Any])
      #expect(order["order"] as? Int == 1001 + number / 4)
      shapes.insert(Set(order.keys))
    }
    #expect(shapes.count == 4)
  }
}
