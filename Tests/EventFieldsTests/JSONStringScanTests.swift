import TestSupport
import Testing
import Text

@testable import EventFields

/// Strings of JSON, which are passed over sixteen bytes at a time, against looking at each byte.
@Suite struct JSONStringScanTests {
  /// As RFC 8259 has it, byte by byte; escapes are of one letter here.
  private static func isString(_ text: [UInt8]) -> Bool {
    guard text.first == 0x22 else { return false }
    var index = 1
    while index < text.count {
      switch text[index] {
      case 0x22: return index == text.count - 1
      case 0x5C:
        guard index + 1 < text.count, #""\/bfnrt"#.utf8.contains(text[index + 1]) else { return false }
        index += 2
      case ..<0x20: return false
      default: index += 1
      }
    }
    return false
  }

  @Test func `what ends a string is found wherever it lies`() {
    let plain: [UInt8] = [0x20, 0x21, 0x23, 0x5B, 0x5D, 0x7F, 0x80, 0x9C, 0xA2, 0xDC, 0xFF]
    for special in [0x22, 0x5C, 0x00, 0x1F, 0x0A] as [UInt8] + plain {
      for place in 0..<40 {
        for filler in plain {
          var text: [UInt8] = [0x22] + [UInt8](repeating: filler, count: 40) + [0x22]
          text[1 + place] = special
          #expect(text.withUnsafeBytes(JSONSearch.isJSON) == Self.isString(text), "\(text)")
        }
      }
    }
  }

  @Test(arguments: UInt64(0)..<200) func `random bytes between quotes are judged alike`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let inside = (0..<Int.random(in: 0...70, using: &dice)).map { _ in
        UInt8.random(in: 0...9, using: &dice) == 0
          ? [0x22, 0x5C, 0x1F, 0x00].randomElement(using: &dice) ?? 0 : UInt8.random(in: 0x20...0xFF, using: &dice)
      }
      // An escape of four digits is told apart elsewhere.
      let text = [0x22] + inside.map { $0 == UInt8(ascii: "u") ? 0x76 : $0 } + [0x22]
      #expect(text.withUnsafeBytes(JSONSearch.isJSON) == Self.isString(text), "\(text)")
    }
  }
}
