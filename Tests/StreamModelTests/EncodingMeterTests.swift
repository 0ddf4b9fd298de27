import TestSupport
import Testing

@testable import StreamModel

@Suite struct EncodingMeterTests {
  private struct Result: Equatable {
    var count: Int
    /// Of the first byte that is no UTF-8.
    var first: Int?
  }

  private func result(of bytes: [UInt8], inPiecesOf size: Int) -> Result {
    var meter = EncodingMeter()
    meter.begin()
    var first: Int?
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = bytes[start..<min(start + size, bytes.count)]
      let index = piece.withUnsafeBytes { meter.receive($0, at: .start) }
      if first == nil { first = index.map { $0 + start } }
    }
    return Result(count: meter.count, first: first)
  }

  private func text(_ dice: inout SeededGenerator, faults: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<40 {
      let range = [0x20...0x7E, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x1_0000...0x10_FFFF].randomElement(
        using: &dice)
      let value = UInt32((range ?? 0x20...0x7E).randomElement(using: &dice) ?? 0x20)
      let scalar = Unicode.Scalar(value) ?? "?"
      for _ in 0..<Int.random(in: 1...12, using: &dice) { bytes += Array(String(Character(scalar)).utf8) }
    }
    for _ in 0..<faults {
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      switch Int.random(in: 0..<3, using: &dice) {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = .random(in: 0x80...0xFF, using: &dice)
      default:
        // Surrogates, forms that are too long, what is beyond the last character, and cut ones.
        let wrong: [[UInt8]] = [
          [0xED, 0xA0, 0x80], [0xE0, 0x9F, 0xBF], [0xC1, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
          [0xF5, 0x80, 0x80, 0x80], [0xE4, 0xBD], [0xFF],
        ]
        bytes.insert(contentsOf: wrong.randomElement(using: &dice) ?? [], at: place)
      }
    }
    return bytes
  }

  @Test(arguments: UInt64(0)..<60)
  func `well-formed text has no fault`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let bytes = text(&dice, faults: 0)
    #expect(result(of: bytes, inPiecesOf: bytes.count) == Result(count: 0, first: nil))
  }

  @Test(arguments: UInt64(0)..<200)
  func `however the bytes are cut, the same faults are found`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let bytes = text(&dice, faults: Int.random(in: 1...6, using: &dice)) + Array(" the end".utf8)
    let whole = result(of: bytes, inPiecesOf: bytes.count)
    for size in [1, 3, 7, 16] { #expect(result(of: bytes, inPiecesOf: size) == whole) }
    #expect((whole.count == 0) == (String(validating: bytes, as: UTF8.self) != nil))
  }
}
