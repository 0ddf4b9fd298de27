import StreamModel
import TestSupport
import Testing

@testable import Findings

/// What is wrong in the bytes is found at its place, however the rest of the stream is written.
@Suite struct ShapedWireTests {
  private static let seeds: Range<UInt64> = 0..<200

  /// A body in pieces of any length.
  private func scene(_ body: String, _ dice: inout SeededGenerator, pause: Double = 0.03) -> Scene {
    var scene = Scene()
    scene.connect()
    let bytes = Array(body.utf8)
    let longest = [8, 100, 4000].randomElement(using: &dice) ?? 100
    var (start, time) = (0, 0.1)
    while start < bytes.count {
      let end = min(start + Int.random(in: 1...longest, using: &dice), bytes.count)
      scene.send(Array(bytes[start..<end]), at: time)
      (start, time) = (end, time + pause)
    }
    scene.pass(to: time + 1)
    return scene
  }

  @Test(arguments: seeds) func `JSON on several lines`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice, sizes: 5...60)
    let before = Int.random(in: 0...5, using: &dice)
    let healthy = (0..<before).map { shape.event($0) }.joined()
    let members = (1...Int.random(in: 1...5, using: &dice)).map { #"  "k\#($0)": \#($0 * 7)"# }
    let end = shape.lineEnd
    let isArray = Bool.random(using: &dice)
    let first = "data:\(shape.space)\(isArray ? "[{" : "{")\(end)"
    let rest = members.joined(separator: ",\(end)") + "\(end)\(isArray ? "}]" : "}")\(end)\(end)"
    let found = scene(healthy + first + rest + shape.event(before), &dice)
    let finding = try #require(found.finding(.unprefixedLine), "\(shape)")
    #expect(finding.severity == .error && finding.certainty == .certain)
    #expect(finding.place?.event == before + 1 && finding.place?.line == 2)
    #expect(finding.place?.offset == UInt64((healthy + first).utf8.count))
    #expect(found.alarms.count == 1, "\(found.alarms)")
    let lines =
      [isArray ? "[{" : "{"] + members.map { $0 + "," }.dropLast() + members.suffix(1) + [isArray ? "}]" : "}"]
    let whole = lines.map { "data:\(shape.space)\($0)\(end)" }.joined() + end
    let fine = scene(healthy + whole + shape.event(before), &dice)
    #expect(fine.findings.isEmpty, "\(shape): \(fine.findings)")
  }

  @Test(arguments: seeds) func `names of fields that are nearly right`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice, sizes: 5...60)
    let name = ["data", "event", "id", "retry"].randomElement(using: &dice) ?? "data"
    let wrong =
      [
        name.uppercased(), String(name.prefix(1)).uppercased() + name.dropFirst(), " \(name)", "\(name) ", "\t\(name)",
        "  \(name)",
      ].randomElement(using: &dice) ?? ""
    let (before, count) = (Int.random(in: 0...9, using: &dice), Int.random(in: 1...9, using: &dice))
    let healthy = (0..<before).map { shape.event($0) }.joined()
    let faulty = (0..<count).map { "\(wrong):\(shape.space)\($0 + 1)\(shape.lineEnd)" + shape.event(before + $0) }
      .joined()
    let found = scene(healthy + faulty, &dice)
    let finding = try #require(found.finding(.misspeltField), "\(wrong) \(shape)")
    #expect(finding.severity == .error && finding.certainty == .certain && finding.count == count)
    #expect(finding.place?.event == before + 1 && finding.place?.offset == UInt64(healthy.utf8.count))
    #expect(found.alarms.count == 1, "\(found.alarms)")
  }

  @Test(arguments: seeds) func `no blank line`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice, ids: [.none, .numbers], sizes: 1...100)
    let pause = Double.random(in: 0.11...0.5, using: &dice)
    for isFaulty in [true, false] {
      var scene = Scene()
      scene.connect()
      for number in 0..<Int(6 / pause) {
        scene.send(isFaulty ? shape.fields(number) : shape.event(number), at: 0.05 + Double(number) * pause)
      }
      scene.pass(to: 6.2)
      #expect((scene.finding(.noBlankLine)?.severity == .error) == isFaulty, "\(pause) \(shape)")
      #expect(scene.alarms.count == (isFaulty ? 1 : 0), "\(scene.alarms)")
    }
  }

  @Test(arguments: seeds) func `line ends as two characters`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let shape = StreamShape(&dice, ids: [.none], sizes: 5...60)
    let count = Int.random(in: 3...20, using: &dice)
    let isOneLine = Bool.random(using: &dice)
    let texts = (0..<count).map { #"data: \#(shape.lineEnd.count)event \#($0)\n\n"# }
    var scene = Scene()
    scene.connect()
    for (number, text) in texts.enumerated() {
      scene.send(isOneLine ? text : text + shape.lineEnd + shape.lineEnd, at: 0.1 + Double(number) * 0.3)
    }
    scene.end(at: 1 + Double(count) * 0.3)
    #expect(scene.finding(.escapedNewlines)?.severity == .error)
    #expect(scene.alarms.count == 1, "\(scene.alarms)")
    // In JSON, where they belong, and in text that goes on.
    let fine = self.scene(
      (0..<count).map { #"data: {"text":"a\n\nb","n":\#($0)}"# + shape.lineEnd + shape.lineEnd }.joined(), &dice)
    #expect(fine.alarms.isEmpty, "\(fine.alarms)")
  }

  @Test(arguments: seeds) func `a heartbeat of any length`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let period = Double.random(in: 1...50, using: &dice)
    let beat =
      [
        ":\n\n", ": keep-alive\n\n", ":\n", "event: ping\ndata: {}\n\n", "event: heartbeat\ndata:\n\n",
        "data: ping\n\n",
      ]
      .randomElement(using: &dice) ?? ""
    var scene = Scene()
    scene.connect()
    var last = 0.0
    for number in 0..<8 {
      last = 0.1 + Double(number) * period + Double.random(in: -0.05...0.05, using: &dice) * period
      scene.send(beat, at: max(last, 0.05))
    }
    scene.pass(to: last + period * 2.4)
    #expect(scene.alarms.isEmpty, "\(period): \(scene.alarms)")
    scene.pass(to: last + max(period, 2) * 3.4 + 2.5)
    #expect(scene.finding(.lateBeat)?.severity == .warning, "\(period)")
  }
}
