import StreamModel
import TestSupport
import Testing

@testable import Findings

/// A stream with one fault, in numbers that nobody has as defaults.
struct FaultyStream: Sendable, CustomTestStringConvertible {
  var name: String
  var code: FindingCode
  var severity: Severity
  /// What is found beside it, and rightly.
  var others: Set<FindingCode> = []
  var play: @Sendable (inout Scene) -> Void

  var testDescription: String { name }

  /// A body in pieces of these lengths, with the pauses before them.
  private static func pieces(_ scene: inout Scene, _ body: String, _ cuts: [(bytes: Int, pause: Double)]) {
    let bytes = Array(body.utf8)
    var (start, time) = (0, 0.1)
    for cut in cuts where start < bytes.count {
      time += cut.pause
      scene.send(Array(bytes[start..<min(start + cut.bytes, bytes.count)]), at: time)
      start += cut.bytes
    }
    scene.pass(to: time + 0.5)
  }

  private static func feed(_ count: Int, bytes: Int) -> String { (1...count).map { event($0, bytes: bytes) }.joined() }

  static let all: [FaultyStream] = delivery + ends + ids + wire

  private static let delivery = [
    FaultyStream(name: "a buffer of 5,000 bytes", code: .heldBySize, severity: .error) { scene in
      scene.connect()
      pieces(&scene, feed(1700, bytes: 41), Array(repeating: (bytes: 5000, pause: 1.3), count: 12))
    },
    FaultyStream(name: "a buffer of 61,111 bytes", code: .heldBySize, severity: .error) { scene in
      scene.connect()
      pieces(&scene, feed(900, bytes: 730), Array(repeating: (bytes: 61_111, pause: 4.4), count: 9))
    },
    FaultyStream(name: "buffers of 9 KiB that fill unevenly", code: .heldBySize, severity: .error) { scene in
      scene.connect()
      let cuts = (0..<12).map { (bytes: 9216, pause: 0.7 + Double($0 * 7 % 5) * 0.9) }
      pieces(&scene, feed(900, bytes: 133), cuts)
    },
    FaultyStream(name: "gzip that gives 70 KiB each three seconds", code: .heldByCompressor, severity: .error) {
      scene in
      scene.connect([("Content-Encoding", "gzip")])
      pieces(&scene, feed(5000, bytes: 150), Array(repeating: (bytes: 70_001, pause: 3.1), count: 9))
    },
    FaultyStream(name: "a blank line that comes 0.31 s late", code: .oneBehind, severity: .error) { scene in
      scene.connect()
      for number in 1...30 { scene.send("\ndata: \(number)\nid: \(number)\n", at: Double(number) * 0.31) }
      scene.pass(to: 10)
    },
    FaultyStream(name: "1,200 events in 40 ms, with their length", code: .allAtOnce, severity: .error) { scene in
      scene.connect(after: 1.31, [("Content-Length", "60000"), ("Transfer-Encoding", "")])
      for piece in 0..<4 {
        scene.send((0..<300).map { event(piece * 300 + $0, bytes: 50) }.joined(), at: 1.31 + Double(piece) * 0.013)
      }
      scene.end(at: 1.36)
    },
    FaultyStream(name: "headers that wait 1.2 s for the first event", code: .headLate, severity: .warning) { scene in
      for round in 0..<3 {
        let start = Double(round) * 40
        scene.connect(at: start, after: 1.2 + Double(round) * 0.3)
        for number in 0..<25 {
          scene.send(
            event(round * 25 + number),
            at: start + 1.205 + Double(round) * 0.3 + Double(number) * (1.2 + Double(round) * 0.1))
        }
        scene.end(at: start + 33 + Double(round * round), retry: 3)
      }
    },
  ]

