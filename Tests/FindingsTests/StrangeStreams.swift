import StreamModel
import TestSupport

@testable import Findings

/// Streams that do things their own way, as the standard lets them.
extension HealthyStream {
  static let strange = paces + counters + returns + texts

  private static func json(_ number: Int) -> String {
    "{\"n\":\(number),\"text\":\"\(String(repeating: "w", count: 90))\"}"
  }

  // MARK: When events come

  private static let paces = [
    HealthyStream(name: "gaps and sizes of every length") { scene in
      var dice = SeededGenerator(seed: 91)
      scene.connect([("Server", "nginx/1.24.0")])
      var time = 0.2
      for number in 1...150 {
        scene.send(event(number * 3, bytes: Int.random(in: 30...3000, using: &dice)), at: time)
        time += [0.01, 0.1, 0.4, 1.1, 3.7].randomElement(using: &dice) ?? 1
      }
      scene.pass(to: time)
    },
    HealthyStream(name: "batches that the publisher makes, behind nginx") { scene in
      var dice = SeededGenerator(seed: 92)
      scene.connect([("Server", "nginx/1.24.0")])
      var number = 0
      for batch in 1...50 {
        let events = (0..<Int.random(in: 7...40, using: &dice)).map { event(number + $0) }
        number += events.count
        scene.send(events.joined(), at: Double(batch) * 1.1)
      }
      scene.pass(to: 58)
    },
    HealthyStream(name: "twenty minutes of comments before an event") { scene in
      scene.connect()
      for number in 1...60 { scene.send(": keep-alive\n\n", at: Double(number) * 20) }
      scene.send(event(1), at: 1203)
      for number in 1...10 { scene.send(":\n\n", at: 1203 + Double(number) * 20) }
      scene.pass(to: 1410)
    },
    HealthyStream(name: "pings that are events, and rare news") { scene in
      scene.connect()
      for number in 1...40 {
        scene.send("event: ping\ndata: {\"time\":\(1_764_000_000 + number * 25)}\n\n", at: Double(number) * 25)
        if number % 9 == 0 { scene.send("event: news\nid: \(number)\ndata: x\n\n", at: Double(number) * 25 + 11) }
      }
      scene.pass(to: 1010)
    },
    HealthyStream(name: "beats only while nothing else comes") { scene in
      scene.connect()
      for number in 1...8 { scene.send(": beat\n\n", at: Double(number) * 5) }
      for number in 1...300 { scene.send(event(number), at: 44 + Double(number) * 0.9) }
      for number in 1...8 { scene.send(": beat\n\n", at: 315 + Double(number) * 5) }
      scene.pass(to: 358)
    },
    HealthyStream(name: "three events a chunk") { scene in
      scene.connect()
      for chunk in 0..<100 {
        scene.send((1...3).map { event(chunk * 3 + $0, bytes: 700) }.joined(), at: 0.3 + Double(chunk) * 0.35)
      }
      scene.pass(to: 37)
    },
    HealthyStream(name: "a history in three flushes, then live") { scene in
      scene.connect()
      for flush in 0..<3 {
        scene.send((1...100).map { event(flush * 100 + $0) }.joined(), at: 0.1 + Double(flush) * 0.2)
      }
      for number in 301...340 { scene.send(event(number), at: 1 + Double(number - 300) * 0.8) }
      scene.pass(to: 35)
    },
    HealthyStream(name: "events of a hundred kilobytes, in pieces as they are made") { scene in
      scene.connect()
      for number in 0..<20 {
        let bytes = Array(event(number, bytes: 100_000).utf8)
        for piece in 0..<4 {
          let part = bytes[bytes.count * piece / 4..<bytes.count * (piece + 1) / 4]
          scene.send(Array(part), at: 0.5 + Double(number) * 2 + Double(piece) * 0.15)
        }
      }
      scene.pass(to: 45)
    },
    HealthyStream(name: "an event whose lines are computed one by one") { scene in
      scene.connect()
      for number in 0..<8 {
        for line in 0..<8 {
          scene.send("data: row \(line)\n" + (line == 7 ? "\n" : ""), at: 1 + Double(number) * 6 + Double(line) * 0.5)
        }
      }
      scene.pass(to: 50)
    },
    HealthyStream(name: "padding of two kilobytes before each event") { scene in
      scene.connect()
      for number in 1...40 {
        scene.send(":\(String(repeating: " ", count: 2048))\n\n" + event(number), at: Double(number) * 0.9)
      }
      scene.pass(to: 38)
    },
    HealthyStream(name: "a page that is followed from its end, over HTTP/2 behind nginx") { scene in
      scene.ask(at: 0)
      scene.open(at: 0.03, [("Server", "nginx/1.24.0")], version: "HTTP/2", framing: false)
      for number in 1...80 { scene.send(event(number, bytes: 400), at: Double(number) * 0.45) }
      scene.pass(to: 38)
    },
  ]

