import StreamModel
import TestSupport
import Testing

@testable import Findings
@testable import StreamModel

/// What ends connections is found whatever its times are, and other ends are not taken for it.
@Suite struct ShapedEndsTests {
  private static let seeds: Range<UInt64> = 0..<200

  /// Connections of these ages and silences before their ends.
  ///
  /// - Parameter lost: events that are lost at each end.
  private func scene(
    _ shape: StreamShape, _ ends: [(age: Double, silence: Double)], pause: Double, reason: Disconnection,
    lost: Int = 0, retry: Double = 2
  ) -> Scene {
    var scene = Scene()
    var (start, number) = (0.0, 0)
    for end in ends {
      scene.connect(at: start)
      if number > 0 { number += lost }
      let last = end.age - end.silence
      var time = 0.02
      while time < last {
        scene.send(shape.event(number), at: start + time)
        number += 1
        time += pause
      }
      scene.send(shape.event(number), at: start + last)
      number += 1
      scene.end(reason, at: start + 0.01 + end.age, retry: retry)
      start += end.age + retry + 0.5
    }
    return scene
  }

  @Test(arguments: seeds) func `a time-out of any length, at any age`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice, sizes: 5...80)
    let silence =
      seed % 20 == 0
      ? [50, 55, 60, 100].randomElement(using: &dice) ?? 60 : Double.random(in: 4.1...15, using: &dice)
    let pause = Double.random(in: 0.6...1.2, using: &dice)
    let reason = [Disconnection.ended, .cut(""), .reset("")].randomElement(using: &dice) ?? .ended
    var age = silence + Double.random(in: 1...5, using: &dice)
    let ends = (0..<3).map { _ in
      defer { age = age * Double.random(in: 1.12...1.4, using: &dice) + 0.5 }
      return (age: age, silence: silence + Double.random(in: -0.05...0.05, using: &dice))
    }
    let found = scene(shape, ends, pause: pause, reason: reason)
    let finding = try #require(found.finding(.idleTimeout), "\(silence) \(ends)")
    #expect(finding.severity == .warning && finding.certainty >= .likely)
    #expect(found.finding(.lifetime) == nil)
    #expect(found.alarms.count == (reason == .ended ? 1 : 2), "\(found.alarms)")

    // Silences that differ, and those that are short, are nobody's.
    for most in [1.0, 3.8] {
      let healthy = scene(
        shape,
        ends.enumerated().map { index, end in
          let silence = most < 2 ? 0.4 * Double(index + 1) : most
          return (age: end.age, silence: silence)
        }, pause: pause, reason: .ended)
      #expect(healthy.alarms.isEmpty, "\(silence) \(ends): \(healthy.alarms)")
    }
  }

  @Test(arguments: seeds) func `a life of any length, with and without a loss`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice, ids: [.numbers, .prefixed, .colon], sizes: 5...80)
    let life =
      seed % 20 == 0 ? [29.0, 30, 60].randomElement(using: &dice) ?? 30 : Double.random(in: 5...15, using: &dice)
    let pause = Double.random(in: 0.25...0.5, using: &dice)
    let lost = Int.random(in: 1...4, using: &dice)
    let ends = (0..<4).map { index in
      (
        age: life + Double.random(in: -0.05...0.05, using: &dice),
        silence: 0.1 + Double(index) * 0.25 + Double.random(in: 0...0.05, using: &dice)
      )
    }
    for lost in [0, lost] {
      let found = scene(shape, ends, pause: pause, reason: .ended, lost: lost)
      let finding = try #require(found.finding(.lifetime), "\(life) \(shape)")
      #expect(finding.severity == (lost == 0 ? .note : .warning), "\(shape) \(finding)")
      #expect((found.finding(.missing)?.count ?? 0) == lost * 3, "\(shape) \(found.alarms)")
      #expect(found.finding(.missing).map { $0.severity == .error && $0.certainty == .certain } ?? (lost == 0))
      #expect(found.alarms.count == (lost == 0 ? 0 : 2), "\(shape) \(found.alarms)")
    }
    // Lives that have nothing in common.
    let ages = [0.31, 0.9, 0.5, 1.4].map { max(life, 12) * $0 }
    let healthy = scene(shape, ages.map { ($0, 0.2) }, pause: pause, reason: .ended)
    #expect(healthy.findings.isEmpty, "\(shape): \(healthy.findings)")
  }

  @Test(arguments: seeds) func `connections that end at once`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice)
    let retry = Double.random(in: 0.01...3, using: &dice)
    for brings in [false, true] {
      var scene = Scene(retry: .seconds(retry))
      var start = 0.0
      for number in 0..<8 {
        scene.connect(at: start)
        scene.send(brings ? shape.event(number) : ":\(shape.lineEnd)\(shape.lineEnd)", at: start + 0.02)
        scene.end(at: start + 0.05 + 0.03 * Double(number), retry: retry)
        start += retry + 0.4
      }
      #expect((scene.finding(.storm)?.severity == .error) == !brings, "\(scene.alarms)")
      #expect(scene.alarms.count == (brings ? 0 : 1), "\(scene.alarms)")
    }
  }

  @Test(arguments: seeds) func `an end inside an event`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    var shape = StreamShape(&dice, sizes: 30...300)
    if shape.lineEnd == "\r" { shape.lineEnd = "\n" }
    shape.idComesLast = true
    let before = Int.random(in: 1...20, using: &dice)
    let whole = Bool.random(using: &dice)
    let text = Array(shape.fields(before).utf8)
    // Behind the beginning of its data, and inside a line.
    let data = "event: \(shape.type ?? "")\r\ndata: xxxxx".utf8.count
    let rest = whole ? text : Array(text.prefix(Int.random(in: data...data + 20, using: &dice)))
    var scene = Scene()
    scene.connect()
    let body = (0..<before).map { shape.event($0) }.joined()
    scene.send(Array(body.utf8) + rest, at: 0.2)
    scene.end(at: 1.3)
    let finding = try #require(scene.finding(.midEvent), "\(shape)")
    #expect(finding.severity == .warning && finding.certainty == (whole ? .certain : .likely))
    #expect(finding.place?.event == before + 1 && finding.place?.offset == UInt64(body.utf8.count))
    #expect(scene.alarms.count == 1, "\(scene.alarms)")
  }

  @Test(arguments: seeds) func `an error in the place of a stream`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let word = "w\(seed * 31)"
    let body =
      [
        #"{"error":{"message":"\#(word)","code":5}}"#, #"{"message": "\#(word)"}"#, "[{\"detail\": \"\(word)\"}]\n",
        "{\n  \"error\": \"\(word)\"\n}\n", "<html><head><title>\(word)</title></head></html>\n",
        "\n\n<!doctype html>\r\n<title>\(word)</title>\r\n",
      ].randomElement(using: &dice) ?? ""
    var scene = Scene()
    var start = 0.0
    for _ in 0..<Int.random(in: 1...6, using: &dice) {
      scene.connect(at: start)
      let bytes = Array(body.utf8)
      let cut = Int.random(in: 0...bytes.count, using: &dice)
      scene.send(Array(bytes[..<cut]), at: start + 0.05)
      scene.send(Array(bytes[cut...]), at: start + 0.1)
      scene.end(at: start + 0.2)
      start += 3.3
    }
    let finding = try #require(scene.finding(.errorBody))
    #expect(finding.severity == .error && finding.certainty == .certain)
    #expect(finding.evidence.contains { $0.contains(word) })
    #expect(scene.alarms.count == 1, "\(scene.alarms)")
  }
}
