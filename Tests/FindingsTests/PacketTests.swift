import StreamModel
import TestSupport
import Testing

@testable import Findings

/// What a link cuts off in packets is told from what a buffer has cut off by the packets that the kernel counts.
@Suite struct PacketTests {
  /// Lumps of so many bytes of a body, that were so many on the wire, a second apart; events of about so many bytes.
  private func scene(
    _ lumps: [(body: Int, wire: Int)], segment: Int?, event size: Int, coding: String = ""
  ) -> Scene {
    var scene = Scene()
    scene.connect(coding.isEmpty ? [] : [("Content-Encoding", coding)])
    let total = lumps.reduce(0) { $0 + $1.body }
    let bytes = Array((0...total / size + 1).map { event($0, bytes: size, id: false) }.joined().utf8)
    var (start, wire) = (0, UInt64(5000))
    for (number, lump) in lumps.enumerated() {
      // Where the connection stands when the pause before the lump ends.
      let position = segment.map { PacketPosition(bytes: wire, segment: $0) }
      scene.send(Array(bytes[start..<start + lump.body]), at: 0.1 + Double(number), after: position)
      start += lump.body
      wire += UInt64(lump.wire)
    }
    scene.pass(to: Double(lumps.count) + 1)
    return scene
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `full packets are no buffer, whatever their length and number`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    // Those that make nearly a multiple of 1,024 among them.
    let known = [(1368, 3), (1360, 3), (1428, 5), (1440, 5), (1460, 7), (1024, 4), (8192, 1)]
    let (segment, packets) =
      seed < known.count
      ? known[Int(seed)] : (Int.random(in: 536...9000, using: &dice), Int.random(in: 1...12, using: &dice))
    let isEqual = Bool.random(using: &dice)
    let record = [0, 22, 29, 69].randomElement(using: &dice) ?? 0
    let lumps = (0..<14).map { _ in
      let wire = segment * (isEqual ? packets : Int.random(in: 1...packets, using: &dice))
      // Framing takes something of it: a record of TLS for each 16 KiB at least, and a chunk.
      return (body: wire - (record == 0 ? 0 : (wire / 16_384 + 1) * (record + 8)), wire: wire)
    }
    let size = Int.random(in: 60...max(61, segment / 3), using: &dice)
    let coding = Int.random(in: 0..<4, using: &dice) == 0 ? "gzip" : ""
    let scene = scene(lumps, segment: segment, event: size, coding: coding)
    #expect(scene.alarms.isEmpty, "\(segment) × \(packets): \(scene.alarms)")
  }

  @Test(arguments: [4096, 8192, 16_384, 65_536], [65_483, 32_741, 1448, 1368, 1208, 8948])
  func `a buffer's lumps end in a packet that is not full`(bytes: Int, segment: Int) throws {
    for framing in [0, 8, 30] {
      guard (bytes + framing) % segment != 0 else { continue }
      let lumps = Array(repeating: (body: bytes, wire: bytes + framing), count: 8)
      let scene = scene(lumps, segment: segment, event: 180)
      let finding = try #require(scene.finding(.heldBySize))
      #expect(finding.severity == .error && finding.certainty == .certain)
    }
  }

  @Test func `without a count of packets the lengths decide`() {
    let lumps = Array(repeating: (body: 4096, wire: 4104), count: 8)
    #expect(scene(lumps, segment: nil, event: 180).finding(.heldBySize) != nil)
  }

  @Test func `positions of one connection are not those of another`() {
    let meter = PacketPosition(bytes: 9000, segment: 1448)
    #expect(!PacketPosition(bytes: 5000, segment: 1448).isWholePackets(since: meter))
    #expect(!meter.isWholePackets(since: meter))
    #expect(!PacketPosition(bytes: 9001, segment: 0).isWholePackets(since: meter))
    #expect(PacketPosition(bytes: 9000 + 3 * 1448, segment: 1448).isWholePackets(since: meter))
  }
}
