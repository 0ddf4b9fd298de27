import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// What ids tell is exact whatever form they have, and ids that are as they should be say nothing.
@Suite struct ShapedIDsTests {
  private static let seeds: Range<UInt64> = 0..<200

  /// These events on one connection, one after the other.
  private func scene(_ shape: StreamShape, _ numbers: [Int], pause: Double) -> Scene {
    var scene = Scene()
    scene.connect()
    for (index, number) in numbers.enumerated() { scene.send(shape.event(number), at: 0.1 + Double(index) * pause) }
    scene.pass(to: 2 + Double(numbers.count) * pause)
    return scene
  }

  @Test(arguments: seeds) func `holes in ids are counted`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    // Of Kafka's offsets single ones are taken by transactions.
    let shape = StreamShape(&dice, ids: [.numbers, .prefixed, .colon], sizes: 5...60)
    let (pause, count) = (Double.random(in: 0.02...0.4, using: &dice), Int.random(in: 80...130, using: &dice))
    let healthy = scene(shape, Array(0..<count), pause: pause)
    #expect(healthy.findings.isEmpty, "\(shape): \(healthy.findings)")
    // One in every so many is missing.
    let every = [3, 4, 5, 6, 13, 17, 20, 33].randomElement(using: &dice) ?? 3
    let numbers = (0..<count).filter { $0 % every != every / 2 + 1 }
    let found = scene(shape, numbers, pause: pause)
    let finding = try #require(found.finding(.missing), "\(every) \(shape)")
    #expect(finding.count == (numbers.last ?? 0) + 1 - numbers.count, "\(every) \(shape)")
    #expect(finding.severity == (every > 11 ? .error : .warning), "\(every) \(shape)")
    #expect(finding.certainty == (every > 11 ? .certain : .likely))
    #expect(found.alarms.count == 1, "\(found.alarms)")
  }

  @Test(arguments: seeds) func `some events come twice, some late`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice, ids: [.numbers, .prefixed, .colon], sizes: 5...60)
    let (every, count) = (Int.random(in: 12...40, using: &dice), Int.random(in: 90...130, using: &dice))
    // Again after some others: at once it would be a part of the same thing.
    let distance = Int.random(in: 1...5, using: &dice)
    var (numbers, twice) = ([Int](), 0)
    for number in 0..<count {
      numbers.append(number)
      if number % every == every - 1 {
        numbers.append(number - distance)
        twice += 1
      }
    }
    let repeated = scene(shape, numbers, pause: 0.1)
    #expect(repeated.finding(.repeated)?.count == twice, "\(shape): \(repeated.findings)")
    #expect(repeated.alarms.isEmpty, "\(shape): \(repeated.alarms)")
    // One of every so many changes places with the next one.
    var (order, late) = (Array(0..<count), 0)
    for index in stride(from: every, to: count - 2, by: every) {
      order.swapAt(index, index + 1)
      late += 1
    }
    let reordered = scene(shape, order, pause: 0.1)
    #expect(reordered.finding(.late)?.count == late, "\(shape): \(reordered.findings)")
    #expect(reordered.alarms.isEmpty, "\(shape): \(reordered.alarms)")
  }

  /// Connections, each with what it brings, a while apart.
  private func scene(_ connections: [[String]], _ dice: inout SeededGenerator) -> Scene {
    var scene = Scene()
    var start = 0.0
    for events in connections {
      scene.connect(at: start)
      var time = start + 0.05
      for event in events {
        scene.send(event, at: time)
        time += 0.05
      }
      let age = time - start + Double.random(in: 0.3...3, using: &dice)
      scene.end(at: start + age, retry: 1)
      start += age + 1.2
    }
    return scene
  }

  @Test(arguments: seeds) func `connections that begin with what was sent already`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice, ids: [.numbers, .prefixed, .colon, .kafka], sizes: 5...60)
    let (connections, count) = (Int.random(in: 2...4, using: &dice), Int.random(in: 3...20, using: &dice))
    let replayed = scene(
      Array(repeating: (0..<count).map { shape.event($0) }, count: connections), &dice)
    let finding = try #require(replayed.finding(.resumeIgnored), "\(shape) \(replayed.findings)")
    #expect(finding.severity == .error && finding.certainty == .certain && finding.count == connections - 1)
    #expect(replayed.state.sources[0].ledger.repeated == count * (connections - 1), "\(shape)")
    for code in [FindingCode.repeated, .missing, .restart] { #expect(replayed.finding(code) == nil, "\(shape)") }
    // The same ids for other events.
    let restarted = scene(
      (0..<connections).map { round in (0..<max(count, 6)).map { shape.event($0, round: round) } }, &dice)
    let restart = try #require(restarted.finding(.restart), "\(shape) \(restarted.findings)")
    let isPlain = ["0", "1"].contains(shape.id(0) ?? "")
    #expect(restart.severity == (isPlain ? .note : .warning) && restart.count == connections - 1)
    for code in [FindingCode.repeated, .missing, .resumeIgnored] { #expect(restarted.finding(code) == nil, "\(shape)") }
    // What goes on is as it should be.
    let resumed = scene(
      (0..<connections).map { round in (0..<count).map { shape.event(round * count + $0) } }, &dice)
    #expect(resumed.alarms.isEmpty, "\(shape): \(resumed.alarms)")
  }

  @Test(arguments: seeds) func `ids that count nothing`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var scene = Scene()
    scene.connect()
    let kind = Int(seed % 5)
    let start = Int.random(in: 1_700_000_000...1_800_000_000, using: &dice)
    var (time, clock) = (0.1, 0.0)
    for number in 0..<70 {
      let step = Double.random(in: 0.01...2, using: &dice)
      clock += step
      let random = UInt64.random(in: 0...UInt64.max, using: &dice)
      let id =
        switch kind {
        // Hashes, random numbers, times in seconds, milliseconds and with a counter.
        case 0: String(random, radix: 16) + "-\(String(random ^ 0x5555_5555, radix: 16))"
        case 1: "\(random >> 12)"
        case 2: "\(start + Int(clock))"
        case 3: "\(start * 1000 + Int(clock * 1000))"
        default: "\(start * 1000 + Int(clock * 1000))-0"
        }
      scene.send("id: \(id)\ndata: \(number)\n\n", at: time)
      time += step
    }
    scene.pass(to: time + 2)
    #expect(scene.alarms.isEmpty, "\(kind): \(scene.alarms)")
  }
}
