import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// Streams that are as they should be, or as they commonly are: none of them may raise an error or a warning.
@Suite struct HealthyTests {
  @Test func `events at any steady pace and size, each flushed`() {
    var dice = SeededGenerator(seed: 7)
    for _ in 0..<40 {
      let (pause, size) = (Double.random(in: 0.01...2, using: &dice), Int.random(in: 20...9000, using: &dice))
      var scene = Scene()
      scene.connect(after: 0.02)
      var time = 0.1
      for number in 1...60 {
        scene.send(event(number, bytes: size + number % 13), at: time)
        time += pause
      }
      scene.pass(to: time + 1)
      #expect(scene.alarms.isEmpty, "\(pause) \(size)")
    }
  }

  @Test func `wikimedia's changes, cut off on purpose and resumed`() {
    var scene = Scene()
    var (time, number) = (0.0, 0)
    for _ in 0..<4 {
      scene.ask(at: time)
      scene.open(at: time + 0.05, [("Server", "envoy")], version: "HTTP/2", framing: false)
      scene.send(":ok\n\n", at: time + 0.06)
      let start = time
      while time < start + 6 {
        number += 1
        scene.send(
          "id: [{\"topic\":\"t\",\"offset\":\(number)}]\ndata: {\"n\":\"\(String(repeating: "w", count: 1500))\"}\n\n",
          at: time + 0.07)
        time += 0.033
      }
      scene.end(at: start + 6.1)
      time = start + 9
    }
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `a chat's answer`() {
    var scene = Scene(method: "POST")
    scene.connect(after: 1.5)
    scene.send("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n", at: 1.5)
    for number in 0..<300 {
      scene.send("data: {\"choices\":[{\"delta\":{\"content\":\"w\"}}]}\n\n", at: 1.6 + Double(number) / 60)
    }
    scene.send("data: {\"choices\":[],\"usage\":{}}\n\ndata: [DONE]\n\n", at: 6.7)
    scene.end(.finished("[DONE]"), at: 6.71)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `twenty seconds of thinking, with pings`() {
    var scene = Scene(method: "POST")
    scene.connect(after: 0.5)
    scene.send("event: message_start\ndata: {\"type\":\"message_start\"}\n\n", at: 0.6)
    scene.send("event: ping\ndata: {\"type\":\"ping\"}\n\n", at: 10)
    scene.send("event: ping\ndata: {\"type\":\"ping\"}\n\n", at: 20)
    for number in 0..<100 {
      scene.send("event: content_block_delta\ndata: {\"n\":\(number)}\n\n", at: 21 + Double(number) / 30)
    }
    scene.send("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", at: 25)
    scene.end(.finished("message_stop"), at: 25.01)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `events of about a block each, with CRLF`() {
    var scene = Scene(method: "POST")
    scene.connect(after: 0.8)
    for number in 0..<60 {
      let data = "data: " + String(repeating: "g", count: 4096 - 10 - 10 + number % 20) + "\r\n\r\n"
      scene.send(data, at: 1 + Double(number) * 0.3)
    }
    scene.end(at: 20)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `comments without blank lines, and data that is no JSON`() {
    var scene = Scene()
    scene.connect()
    for number in 0..<30 {
      scene.send(":thump\n", at: Double(number) * 2)
      if number % 3 == 0 { scene.send("event: delete\ndata: undefined\n\n", at: Double(number) * 2 + 0.4) }
    }
    scene.pass(to: 62)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `one line of three megabytes over a slow link, then rare comments`() {
    var scene = Scene()
    scene.connect()
    scene.send("event: put\ndata: ", at: 0.1)
    var time = 0.1
    for _ in 0..<200 {
      scene.send([UInt8](repeating: 0x78, count: 15_000), at: time)
      time += 0.0075
    }
    scene.send("\n\n", at: time)
    for number in 1...3 { scene.send(":\n", at: time + Double(number) * 180) }
    scene.pass(to: 600)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `quotes that are flushed together each second`() {
    var scene = Scene()
    scene.connect()
    for second in 1...60 {
      scene.send((0..<20).map { event(second * 20 + $0, bytes: 120) }.joined(), at: Double(second))
    }
    scene.pass(to: 62)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
    #expect(scene.finding(.lumps)?.severity == .note)
  }

  @Test func `a backlog at the start, then now and then one`() {
    for id in ["", "5"] {
      var scene = Scene(lastEventID: id)
      scene.connect(after: 0.6)
      // In reads of a buffer's length, as the network brings it.
      let backlog = Array((6...505).map { event($0) }.joined().utf8)
      var (start, time) = (0, 0.62)
      while start < backlog.count {
        scene.send(Array(backlog[start..<min(start + 16_384, backlog.count)]), at: time)
        start += 16_384
        time += 0.004
      }
      for number in 506...515 { scene.send(event(number), at: Double(number - 500) * 10) }
      scene.pass(to: 160)
      #expect(scene.alarms.isEmpty, "\(scene.alarms)")
    }
  }

  @Test func `ends that are announced, with new events each time`() {
    var scene = Scene(retry: .milliseconds(10))
    for round in 0..<12 {
      let start = Double(round) * 5.1
      scene.connect(at: start)
      scene.send("retry: 10\nevent: open\ndata: \"hello\"\n\n", at: start + 0.02)
      scene.send("id: \(round + 100)\ndata: {}\n\n", at: start + 1)
      scene.end(at: start + 5)
    }
    #expect(!scene.alarms.contains { $0.contains("storm") }, "\(scene.alarms)")
  }

  @Test func `comments, and no event for minutes`() {
    var scene = Scene()
    scene.connect()
    for number in 1...12 { scene.send(": ping\n\n", at: Double(number) * 15) }
    scene.pass(to: 182)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `a flood, and a reader of ours that is slow`() {
    var scene = Scene()
    scene.connect()
    let block = Array((0..<2000).map { event($0, bytes: 70) }.joined().utf8)
    for number in 0..<40 { scene.send(Array(block.prefix(131_072 + number)), at: 0.1 + Double(number) * 0.5) }
    scene.pass(to: 22)
    #expect(!scene.alarms.contains { $0.contains("delivery") }, "\(scene.alarms)")
  }

  @Test func `packets of a slow link`() {
    var scene = Scene()
    scene.connect()
    let bytes = Array((0..<700).map { event($0, bytes: 210) }.joined().utf8)
    var (start, time) = (0, 0.1)
    while start < bytes.count {
      scene.send(Array(bytes[start..<min(start + 1448, bytes.count)]), at: time)
      start += 1448
      time += 0.12
    }
    scene.pass(to: time + 1)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `gzip that is flushed, and a coding that is none`() {
    for coding in ["gzip", "identity"] {
      var scene = Scene()
      scene.connect([("Content-Encoding", coding), ("Server", "nginx")])
      for number in 1...60 { scene.send("data: {\"n\":\(number)}\u{1E}\r\n\r\n", at: Double(number) * 0.4) }
      scene.pass(to: 26)
      #expect(scene.alarms.isEmpty, "\(scene.alarms)")
    }
  }

  @Test func `fields in any order, blocks without data, empty data`() {
    var scene = Scene()
    scene.connect()
    for number in 1...30 {
      let time = Double(number)
      scene.send("data:{\"seq\":\(number)}\nid:\(number)\n\n", at: time)
      scene.send("event: heartbeat\ndata:\n\n", at: time + 0.2)
      scene.send("event: ping\n\n", at: time + 0.4)
      scene.send("id: \(number)\nretry: 3000\ndata\n\n", at: time + 0.6)
      scene.send("data: a\n: inside\ndata: b\n\n", at: time + 0.8)
    }
    scene.pass(to: 32)
    #expect(scene.alarms.allSatisfy { $0.contains("id.") }, "\(scene.alarms)")
  }

  @Test func `each byte by itself`() {
    var scene = Scene()
    scene.connect()
    var time = 0.1
    for byte in (1...30).map({ event($0, bytes: 30) }).joined().utf8 {
      scene.send([byte], at: time)
      time += 0.15
    }
    scene.pass(to: time + 6)
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
  }

  @Test func `a file and a pipe are not judged by when their bytes came`() {
    var scene = Scene()
    scene.ask(at: 0)
    scene.open(at: 0.1, status: 0, version: "file")
    let bytes = Array((0..<600).map { event($0) }.joined().utf8)
    for block in 0..<20 { scene.send(Array(bytes[block * 4096..<(block + 1) * 4096]), at: Double(block) + 0.2) }
    scene.end(.endOfFile(""), at: 30)
    #expect(!scene.alarms.contains { $0.contains("delivery") || $0.contains("cut") }, "\(scene.alarms)")
  }
}