  // MARK: What ids are

  /// Events with these ids, 0.6 s apart, on one connection.
  private static func numbered(_ name: String, count: Int = 80, _ id: @escaping @Sendable (Int) -> String)
    -> HealthyStream
  {
    HealthyStream(name: name) { scene in
      scene.connect()
      for number in 0..<count {
        scene.send("id: \(id(number))\ndata: \(json(number))\n\n", at: 0.3 + Double(number) * 0.6)
      }
      scene.pass(to: Double(count) * 0.6 + 2)
    }
  }

  private static func letters(_ number: UInt64, of alphabet: String, count: Int) -> String {
    let alphabet = Array(alphabet)
    var (text, rest) = ("", number)
    for _ in 0..<count {
      text = String(alphabet[Int(rest % UInt64(alphabet.count))]) + text
      rest /= UInt64(alphabet.count)
    }
    return text
  }

  private static let counters = [
    numbered("ULIDs") { number in
      var dice = SeededGenerator(seed: UInt64(number) &+ 5)
      return letters(1_764_000_000_000 + UInt64(number) * 600, of: "0123456789ABCDEFGHJKMNPQRSTVWXYZ", count: 10)
        + letters(.random(in: 0 ... .max / 2, using: &dice), of: "0123456789ABCDEFGHJKMNPQRSTVWXYZ", count: 16)
    },
    numbered("UUIDs") { number in
      var dice = SeededGenerator(seed: UInt64(number) &+ 900)
      let text = letters(.random(in: 0 ... .max / 2, using: &dice), of: "0123456789abcdef", count: 16)
      return
        "\(text.prefix(8))-\(text.dropFirst(8).prefix(4))-4\(text.dropFirst(12).prefix(3))-a000-000000000\(100 + number)"
    },
    numbered("UUIDs that end with digits") { number in
      var dice = SeededGenerator(seed: UInt64(number) &+ 77)
      return "6ba7b810-9dad-11d1-80b4-\(Int.random(in: 100_000_000_000...999_999_999_999, using: &dice))"
    },
    numbered("milliseconds") { "\(1_764_000_000_000 + $0 * 601 + $0 * $0 % 13)" },
    numbered("milliseconds and a counter", count: 120) { "\(1_764_000_000_000 + $0 / 3 * 1800)-\($0 % 3)" },
    numbered("hexadecimal counters", count: 300) { String(0x90 + $0, radix: 16) },
    numbered("hexadecimal counters with zeros", count: 200) {
      letters(UInt64(250 + $0), of: "0123456789abcdef", count: 8)
    },
    numbered("counters of two partitions, one after the other", count: 160) { "\($0 % 2)-\($0 / 2 + ($0 % 2) * 7000)" },
    numbered("numbers of two partitions, one after the other", count: 160) { "\($0 / 2 + 17 + ($0 % 2) * 7000)" },
    numbered("numbers of three partitions by chance", count: 200) { number in
      var dice = SeededGenerator(seed: UInt64(number) &+ 41)
      return "\(number + Int.random(in: 0..<3, using: &dice) * 100_000)"
    },
    numbered("tens") { "\($0 * 10)" },
    numbered("what counts down") { "\(900 - $0)" },
    numbered("days with a counter that begins anew at midnight", count: 100) {
      $0 < 60 ? "2026-11-28/\($0 + 40)" : "2026-11-29/\($0 - 59)"
    },
    numbered("a counter of one byte", count: 300) { "\($0 % 256)" },
    numbered("revisions with a hash") {
      "\($0 / 2 + 9)-\(letters(UInt64($0) &* 2_654_435_761, of: "0123456789abcdef", count: 8))"
    },
    numbered("numbers of a table that others write too", count: 200) { number in
      var dice = SeededGenerator(seed: UInt64(number) &+ 3)
      return "\(number * 3 + Int.random(in: 0..<3, using: &dice))"
    },
    numbered("numbers beyond 64 bits") { "184467440737095516\(16 + $0)" },
    HealthyStream(name: "a checkpoint each tenth event") { scene in
      scene.connect()
      for number in 1...120 {
        let id = number % 10 == 0 ? "id: \(number)\n" : ""
        scene.send("\(id)data: \(json(number))\n\n", at: Double(number) * 0.4)
      }
      scene.pass(to: 50)
    },
    HealthyStream(name: "an id that is taken back") { scene in
      scene.connect()
      for number in 1...60 {
        scene.send("id: \(number)\ndata: \(json(number))\n\n", at: Double(number) * 0.7)
        if number % 7 == 0 { scene.send("id\ndata: without\n\n", at: Double(number) * 0.7 + 0.3) }
        if number % 13 == 0 { scene.send("id:\n\n", at: Double(number) * 0.7 + 0.5) }
      }
      scene.pass(to: 45)
    },
    HealthyStream(name: "parts of one thing under one id") { scene in
      scene.connect()
      for number in 0..<90 { scene.send("id: \(number / 3)\ndata: part \(number)\n\n", at: 0.2 + Double(number) * 0.3) }
      scene.pass(to: 30)
    },
  ]

