import Foundation
import NIOCore
import NIOEmbedded
import Testing

@testable import sse_demo_server

struct FirehoseTests {
  @Test func `Numbered JSON of several types in turn, then the end of the body`() throws {
    let stage = Stage()
    let client = try stage.get("/firehose?rate=0&count=3&types=2")
    let head = try client.head()
    #expect(head.status == "HTTP/1.1 200 OK")
    let first = #"{"n":1,"x":0.7919,"s":"..............."}"#
    let second = #"{"n":2,"x":0.5838,"s":"..............."}"#
    let third = #"{"n":3,"x":0.3757,"s":"..............."}"#
    let body =
      "id: 1\nevent: type-0\ndata: \(first)\n\nid: 2\nevent: type-1\ndata: \(second)\n\n"
      + "id: 3\nevent: type-0\ndata: \(third)\n\n"
    #expect(head.rest == "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n0\r\n\r\n")
    #expect(client.channel.isActive)
  }

  @Test(arguments: [0, 1, 18, 24, 25, 40, 1000, 100_000])
  func `Data is JSON of about the size wanted`(size: Int) throws {
    let count = size > 1000 ? 12 : 1200
    var events = NumberedEvents(size: size, types: 3)
    var text = ""
    while events.count < count { text += String(buffer: events.next(atMost: count - events.count, bytes: 1 << 16)) }
    let blocks = text.split(separator: "\n\n")
    #expect(blocks.count == count)
    for (number, block) in zip(1..., blocks) {
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 3)
      #expect(lines[0] == "id: \(number)" && lines[1] == "event: type-\((number - 1) % 3)")
      let data = lines[2].utf8.dropFirst(6)
      if size >= 40 { #expect(data.count == size) } else { #expect((18...40).contains(data.count)) }
      if number % 100 == 0 || count < 100 {
        let value = try #require(try JSONSerialization.jsonObject(with: Data(data)) as? [String: Any])
        #expect(value["n"] as? Int == number)
        #expect(value["x"] is Double)
      }
    }
  }

  @Test(arguments: [1, 3, 100, 1000, 20_000])
  func `A rate is kept, evenly and to the event`(rate: Int) throws {
    let stage = Stage()
    let client = try stage.get("/firehose?rate=\(rate)&size=0")
    _ = try client.head()
    var events = 0
    for step in 1...12 {
      stage.advance(by: .milliseconds(100))
      events += try client.chunks().map { $0.split(separator: "\n\n").count }.reduce(0, +)
      #expect(events == rate * step / 10)
    }
  }

  @Test func `It only falls behind a slow client, and makes up for a second at most`() throws {
    let stage = Stage()
    let client = try stage.get("/firehose?rate=1000")
    _ = try client.head()
    client.setWritable(false)
    stage.advance(by: .milliseconds(500))
    #expect(try client.received() == "")
    client.setWritable(true)
    #expect(try client.lastID() == 500)
    client.setWritable(false)
    stage.advance(by: .minutes(5))
    client.setWritable(true)
    #expect(try client.lastID() == 1500)
    stage.advance(by: .milliseconds(10))
    #expect(try client.lastID() == 1510)
    #expect(stage.lines.all.allSatisfy { !$0.contains("dropped") })
  }

  @Test func `Without a rate it waits for a slow client, and leaves others their turn`() throws {
    let stage = Stage()
    let slow = try stage.get("/firehose?rate=0")
    let quick = try stage.get("/firehose?rate=0")
    slow.setWritable(false)
    let waiting = try slow.received().utf8.count
    #expect(waiting < Connection.pendingLimit)
    let before = try quick.received().utf8.count
    #expect(before < Connection.pendingLimit)
    stage.advance(by: .microseconds(50))
    #expect(try slow.received() == "")
    #expect(try quick.received().utf8.count > 2 * before)
    slow.setWritable(true)
    #expect(try slow.received() != "")
    try slow.close()
    try quick.close()
    stage.advance(by: .microseconds(50))
    #expect(try slow.received() == "")
  }

  @Test func `A count is kept also with a rate, and the connection serves on`() throws {
    let stage = Stage()
    let client = try stage.connect()
    let request = "GET /firehose?rate=100&count=15 HTTP/1.1\r\nHost: localhost\r\n\r\n"
    try client.send(request + request)
    stage.advance(by: .seconds(1))
    let bodies = try client.received().split(separator: "HTTP/1.1 200 OK")
    #expect(bodies.count == 2)
    for body in bodies {
      #expect(body.contains("id: 15\n") && !body.contains("id: 16\n"))
      #expect(body.hasSuffix("\r\n0\r\n\r\n"))
    }
  }
}

extension Client {
  fileprivate func lastID() throws -> Int? {
    try chunks().last?.matches(of: /id: ([0-9]+)\n/).last.flatMap { Int($0.1) }
  }
}
