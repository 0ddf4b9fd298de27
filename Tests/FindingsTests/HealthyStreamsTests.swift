import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// A stream as its server sends it, as a script of what comes when.
struct HealthyStream: Sendable, CustomTestStringConvertible {
  var name: String
  var method = "GET"
  var retry = Duration.seconds(3)
  var play: @Sendable (inout Scene) -> Void

  var testDescription: String { name }

  private static func json(_ number: Int, bytes: Int = 120) -> String {
    "{\"n\":\(number),\"text\":\"\(String(repeating: "w", count: bytes))\"}"
  }

  /// The streams of servers and services that are as they should be.
  static let all: [HealthyStream] = demos + services + models + corners + strange

  private static let demos = [
    HealthyStream(name: "orders") { scene in
      scene.connect()
      for number in 1...60 {
        scene.send("id: \(number)\nevent: order\ndata: \(json(number))\n\n", at: Double(number) * 0.8)
      }
      scene.pass(to: 60)
    },
    HealthyStream(name: "ticker") { scene in
      scene.connect()
      for number in 1...600 {
        let type = ["trade", "quote", "halt"][number % 3]
        scene.send("id: \(number)\nevent: \(type)\ndata: \(json(number, bytes: 30))\n\n", at: Double(number) * 0.1)
      }
      scene.pass(to: 61)
    },
    HealthyStream(name: "each byte by itself") { scene in
      scene.connect()
      var time = 0.1
      for byte in (1...40).map({ "id: \($0)\ndata: é: event \($0)\n\n" }).joined().utf8 {
        scene.send([byte], at: time)
        time += 0.05
      }
    },
    HealthyStream(name: "a flood") { scene in
      scene.connect()
      let block = Array((0..<2000).map { "id: \($0)\ndata: \($0)\n\n" }.joined().utf8)
      var (time, sent) = (0.1, 0)
      while sent < 12 {
        scene.send(block.map { $0 }, at: time)
        time += 0.01
        sent += 1
      }
      scene.pass(to: time + 2)
    },
  ]

  private static let services = [
    HealthyStream(name: "Wikimedia") { scene in
      var (start, number) = (0.0, 0)
      for _ in 0..<4 {
        scene.ask(at: start)
        scene.open(at: start + 0.05, [("Server", "envoy")], version: "HTTP/2", framing: false)
        scene.send(":ok\n\n", at: start + 0.06)
        var time = start + 0.1
        while time < start + 6 {
          number += 1
          let id =
            "[{\"topic\":\"a\",\"partition\":0,\"offset\":\(number)},{\"topic\":\"b\",\"partition\":0,\"offset\":-1}]"
          scene.send("event: message\nid: \(id)\ndata: \(json(number, bytes: 1000 + number * 37 % 2000))\n\n", at: time)
          time += 0.033
        }
        scene.end(at: start + 6.1)
        start += 9.2
      }
    },
    HealthyStream(name: "Mastodon") { scene in
      scene.connect()
      for number in 0..<30 {
        scene.send(":thump\n", at: Double(number) * 2 + 0.1)
        if number % 3 == 0 { scene.send("event: delete\ndata: undefined\n\n", at: Double(number) * 2 + 0.5) }
      }
      scene.pass(to: 62)
    },
    HealthyStream(name: "LaunchDarkly") { scene in
      scene.connect()
      scene.send("event: put\ndata: ", at: 0.1)
      for number in 0..<200 { scene.send([UInt8](repeating: 0x78, count: 15_000), at: 0.1 + Double(number) * 0.0075) }
      scene.send("\n\n", at: 1.7)
      for number in 1...3 { scene.send(":\n", at: 2 + Double(number) * 180) }
      scene.pass(to: 560)
    },
    HealthyStream(name: "Spring") { scene in
      scene.connect()
      for number in 1...40 {
        scene.send("id:\(number)\nevent:update\n:a comment inside\ndata:\(json(number))\n\n", at: Double(number) * 0.7)
      }
      scene.pass(to: 30)
    },
    HealthyStream(name: "quotes flushed together") { scene in
      scene.connect()
      for second in 1...60 {
        scene.send((0..<20).map { event(second * 20 + $0, bytes: 120) }.joined(), at: Double(second))
      }
      scene.pass(to: 62)
    },
    HealthyStream(name: "a backlog, then now and then one") { scene in
      scene.connect(after: 0.3)
      scene.send((1...500).map { event($0) }.joined(), at: 0.32)
      for number in 501...510 { scene.send(event(number), at: 10 + Double(number - 500) * 10) }
      scene.pass(to: 112)
    },
    HealthyStream(name: "Horizon", retry: .milliseconds(10)) { scene in
      var number = 1000
      for round in 0..<12 {
        let start = Double(round) * 5.2
        scene.connect(at: start)
        scene.send("retry: 1000\nevent: open\ndata: \"hello\"\n\n", at: start + 0.02)
        for step in 1...2 {
          number += 1
          scene.send("id: \(number)\ndata: \(json(number))\n\n", at: start + Double(step))
        }
        scene.send("event: close\ndata: \"byebye\"\n\n", at: start + 4.9)
        scene.end(at: start + 5, retry: 0.1)
      }
    },
    HealthyStream(name: "comments, and no event for minutes") { scene in
      scene.connect()
      for number in 1...12 { scene.send(": ping\n\n", at: Double(number) * 15) }
      scene.send(event(1), at: 185)
      scene.pass(to: 190)
    },
    HealthyStream(name: "SignalR") { scene in
      scene.connect([("Content-Encoding", "identity")])
      for number in 1...40 { scene.send("data: {\"type\":6}\u{1E}\r\n\r\n", at: Double(number) * 0.9) }
      scene.pass(to: 40)
    },
    HealthyStream(name: "CouchDB") { scene in
      scene.connect()
      for number in 1...40 {
        scene.send("data: \(json(number))\nid: \(number)-g1AAAA\(number)\n\n", at: Double(number))
        scene.send("event: heartbeat\ndata: \n\n", at: Double(number) + 0.5)
      }
      scene.pass(to: 42)
    },
    HealthyStream(name: "smee") { scene in
      for round in 0..<5 {
        let start = Double(round) * 14
        scene.connect(at: start)
        scene.send("id: 0\nevent: ready\ndata: {}\n\n", at: start + 0.02)
        for number in 1...4 {
          scene.send("id: \(number)\ndata: \(json(round * 10 + number))\n\n", at: start + Double(number * number) / 2)
        }
        scene.end(at: start + 9 + Double(round), retry: 2)
      }
    },
  ]