  // MARK: Connections that come again

  private static let returns = [
    HealthyStream(name: "one event a response, and the client comes back", retry: .milliseconds(100)) { scene in
      var time = 0.0
      for number in 1...40 {
        scene.connect(at: time)
        let wait = 0.4 + Double(number * 7 % 11) * 0.2
        scene.send("retry: 100\n\(event(number))", at: time + wait)
        scene.end(at: time + wait + 0.005, retry: 0.1)
        time += wait + 0.11
      }
    },
    HealthyStream(name: "one event a response, without ids", retry: .milliseconds(500)) { scene in
      var time = 0.0
      for number in 1...30 {
        scene.connect(at: time)
        let wait = 0.3 + Double(number * 5 % 13) * 0.31
        scene.send("retry: 500\ndata: \(json(number))\n\n", at: time + wait)
        scene.end(at: time + wait + 0.01, retry: 0.5)
        time += wait + 0.52
      }
    },
    HealthyStream(name: "a greeting and the state on each connection, then what changes") { scene in
      var time = 0.0
      for round in 0..<5 {
        scene.connect(at: time)
        scene.send("event: hello\ndata: {\"server\":\"a\"}\n\n", at: time + 0.02)
        scene.send("event: state\ndata: \(json(round))\n\n", at: time + 0.03)
        let length = 12 + Double(round * round) * 1.7
        var step = 1.3
        while step < length {
          scene.send("event: change\ndata: \(json(Int(step * 10)))\n\n", at: time + step)
          step += 1.3
        }
        scene.end(at: time + length + 0.3 * Double(round), retry: 2)
        time += length + 4
      }
    },
    HealthyStream(name: "a limit of each connection that is drawn by lot, resumed") { scene in
      var (time, number) = (0.0, 0)
      var dice = SeededGenerator(seed: 4)
      for _ in 0..<6 {
        scene.connect(at: time)
        let end = time + Double.random(in: 20...40, using: &dice)
        var next = time + 0.1
        while next < end {
          number += 1
          scene.send(event(number), at: next)
          next += 0.7
        }
        scene.end(at: end, retry: 1)
        time = end + 1
      }
    },
    HealthyStream(name: "a state that rarely changes, asked for anew by hand") { scene in
      scene.connect()
      for number in 1...12 { scene.send("id: \(number * 100)\ndata: \(json(number))\n\n", at: Double(number) * 3) }
      // The user has pressed the key to reconnect after a long silence: the server sends the state as it is.
      scene.end(.closed, at: 125, retry: 0.1)
      scene.connect(at: 125.1)
      scene.send("id: 1200\ndata: \(json(12))\n\n", at: 125.2)
      scene.pass(to: 150)
    },
    HealthyStream(name: "a stream that is read from an id, with all that came since") { scene in
      scene.connect(after: 0.2)
      scene.send((1...1000).map { event($0, bytes: 300) }.joined(), at: 0.3)
      for number in 1001...1030 { scene.send(event(number, bytes: 300), at: 2 + Double(number - 1000)) }
      scene.pass(to: 35)
    },
    HealthyStream(name: "times to reconnect that change") { scene in
      scene.connect()
      for number in 1...40 {
        let retry = number % 8 == 0 ? "retry: \([1000, 5000, 2500, 60_000][number / 8 % 4])\n" : ""
        scene.send("\(retry)id: \(number)\ndata: x\n\n", at: Double(number))
        if number % 11 == 0 { scene.send("retry: 3000\n\n", at: Double(number) + 0.5) }
      }
      scene.pass(to: 42)
    },
  ]

