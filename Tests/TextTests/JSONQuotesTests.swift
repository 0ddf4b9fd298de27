import TestSupport
import Testing

@testable import Text

/// The places of quotes found block by block, against a reading byte by byte.
@Suite struct JSONQuotesTests {
  /// The same by the grammar of strings; `nil` where a string breaks off.
  private static func expected(_ text: [UInt8]) -> [Int]? {
    text.withUnsafeBytes { text in
      text.withJSONBytes { text in
        var places: [Int] = []
        var position = 0
        while position < text.count {
          defer { position += 1 }
          guard text[position] == UInt8(ascii: "\"") else { continue }
          let end = JSONScalar.string(in: text, from: position + 1)
          guard end.isString else { return nil }
          places += [position, end.position - 1]
          position = end.position - 1
        }
        return places
      }
    }
  }

  private static func found(_ text: [UInt8], _ quotes: inout JSONQuotes) -> [Int]? {
    guard let count = text.withUnsafeBytes({ $0.withJSONBytes { quotes.find(in: $0) } }) else { return nil }
    return quotes.places[..<count].map(Int.init)
  }

  @Test(arguments: UInt64(0)..<200) func `strings of any length at any place`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var quotes = JSONQuotes()
    let parts = ["a", "é", "{", "\\\"", "\\\\", "\\n", "\\u00e9", "\\uD800", "]", ":"]
    for _ in 0..<20 {
      var text = ""
      for _ in 0..<Int.random(in: 0...12, using: &dice) {
        text += String(repeating: " ", count: Int.random(in: 0...20, using: &dice)) + "\n\""
        let isLong = Int.random(in: 0...3, using: &dice) == 0
        for _ in 0..<Int.random(in: 0...(isLong ? 90 : 5), using: &dice) {
          text += parts.randomElement(using: &dice) ?? ""
        }
        text += "\","
      }
      let bytes = Array(text.utf8)
      #expect(Self.found(bytes, &quotes) == Self.expected(bytes), "\(text)")
    }
  }

  @Test(arguments: ["\\x", "\\u12", "\\u12\"4", "\\u", "\\", "\u{1}", "\n", "\\\\\\", "\\u00g0"])
  func `what no string has is told at every place`(wrong: String) {
    var quotes = JSONQuotes()
    for before in 0..<140 {
      let start = String(repeating: "a", count: before)
      #expect(Self.found(Array("\"\(start)\(wrong)x\"".utf8), &quotes) == nil, "\(before)")
      #expect(Self.found(Array("\"\(start)\\\\\\\"\(wrong)".utf8), &quotes) == nil, "\(before)")
    }
  }

  /// A text that ends in a string has an odd number; who compares shapes finds no second one.
  @Test func `a string without an end`() {
    var quotes = JSONQuotes()
    #expect(Self.found(Array("\"a\":\"b".utf8), &quotes) == [0, 2, 4])
    #expect(Self.found([], &quotes) == [])
    #expect(Self.found(Array(repeating: UInt8(ascii: "\""), count: 500), &quotes) == Array(0..<500))
  }
}