  private static let models = [
    HealthyStream(name: "OpenAI", method: "POST") { scene in
      scene.connect(after: 1.5)
      scene.send("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n", at: 1.5)
      for number in 0..<300 {
        scene.send("data: {\"choices\":[{\"delta\":{\"content\":\"w\"}}]}\n\n", at: 1.6 + Double(number) / 60)
      }
      scene.send("data: {\"choices\":[],\"usage\":{}}\n\ndata: [DONE]\n\n", at: 6.7)
      scene.end(.finished("[DONE]"), at: 6.71)
    },
    HealthyStream(name: "a model that is asked by GET, and thinks") { scene in
      for question in 0..<3 {
        let start = Double(question) * 30
        let first = start + 4 + Double(question)
        scene.connect(at: start, after: 4 + Double(question))
        for number in 0..<40 {
          scene.send(
            "data: {\"choices\":[{\"delta\":{\"content\":\"w\"}}]}\n\n", at: first + 0.001 + Double(number) / 20)
        }
        scene.send("data: [DONE]\n\n", at: first + 2.5)
        scene.end(.finished("[DONE]"), at: first + 2.51)
      }
    },
    HealthyStream(name: "a model that thinks, and answers all at once") { scene in
      scene.connect(after: 0.1)
      scene.send((0..<20).map { "data: {\"delta\":\"\($0)\"}\n\n" }.joined() + "data: [DONE]\n\n", at: 3)
      scene.end(.finished("[DONE]"), at: 3.01)
    },
    HealthyStream(name: "Anthropic", method: "POST") { scene in
      scene.connect(after: 0.5)
      scene.send("event: message_start\ndata: {\"type\":\"message_start\"}\n\n", at: 0.6)
      for ping in 1...2 { scene.send("event: ping\ndata: {\"type\":\"ping\"}\n\n", at: Double(ping) * 10) }
      for number in 0..<100 {
        scene.send("event: content_block_delta\ndata: \(json(number))\n\n", at: 21 + Double(number) / 30)
      }
      scene.send("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", at: 25)
      scene.end(.finished("message_stop"), at: 25.01)
    },
    HealthyStream(name: "Gemini", method: "POST") { scene in
      scene.connect(after: 0.8)
      for number in 0..<60 {
        scene.send("data: \(String(repeating: "g", count: 4076 + number % 20))\r\n\r\n", at: 1 + Double(number) * 0.3)
      }
      scene.end(at: 20)
    },
    HealthyStream(name: "MCP", method: "POST") { scene in
      scene.connect(after: 0.1)
      scene.send("id: s1/0\nretry: 2000\ndata:\n\n", at: 0.2)
      for number in 1...3 {
        scene.send(
          "event: message\nid: s1/\(number)\ndata: {\"jsonrpc\":\"2.0\",\"id\":\(number)}\n\n", at: Double(number))
      }
      scene.end(.finished(""), at: 4)
    },
  ]