  private static let ends = [
    FaultyStream(name: "a time-out of 41.3 s", code: .idleTimeout, severity: .warning) { scene in
      var (time, number) = (0.0, 0)
      for length in [9.0, 22, 31] {
        scene.connect(at: time)
        var step = 0.2
        while step < length {
          number += 1
          scene.send(event(number), at: time + step)
          step += 0.9
        }
        scene.end(at: time + step - 0.9 + 41.3, retry: 2)
        time += step + 43
      }
    },
    FaultyStream(name: "a life of 113 s, cut", code: .lifetime, severity: .warning, others: [.unclean]) { scene in
      for round in 0..<3 {
        let start = Double(round) * 120
        scene.connect(at: start)
        for number in 0..<70 { scene.send("data: \(round) \(number)\n\n", at: start + 0.5 + Double(number) * 1.6) }
        scene.end(.cut(""), at: start + 113.01 + Double(round) * 0.2, retry: 2)
      }
    },
    FaultyStream(name: "ends at once, after comments", code: .storm, severity: .error) { scene in
      for number in 0..<9 {
        let start = Double(number) * 0.4
        scene.connect(at: start)
        scene.send("retry: 7\n: welcome\n\n", at: start + 0.02)
        scene.end(at: start + 0.05, retry: 0.1)
      }
    },
    FaultyStream(name: "beats each 7 s that fail to come", code: .lateBeat, severity: .warning) { scene in
      scene.connect()
      for number in 1...9 { scene.send(": \(number)\n\n", at: Double(number) * 7) }
      scene.pass(to: 63 + 23)
    },
  ]

  private static let ids = [
    FaultyStream(name: "fives with two left out", code: .missing, severity: .warning) { scene in
      scene.connect()
      for number in 1...80 where ![31, 52].contains(number) {
        scene.send("id: \(number * 5)\ndata: x\n\n", at: Double(number) * 0.4)
      }
      scene.pass(to: 34)
    },
    FaultyStream(name: "a padded counter with a head, one left out", code: .missing, severity: .error) { scene in
      scene.connect()
      for number in 1...60 where number != 37 {
        scene.send("id: evt_\(String(1_000_000 + number).dropFirst())\ndata: x\n\n", at: Double(number) * 0.4)
      }
      scene.pass(to: 26)
    },
    FaultyStream(name: "the same seven again on each connection, by hashes", code: .resumeIgnored, severity: .error) {
      scene in
      for round in 0..<3 {
        let start = Double(round) * 17
        scene.connect(at: start)
        for number in 0..<7 {
          scene.send("id: h\(number * 7919)x\ndata: \(number)\n\n", at: start + 0.1 + Double(number))
        }
        scene.end(at: start + 9 + Double(round * round), retry: 2)
      }
    },
  ]

  private static let wire = [
    FaultyStream(name: "JSON printed with tabs, lines ended by CR", code: .unprefixedLine, severity: .error) { scene in
      scene.connect()
      for number in 1...9 { scene.send("data: {\r\t\"n\": \(number)\r}\r\r", at: Double(number) * 0.8) }
      scene.pass(to: 9)
    },
    FaultyStream(name: "a field in capitals, now and then", code: .misspeltField, severity: .error) { scene in
      scene.connect()
      for number in 1...40 {
        scene.send("\(number % 11 == 0 ? "EVENT" : "event"): a\ndata: x\n\n", at: Double(number) * 0.5)
      }
    },
    FaultyStream(name: "an event that is no JSON, after 44 that are", code: .brokenJSON, severity: .warning) { scene in
      scene.connect()
      for number in 1...60 {
        scene.send(
          "event: row\ndata: \(number == 45 ? "<h1>502: bad gateway</h1>" : "{\"n\":\(number)}")\n\n",
          at: Double(number) * 0.3)
      }
    },
    FaultyStream(name: "seconds with their unit", code: .retryInvalid, severity: .warning) { scene in
      scene.connect()
      for number in 1...9 { scene.send("retry: 2.5s\ndata: \(number)\n\n", at: Double(number) * 0.5) }
    },
    FaultyStream(name: "Latin 1 in the three hundredth event", code: .notUTF8, severity: .warning) { scene in
      scene.connect()
      for number in 1...320 {
        scene.send(
          Array("data: caf".utf8) + (number == 300 ? [0xE9] : []) + Array("\n\n".utf8), at: Double(number) * 0.2)
      }
    },
  ]
}

@Suite struct FaultyStreamsTests {
  @Test(arguments: FaultyStream.all) func `the fault is told, and nothing beside it`(stream: FaultyStream) throws {
    var scene = Scene()
    stream.play(&scene)
    let finding = try #require(scene.finding(stream.code), "\(scene.codes)")
    #expect(finding.severity == stream.severity, "\(finding)")
    let alarms = scene.findings.filter {
      $0.severity > .note && $0.code != stream.code && !stream.others.contains($0.code)
    }
    #expect(alarms.isEmpty, "\(alarms.map { "\($0.code.rawValue) \($0.evidence)" })")
  }
}
