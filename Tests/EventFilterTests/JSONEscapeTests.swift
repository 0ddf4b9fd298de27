import EventFilter
import TestSupport
import Testing

@testable import Text

@Suite struct JSONEscapeTests {
  private static func shown(_ text: String) -> String {
    String(decoding: JSONEscape.shown(Array(text.utf8)[...]), as: UTF8.self)
  }

  @Test(arguments: [
    (#""\u4f60\u597d""#, "\"\u{4f60}\u{597d}\""), (#""\ud83d\ude00""#, "\"\u{1F600}\""),
    (#""a\/b\n\t""#, "\"a/b\n\t\""),
    (#""\b\f\r""#, "\"\u{8}\u{C}\r\""), (#""\u0000\u001B""#, "\"\u{0}\u{1B}\""),
    (#""say \"hi\" \\u0041""#, #""say \"hi\" \\u0041""#), (#""\ud83d \ude00""#, #""\ud83d \ude00""#),
    (#""\ud83d\u0041""#, #""\ud83dA""#), (#""\ud83d\ud83d\ude00""#, "\"\\ud83d\u{1F600}\""), (#""\u12"#, #""\u12"#),
    ("\\", "\\"),
  ]) func `escapes are shown as what they stand for, those that delimit and half pairs as they are written`(
    text: String, shown: String
  ) { #expect(Self.shown(text) == shown) }

  @Test func `only lines that are nothing but JSON have escapes`() {
    func lines(_ text: String, isCut: Bool = false) -> [String] {
      let bytes = Array(text.utf8)
      return JSONEscape.lines(of: bytes.span, isCut: isCut).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    #expect(lines(#"{"a":"\u00e9"}"#) == [#"{"a":"\u00e9"}"#])
    #expect(
      lines("[DONE]\n{\"a\":\"\\n\"}\nC:\\new \"x\\n\"\n  \"b\": \"\\t\",") == [#"{"a":"\n"}"#, #"  "b": "\t","#])
    #expect(lines(#"say "C:\new""#).isEmpty && lines("plain").isEmpty && lines("").isEmpty)
    #expect(lines(#"{"a":"\u00e9 and th"#).isEmpty && lines(#"{"a":"\u00e9 and th"#, isCut: true).count == 1)
    #expect(lines(#"{"a":"\u00e9 \u00"#, isCut: true).count == 1)
  }

  @Test(arguments: [
    ("你好", #"{"a":"\u4f60\u597d"}"#, true), ("éa", #"{"a":"\u00c9A"}"#, true), ("Éa", #"{"a":"\u00e9a"}"#, false),
    ("http://x/", #"{"a":"http:\/\/x\/"}"#, true), ("\"say \\\"hi\\\"\"", #"{"a":"say \"hi\""}"#, true),
    ("<b>", #"["\u003cb\u003e"]"#, true), ("\\u4f60", #"["\u4f60"]"#, true), ("u4f60", #"["\u4f60"]"#, true),
    ("/^.{2}你/", #"["\u4f60"]"#, true), ("/\\w\\b!/", #"["\u00e9!"]"#, true), ("!你", #"["\u4f60"]"#, false),
    ("\u{1F600}", #"["\ud83d\ude00"]"#, true), ("'a\nb'", #"["a\nb"]"#, true), ("你", #"C:\u4f60"#, false),
    ("a你", "[\"a\\u4f60\"]\nx", true),
  ]) func `a filter finds what is written and what is meant`(expression: String, data: String, isMatch: Bool) throws {
    let stage = Stage("data: " + data.split(separator: "\n").joined(separator: "\ndata: ") + "\n\n")
    #expect(try stage.matching(expression).isEmpty != isMatch)
    var index = MatchIndex(MatchCriterion(try EventFilter(expression)))
    while !index.advance(in: stage.state, budget: 100) {}
    #expect(index.count == (isMatch ? 1 : 0))
  }

  @Test func `what is found stands where its escapes stand`() throws {
    let bytes = Array(#"["x\u4f60y","你\u597d","\ud83d\ude00"]"#.utf8)
    func found(_ text: String) throws -> [String] {
      try TextPattern(text).ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    #expect(try found("你") == [#"\u4f60"#, "你"])
    #expect(try found("你y") == [#"\u4f60y"#])
    #expect(try found("x你") == [#"x\u4f60"#])
    #expect(try found("你好") == [#"你\u597d"#])
    #expect(try found("\u{1F600}") == [#"\ud83d\ude00"#])
    #expect(try found("u4f") == ["u4f"])
    #expect(try found("/\\w+/") == [#"x\u4f60y"#, #"你\u597d"#, "ud83d", "ude00"])
  }

  @Test(arguments: 0..<40) func `however it is escaped, a text is found, and where it stands`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let letters: [Unicode.Scalar] = ["a", "é", "你", "\u{1F600}", "<", "/"]
    for _ in 0..<40 {
      var (data, places): ([UInt8], [Range<Int>]) = (Array("[\"".utf8), [])
      var text: [Unicode.Scalar] = []
      for _ in 0..<Int.random(in: 2...12, using: &dice) {
        guard let letter = letters.randomElement(using: &dice) else { continue }
        let start = data.count
        if Bool.random(using: &dice) {
          for unit in String(letter).utf16 {
            let digits = String(unit, radix: 16)
            data += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
          }
        } else {
          data += Array(String(letter).utf8)
        }
        text.append(letter)
        places.append(start..<data.count)
      }
      data += Array("\"]".utf8)
      let from = Int.random(in: 0..<text.count, using: &dice)
      let to = Int.random(in: from..<text.count, using: &dice)
      var word = String.UnicodeScalarView()
      word.append(contentsOf: text[from...to])
      // Between slashes it would be a regular expression.
      guard text[from] != "/" else { continue }
      let pattern = try TextPattern(String(word))
      let found = pattern.ranges(in: data)
      #expect(found.contains { $0.lowerBound <= places[from].lowerBound && $0.upperBound > places[from].lowerBound })
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    }
  }

  @Test(arguments: [
    ("/^\\w+$/", "éß日ا", true), ("/\\bпривет\\b/", "да привет!", true), ("/\\bet/", "éet", false), ("/\\d/", "٣", true),
    ("/[[:alpha:]]{2}/", "日é", true), ("/\\s/", "a\u{3000}b", true), ("/\\W/", "日", false),
  ]) func `regular expressions know the letters of all alphabets`(expression: String, data: String, isMatch: Bool)
    throws
  {
    #expect(try matches(expression, data: data) == isMatch)
  }

  @Test func `what is not UTF-8 matches no letter, and what is around it does`() throws {
    let pattern = try TextPattern("/\\w+/")
    #expect(pattern.ranges(in: [0x61, 0xFF, 0x62, 0xC3, 0xA9, 0xE4]) == [0..<1, 2..<5])
  }
}