  // MARK: What events say

  private static func saying(_ name: String, count: Int = 60, _ text: @escaping @Sendable (Int) -> String)
    -> HealthyStream
  {
    HealthyStream(name: name) { scene in
      scene.connect()
      for number in 0..<count { scene.send(text(number), at: 0.3 + Double(number) * 0.7) }
      scene.pass(to: Double(count) * 0.7 + 7)
    }
  }

  private static let texts = [
    HealthyStream(name: "a byte order mark, and CRLF") { scene in
      scene.connect()
      for number in 0..<40 {
        scene.send(
          "\(number == 0 ? "\u{FEFF}" : "")id: \(number)\r\ndata: \(json(number))\r\n\r\n", at: 0.2 + Double(number))
      }
      scene.pass(to: 42)
    },
    saying("any value of JSON, in any order") { number in
      "data: "
        + (number < 25 ? json(number) : ["null", "4.2e+10", "-7", "\"a text, with commas\"", "[]", "true"][number % 6])
        + "\n\n"
    },
    saying("JSON over several lines, each a line of data") { number in
      "id: \(number)\ndata: {\ndata:   \"n\": \(number),\ndata:   \"list\": [\ndata:     1\ndata:   ]\ndata: }\n\n"
    },
    saying("texts with backslashes") { number in
      "data: C:\\new\\data\\\(number).txt and \\\\server\\id\n\n"
        + "data: {\"log\":\"a\\ndata: b\\n\",\"n\":\(number)}\n\n"
    },
    saying("comments that look like fields") { number in
      ": data: not this\n:id: 9\n:\n: event: x\nid: \(number)\ndata: this\n\n"
    },
    saying("lines of blanks between fields") { number in "id: \(number)\ndata: a\n  \ndata: b\n\t\n\n" },
    saying("fields of its own behind data") { number in
      "id: \(number)\ndata: \(json(number))\ntimestamp: \(number)\nx-source: a: b\ntrace\n\n"
    },
    saying("empty data, data without a colon, blank lines in a row") { number in
      "\n\n\ndata\n\ndata:\ndata:\n\nid: \(number)\ndata:  two blanks\n\n\n\n"
    },
    saying("types that change each time, and no id") { number in "event: type-\(number % 47)\ndata: \(number)\n\n" },
    saying("text in many scripts, and characters beyond the basic plane") { number in
      "data: žluťoučký \u{1F600} 漢字 \u{202E}abc\u{2028} \u{FEFF}x \u{0}\(number)\n\n"
    },
    saying("markers of an end in the middle of a stream", count: 40) { number in
      number % 10 == 9 ? "data: [DONE]\n\n" : "data: \(json(number))\n\n"
    },
  ]
}
