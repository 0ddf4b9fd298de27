import EventFilter
import TestSupport
import Testing

@Suite struct RegexTests {
  private static let parts = [
    "a", "b", "k", "s", "S", "ab", "as", "é", "\u{17F}", "\u{212A}", ".", "\\.", "\\d", "\\b", "[ab]", "[^a]", "[]k]",
    "a?", "b*", "s+", "b{2}", "a{0,1}", "{", "}", "]", "1", "(?:b|1)", "(a)", "(?=a)", "(?!b)", "(?<=a)", "|", "^",
    "$", "\\/", "\\Qa?\\E", "(?i)", "a+?", "b?+",
  ]
  private static let letters = [
    "a", "b", "k", "s", "S", "K", "1", ".", "?", "é", "\u{17F}", "\u{212A}", "{", "}", "]", "/",
  ]

  private func text(_ parts: [String], _ count: ClosedRange<Int>, _ dice: inout SeededGenerator) -> String {
    (0..<Int.random(in: count, using: &dice)).map { _ in parts.randomElement(using: &dice) ?? "" }.joined()
  }

  @Test(arguments: 0..<40) func `what is known of an expression in advance changes nothing`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let regex = text(Self.parts, 1...6, &dice)
      // A group that is repeated, even once, is one of which nothing is known.
      guard let plain = try? TextPattern("/\(regex)/"), let unknown = try? TextPattern("/(?:\(regex)){1}/") else {
        continue
      }
      for _ in 0..<12 {
        let bytes = Array(text(Self.letters, 0...12, &dice).utf8)
        #expect(plain.ranges(in: bytes) == unknown.ranges(in: bytes), "\(regex) in \(bytes)")
      }
    }
  }

  @Test(arguments: [
    "/a.*a.*a.*a.*[!?]/", "/(a|a)(a|a)(a|aa)*[!?]/", "/(a+)(a+)\\1[!?]/", "/a*a*a*a*[!?]/", "/(?:a?){40}[!?]/",
  ])
  func `places to highlight are bounded like a match`(regex: String) throws {
    let pattern = try TextPattern(regex)
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 20_000)
    #expect(pattern.ranges(in: bytes).isEmpty)
    #expect(pattern.givenUp == 1)
  }

  @Test func `an ordinary expression finds its match at the end of long data`() throws {
    let words = String(repeating: "the quick brown fox; ", count: 20_000)
    for regex in [
      "/fox; end$/", "/qu.*k.*end$/", "/(foo|bar|end)/", "/\\bend\\b/", "/b[a-z]+n .{1,20}end/", "/end|finis/",
    ] {
      #expect(try matches(regex, data: words + "end"), "\(regex)")
    }
  }
}
