import StreamModel
import TestSupport
import Testing

@testable import Findings

/// What holds events back is found whatever its numbers are, and the same streams without it are silent.
@Suite struct ShapedDeliveryTests {
  private static let seeds: Range<UInt64> = 0..<200

  /// Events one after the other, a pause before each; the first comes after the first pause.
  private func flushed(_ shape: StreamShape, count: Int, pause: (Int) -> Double, _ headers: [(String, String)]) -> Scene
  {
    var scene = Scene()
    scene.connect(at: 0, after: 0.02, headers)
    var time = 0.1
    for number in 0..<count {
      time += pause(number)
      scene.send(shape.event(number), at: time)
    }
    scene.pass(to: time + 2)
    return scene
  }

  @Test(arguments: seeds) func `blocks of any length, of events of any form`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    // Others of less than three packets are not told from those.
    let block =
      Bool.random(using: &dice)
      ? 1024 << Int.random(in: 0...6, using: &dice) : Int.random(in: 4501...65_536, using: &dice)
    let shape = StreamShape(&dice, sizes: 30...min(block / 6, 1500))
    let coding = Int.random(in: 0..<4, using: &dice) == 0
    let headers = coding ? [("Content-Encoding", ["gzip", "br", "zstd"].randomElement(using: &dice) ?? "")] : []
    // A block each 0.4 to 8 s; decoded, what comes sooner may be packets of a slow link.
    let mean = Double((0..<20).reduce(0) { $0 + shape.event($1).utf8.count }) / 20
    let pause = mean / Double(block) * Double.random(in: (coding ? 3 : 0.5)...8, using: &dice)
    let jitter = Double.random(in: 0...0.9, using: &dice)
    let pauses = (0..<4096).map { _ in pause * (1 + Double.random(in: -jitter...jitter, using: &dice)) }

    var scene = Scene()
    scene.ask(at: 0)
    var (buffer, time, number, blocks) = ([UInt8](), 0.0, 0, 0)
    while blocks < 5 {
      time += pauses[number % pauses.count]
      buffer += Array(shape.event(number).utf8)
      number += 1
      while buffer.count >= block {
        if blocks == 0 { scene.open(at: time, headers) }
        scene.send(Array(buffer[..<block]), at: time)
        buffer.removeFirst(block)
        blocks += 1
      }
    }
    scene.pass(to: time + 1)
    let finding = try #require(
      scene.finding(coding ? .heldByCompressor : .heldBySize), "\(block) \(shape): \(scene.codes)")
    #expect(finding.certainty == (coding ? .likely : .certain))
    #expect(finding.severity == .error || pause * Double(block) / mean < 0.7, "\(finding)")

    let healthy = flushed(shape, count: min(number, 150), pause: { pauses[$0 % pauses.count] }, headers)
    #expect(healthy.alarms.isEmpty, "\(block) \(shape): \(healthy.alarms)")
  }

  @Test(arguments: seeds) func `blank lines that come late, by any time`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    var shape = StreamShape(&dice, sizes: 1...1500)
    // A lone CR ends a line, and what is whole is known only by the next byte.
    if shape.lineEnd == "\r" { shape.lineEnd = "\n" }
    let pause = Double.random(in: 0.26...9, using: &dice)
    for isLate in [true, false] {
      var scene = Scene()
      scene.connect()
      var time = 0.1
      for number in 0..<6 {
        let text = shape.fields(number)
        scene.send(isLate ? shape.lineEnd + text : text + shape.lineEnd, at: time)
        if isLate, number == 4 {
          // At the fourth event, as the fifth comes.
          scene.pass(to: time + 1)
          let finding = try #require(scene.finding(.oneBehind), "\(pause) \(shape)")
          #expect(finding.severity == .error && finding.certainty == .certain)
        }
        time += pause
      }
      scene.pass(to: time + 2)
      #expect(scene.alarms.count == (isLate ? 1 : 0), "\(pause) \(shape): \(scene.alarms)")
    }
  }

  @Test(arguments: seeds) func `a compressor that is not flushed`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice, sizes: 5...200)
    let (wait, count) = (Double.random(in: 5.2...25, using: &dice), Int.random(in: 50...900, using: &dice))
    let coding = [("Content-Encoding", ["gzip", "deflate", "br", "zstd"].randomElement(using: &dice) ?? "")]
    for isHeld in [true, false] {
      var scene = Scene()
      scene.connect(coding)
      let events = (0..<count).map { shape.event($0) }
      if isHeld {
        scene.send(events.joined() + String(shape.event(count).dropLast(5)), at: wait)
        scene.pass(to: wait + 1)
        #expect(scene.finding(.heldByCompressor)?.severity == .error, "\(shape)")
      } else {
        for (number, event) in events.prefix(200).enumerated() {
          scene.send(event, at: 0.1 + wait * Double(number) / Double(count))
        }
        scene.pass(to: wait + 2)
        #expect(scene.alarms.isEmpty, "\(shape): \(scene.alarms)")
      }
    }
  }

  @Test(arguments: seeds) func `response headers that wait`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice)
    let (wait, pause) = (Double.random(in: 3.1...9, using: &dice), Double.random(in: 0.1...3, using: &dice))
    for isLate in [true, false] {
      var scene = Scene()
      scene.ask(at: 0)
      scene.open(at: isLate ? wait : 0.05)
      for number in 0..<Int(24 / pause) { scene.send(shape.event(number), at: wait + Double(number) * pause) }
      scene.pass(to: wait + 25)
      #expect((scene.finding(.headLate)?.severity == .warning) == isLate)
      #expect(scene.alarms.count == (isLate ? 1 : 0), "\(shape): \(scene.alarms)")
    }
  }
}