  private static let corners = [
    HealthyStream(name: "Kafka with transactions") { scene in
      scene.connect()
      var offset = 1000
      for number in 1...200 {
        offset += number % 25 == 0 ? 2 + number / 25 % 4 : 1
        scene.send(
          "id: [{\"topic\":\"t\",\"partition\":0,\"offset\":\(offset)}]\ndata: \(json(number))\n\n",
          at: Double(number) * 0.3)
      }
      scene.pass(to: 62)
    },
    HealthyStream(name: "a feed that fills its link") { scene in
      scene.connect(after: 0.2)
      for number in 1...120 { scene.send(event(number, bytes: 900 + number * 7 % 60), at: 0.2 + Double(number) * 0.2) }
      scene.pass(to: 40)
    },
    HealthyStream(name: "gzip that is flushed, and fills its link") { scene in
      scene.connect([("Content-Encoding", "gzip"), ("Server", "nginx")])
      // A packet of 1,448 bytes brings six events and a piece, each fifth of a second.
      let bytes = Array((1...600).map { event($0, bytes: 900) }.joined().utf8)
      for packet in 0..<90 {
        scene.send(Array(bytes[packet * 5800..<(packet + 1) * 5800]), at: 0.2 + Double(packet) * 0.19)
      }
      scene.pass(to: 20)
    },
    HealthyStream(name: "gzip that is flushed") { scene in
      scene.connect([("Content-Encoding", "gzip"), ("Server", "nginx")])
      for number in 1...60 { scene.send(event(number), at: Double(number) * 0.4) }
      scene.pass(to: 26)
    },
    HealthyStream(name: "a link that loses packets") { scene in
      var dice = SeededGenerator(seed: 3)
      scene.connect(after: 0.4)
      var time = 0.5
      for number in 1...300 {
        let bytes = Array((0..<4).map { event(number * 4 + $0, bytes: 600) }.joined().utf8)
        if Int.random(in: 0..<100, using: &dice) < 4 {
          scene.send(Array(bytes[..<1448]), at: time)
          time += Double.random(in: 0.5...1.5, using: &dice)
          scene.send(Array(bytes[1448...]), at: time)
        } else {
          scene.send(bytes, at: time)
        }
        time += 0.25
      }
      scene.pass(to: time)
    },
    HealthyStream(name: "times of their own, each as it arises") { scene in
      scene.connect()
      for number in 1...80 {
        let time = Double(number) * 0.7
        scene.send("data: {\"at\":\(1_764_000_000_000 + Int(time * 1000)),\"n\":\(number)}\n\n", at: time + 0.02)
      }
      scene.pass(to: 60)
    },
    HealthyStream(name: "lines ended by CR, and data of several lines") { scene in
      scene.connect()
      for number in 1...40 {
        scene.send("id: \(number)\rdata: {\rdata:  \"n\": \(number)\rdata: }\r\r", at: Double(number) * 0.6)
      }
      scene.pass(to: 26)
    },
  ]
}

/// None of them may raise an error or a warning, whatever way they come.
@Suite struct HealthyStreamsTests {
  @Test(arguments: HealthyStream.all, Scene.Link.allCases)
  func `a healthy stream is silent`(stream: HealthyStream, link: Scene.Link) {
    var scene = Scene(method: stream.method, retry: stream.retry, link: link)
    stream.play(&scene)
    scene.settle()
    #expect(scene.alarms.isEmpty, "\(scene.alarms)")
    #expect(scene.state.sources[0].events > 0)
  }
}
