import TestSupport
import Testing

@testable import Text

@Suite struct TextBreakingTests {
  @Test(arguments: UInt64(0)..<40)
  func `no line is wider than there is room, and every word is there`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let words = (0..<Int.random(in: 1...30, using: &dice)).map { _ in
      String((0..<Int.random(in: 1...25, using: &dice)).map { _ in "abcxyz漢é→".randomElement(using: &dice) ?? "a" })
    }
    let text = words.joined(separator: " ")
    for columns in 2...50 {
      let lines = TextBreaking.lines(of: text, columns: columns, glyphs: .unicode)
      #expect(lines.allSatisfy { TextWidth.columns(of: $0, glyphs: .unicode) <= columns })
      #expect(lines.joined().filter { $0 != " " } == words.joined())
      let roomy = words.allSatisfy { TextWidth.columns(of: $0, glyphs: .unicode) <= columns }
      if roomy { #expect(lines.joined(separator: " ") == text) }
    }
  }
}
