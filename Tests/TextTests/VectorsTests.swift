import CVectors
import TestSupport
import Testing

/// Masks of many bytes at once, against looking at each.
@Suite struct VectorsTests {
  @Test func `every byte is told in every place`() {
    for place in 0..<64 {
      for byte in UInt8.min...UInt8.max {
        var bytes = [UInt8](repeating: 0x61, count: 64)
        bytes[place] = byte
        let isEnd = byte == 0x0A || byte == 0x0D
        #expect(vectors_line_ends(bytes) == (isEnd ? 1 << UInt64(place) : 0))
        let isSpecial = byte < 0x20 || byte == 0x22 || byte == 0x5C
        if place < 16 {
          #expect(vectors_string_specials(bytes) == (isSpecial ? 1 << UInt32(place) : 0))
          let isDigit = 0x30...0x39 ~= byte
          #expect(vectors_no_digits(bytes) == (isDigit ? 0xFFFF ^ 1 << UInt32(place) : 0xFFFF))
        }
        if place < 16 {
          let others = [UInt8](repeating: 0x61, count: 16)
          #expect(vectors_differences(bytes, others) == (byte == 0x61 ? 0 : 1 << UInt32(place)))
        }
      }
    }
  }

  @Test(arguments: UInt64(0)..<50) func `bytes that are side by side do not disturb each other`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let odd: [UInt8] = [
      0x0A, 0x0D, 0x22, 0x5C, 0x1F, 0x20, 0x0B, 0x8A, 0x8D, 0xA2, 0xDC, 0xFF, 0x00, 0x61, 0x2F, 0x30, 0x39, 0x3A, 0xB0,
    ]
    for _ in 0..<100 {
      let bytes = (0..<64).map { _ in odd.randomElement(using: &dice) ?? 0 }
      var (ends, specials, others): (UInt64, UInt32, UInt32) = (0, 0, 0)
      for (place, byte) in bytes.enumerated() {
        if byte == 0x0A || byte == 0x0D { ends |= 1 << UInt64(place) }
        if place < 16, byte < 0x20 || byte == 0x22 || byte == 0x5C { specials |= 1 << UInt32(place) }
        if place < 16, !(0x30...0x39 ~= byte) { others |= 1 << UInt32(place) }
      }
      #expect(vectors_line_ends(bytes) == ends)
      #expect(vectors_string_specials(bytes) == specials)
      #expect(vectors_no_digits(bytes) == others)
      let places = (0..<16).filter { bytes[$0] != bytes[$0 + 16] }
      let differences = places.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
      #expect(
        bytes.withUnsafeBytes { vectors_differences($0.baseAddress, $0.baseAddress.map { $0 + 16 }) } == differences)
    }
  }

  /// What the processor at hand has besides finds the same.
  @Test(arguments: UInt64(0)..<50) func `strings are found alike in every way`(seed: UInt64) {
    typealias Find =
      (UnsafeRawPointer?, UInt32, UnsafeMutablePointer<UInt16>?, UnsafeMutablePointer<UInt16>?) -> vectors_json_found
    func places(_ bytes: [UInt8], _ find: Find) -> [[UInt16]] {
      let count = UInt32(bytes.count)
      var quotes = [UInt16](repeating: 0, count: Int(vectors_json_room(count)))
      var escapes = quotes
      let found = find(bytes, count, &quotes, &escapes)
      return [
        Array(quotes.prefix(Int(found.quotes))), Array(escapes.prefix(Int(found.escapes))), [found.hasControl ? 1 : 0],
      ]
    }
    var dice = SeededGenerator(seed: seed)
    let odd = Array("\"\"\\\\{:, a\n".utf8)
    for _ in 0..<100 {
      let isDense = Bool.random(using: &dice)
      let bytes = (0..<Int.random(in: 0...200, using: &dice)).map { _ in
        isDense || Int.random(in: 0...9, using: &dice) == 0 ? odd.randomElement(using: &dice) ?? 0 : 0x61
      }
      #expect(places(bytes, vectors_json_strings) == places(bytes, vectors_json_strings_anywhere))
    }
  }
}
