import TestSupport
import Testing

@testable import Dashboard
@testable import Text

@Suite("Wrapping")
struct WrappingTests {
  private func rows(_ text: String, _ columns: Int) -> [String] {
    Wrapping.rows(of: [TextSpan(text)], columns: columns).map { $0.map(\.text).joined() }
  }

  @Test func `Rows are as full as they can be, wide characters and marks whole`() {
    #expect(rows("abcdef", 4) == ["abcd", "ef"])
    #expect(rows("abcd", 4) == ["abcd"])
    #expect(rows("a漢字b", 2) == ["a", "漢", "字", "b"])
    #expect(rows("ae\u{301}x", 2) == ["ae\u{301}", "x"])
    #expect(rows("\u{202E}", 5) == ["<U+20", "2E>"])
    #expect(rows("\u{1112}\u{1161}\u{11AB}x", 2) == ["한", "x"])
    #expect(rows("", 3) == [""])
  }

  @Test func `In one column a wide character is a question mark`() {
    #expect(rows("a漢\u{1112}\u{1161}b", 1) == ["a", "?", "?", "b"])
    #expect(rows("ab", .min) == ["a", "b"])
  }

  @Test func `Roles go with the text`() {
    let rows = Wrapping.rows(of: [TextSpan("ab", .name), TextSpan("c\nd", .string)], columns: 3)
    #expect(
      rows == [[TextSpan("ab", .name), TextSpan("c", .string)], [TextSpan("⏎", .whitespace), TextSpan("d", .string)]])
  }

  @Test func `Further rows hang, by half of the columns at most`() {
    func hung(_ text: String, _ columns: Int, _ hang: Int) -> [String] {
      Wrapping.rows(of: [TextSpan(text)], columns: columns, hang: hang).map { $0.map(\.text).joined() }
    }
    #expect(hung("abcdefgh", 5, 2) == ["abcde", "  fgh"])
    #expect(hung("abcdefgh", 4, 9) == ["abcd", "  ef", "  gh"])
    #expect(hung("a漢字b", 3, 1) == ["a漢", " 字", " b"])
    #expect(hung("a漢b", 3, -1) == ["a漢", "b"] && hung("", 3, 2) == [""])
    // Where no wide character fits behind the blanks, none is shown.
    #expect(hung("ab漢\u{1112}\u{1161}c", 2, 1) == ["ab", " ?", " ?", " c"])
    var dice = SeededGenerator(seed: 12)
    for _ in 0..<300 {
      let spans = [TextSpan(dice.hostileText(count: 20), .name), TextSpan(dice.hostileText(count: 20), .string)]
      let (columns, hang) = (Int.random(in: 4...40, using: &dice), Int.random(in: 0...40, using: &dice))
      let rows = Wrapping.rows(of: spans, columns: columns, hang: hang)
      for row in rows { #expect(TextWidth.columns(of: row.map(\.text).joined()) <= columns) }
      let blank = Array(repeating: Unicode.Scalar(" "), count: min(hang, columns / 2))
      #expect(rows.dropFirst().allSatisfy { $0.map(\.text).joined().unicodeScalars.starts(with: blank) })
    }
  }

  @Test func `No more rows are made than asked for`() {
    #expect(Wrapping.rows(of: [TextSpan("abc\u{301}def")], columns: 3, limit: 1) == [[TextSpan("abc\u{301}")]])
    #expect(Wrapping.rows(of: [TextSpan("abcdef"), TextSpan("\u{301}")], columns: 3, limit: 0) == [[TextSpan("abc")]])
  }

  @Test(arguments: [Glyphs.unicode, .ascii])
  func `Rows one after the other are the line that the canvas would draw`(glyphs: Glyphs) {
    var dice = SeededGenerator(seed: 11)
    for _ in 0..<1_000 {
      let spans = [Role.normal, .name, .string].map { role in
        TextSpan(dice.hostileText(count: Int.random(in: 0...8, using: &dice)), role)
      }
      let columns = Int.random(in: 2...30, using: &dice)
      let rows = Wrapping.rows(of: spans, columns: columns, glyphs: glyphs)
      var whole = Canvas(columns: 300, rows: 1, glyphs: glyphs)
      whole.put(spans, row: 0, column: 0)
      var pieces = Canvas(columns: 300, rows: 1, glyphs: glyphs)
      var column = 0
      for (index, row) in rows.enumerated() {
        let drawn = pieces.put(row, row: 0, column: column)
        #expect(drawn <= columns)
        #expect(drawn >= columns - 1 || index == rows.count - 1)
        column += drawn
      }
      #expect(whole == pieces)
    }
  }
}
