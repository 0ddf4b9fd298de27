import TestSupport
import Testing

@testable import Dashboard
@testable import Text

@Suite("Hostile text")
struct CleanTextTests {
  private func shown(_ bytes: [UInt8], glyphs: Glyphs = .unicode) -> String {
    var canvas = Canvas(columns: 60, rows: 1, glyphs: glyphs)
    let columns = canvas.put(bytes: bytes[...], row: 0, column: 0)
    #expect(canvas.row(0).dropFirst(columns).allSatisfy { $0.character == " " && !$0.isContinuation })
    return canvas.row(0).prefix(columns).reduce(into: "") { text, cell in
      if !cell.isContinuation { text.append(cell.character) }
    }
  }

  private func shown(_ text: String, glyphs: Glyphs = .unicode) -> String { shown(Array(text.utf8), glyphs: glyphs) }

  private func same(_ left: String, _ right: String) -> Bool { Array(left.utf8) == Array(right.utf8) }

  @Test func `V-03 Commands to a terminal are shown, not obeyed`() {
    #expect(shown("\u{1B}]0;title\u{7}x") == "^[]0;title^Gx")
    #expect(shown("\u{1B}[2J\u{1B}[31mred") == "^[[2J^[[31mred")
    #expect(shown("\u{9B}31m\u{9D}0;t\u{9C}") == "<9B>31m<9D>0;t<9C>")
    #expect(shown([0x61, 0x9B, 0x33, 0x80, 0x9F, 0x62]) == "a\u{FFFD}3\u{FFFD}\u{FFFD}b")
    #expect(shown("\u{0}\u{7F}\u{8}") == "^@^?^H")
  }

  @Test func `Ends of lines and tabs are marks`() {
    #expect(shown("a\nb\r\nc\rd\n\re\tf") == "a⏎b⏎c⏎d⏎⏎e⇥f")
    #expect(shown("a\nb\r\nc\rd\n\re\tf", glyphs: .ascii) == "a^Jb^Jc^Jd^J^Je^If")
  }

  @Test func `Stand-ins have the role mark, whatever the text has`() {
    var canvas = Canvas(columns: 9, rows: 1)
    canvas.put("a\u{7}\nb\u{9B}", row: 0, column: 0, role: .good)
    #expect(canvas.roles(row: 0) == "gmm_gmmmm")
  }

  @Test func `Invisible and turning characters are named`() {
    #expect(shown("a\u{202E}b") == "a<U+202E>b")
    #expect(shown("\u{61C}\u{2066}") == "<U+061C><U+2066>")
    #expect(shown("\u{200B}\u{FEFF}\u{AD}") == "<U+200B><U+FEFF><U+00AD>")
    #expect(shown("\u{2028}\u{2029}\u{E0041}") == "<U+2028><U+2029><U+E0041>")
    #expect(shown("\u{E000}\u{FFFF}\u{10FFFF}") == "<U+E000><U+FFFF><U+10FFFF>")
    #expect(shown("\u{3164}\u{115F}\u{E0100}\u{34F}") == "<U+3164><U+115F><U+E0100><U+034F>")
  }

  @Test func `Scalars whose width is disputed, or that are younger than the table, are named`() {
    #expect(shown("\u{4DC0}\u{2630}\u{1FAE8}") == "<U+4DC0><U+2630><U+1FAE8>")
  }

  @Test func `Sequences that terminals join are drawn scalar by scalar`() {
    #expect(shown("👨‍👩‍👧") == "👨·👩·👧")
    #expect(shown("🇩🇪🇫") == "DEF")
    #expect(shown("👍🏽!") == "👍·!")
    #expect(shown("❤\u{FE0F}x") == "❤x")
    #expect(same(shown("1\u{FE0F}\u{20E3}"), "1\u{20E3}"))
  }

  @Test func `A variation selector is dropped once a base, so that none can carry hidden bytes`() {
    #expect(shown("a\u{FE00}\u{FE01}b") == "a<U+FE01>b")
    #expect(shown("\u{FE0F}") == "<U+FE0F>")
  }

  @Test func `A hundred marks on a base make visible columns`() {
    let zalgo = "Z" + String(repeating: "\u{489}", count: 100)
    #expect(TextWidth.columns(of: zalgo) == 1 + 24)
    #expect(shown(zalgo).unicodeScalars.count == 101 + 24)
  }

  @Test func `Scripts of the world stay as they are`() {
    for (text, columns) in [
      ("漢字かなカナ", 12), ("한국어", 6), ("नमस्ते", 4), ("مرحبا", 5), ("שלום", 4), ("สวัสดี", 4), ("Ελλάδα", 6),
      ("ｶﾞ", 2), ("ＡＢ", 4), ("naïve", 5),
    ] {
      #expect(same(shown(text), text))
      #expect(TextWidth.columns(of: text) == columns, "\(text)")
    }
  }

  @Test func `Hangul in pieces is put together, and pieces without a place are named`() {
    #expect(same(shown("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"), "한국"))
    #expect(shown("a\u{1161}") == "a<U+1161>")
    #expect(shown("\u{1161}\u{11A8}") == "<U+1161><U+11A8>")
    #expect(TextWidth.columns(of: "\u{1112}\u{1161}\u{11AB}") == 2)
  }

  @Test func `In ASCII every other scalar is a question mark, a wide one two`() {
    #expect(shown("né 漢 e\u{301} 👨‍👩 ─ 🇩\u{202E}", glyphs: .ascii) == "n? ?? e? ????? ? D<U+202E>")
  }

  @Test func `Only what fits is decoded of a long line`() {
    var canvas = Canvas(columns: 10, rows: 1)
    #expect(canvas.put(bytes: Array(repeating: 0xE6, count: 1 << 20).span, row: 0, column: 0) == 10)
    let line = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
    #expect(canvas.put(bytes: line.span, row: 0, column: 0, offset: (1 << 20) - 3) == 3)
    #expect(canvas.text(row: 0) == "xxx" + String(repeating: "\u{FFFD}", count: 7))
  }

  @Test func `Bytes are decoded as the standard library decodes them`() {
    var dice = SeededGenerator(seed: 2)
    for _ in 0..<3_000 {
      let bytes = dice.hostileBytes(count: Int.random(in: 0...20, using: &dice))
      var raw = Canvas(columns: 300, rows: 1)
      var text = raw
      #expect(
        raw.put(bytes: bytes.span, row: 0, column: 0)
          == text.put(String(decoding: bytes, as: UTF8.self), row: 0, column: 0))
      #expect(raw == text)
    }
  }

  @Test(arguments: [Glyphs.unicode, .ascii])
  func `Whatever is put, the grid holds nothing but clean cells that add up`(glyphs: Glyphs) {
    var dice = SeededGenerator(seed: 3)
    for _ in 0..<3_000 {
      var canvas = Canvas(
        columns: Int.random(in: 1...24, using: &dice), rows: Int.random(in: 1...3, using: &dice), glyphs: glyphs)
      for _ in 0..<4 {
        let bytes = dice.hostileBytes(count: Int.random(in: 0...40, using: &dice))
        let row = Int.random(in: -1...3, using: &dice)
        let column = Int.random(in: -4...26, using: &dice)
        let limit = Int.random(in: -1...26, using: &dice)
        let before = canvas
        let drawn = canvas.put(
          bytes: bytes.span, row: row, column: column, limit: limit, offset: Int.random(in: -2...20, using: &dice))
        #expect(drawn >= 0 && drawn <= max(0, limit) && drawn <= canvas.columns)
        expectUntouched(before, canvas, row: row, columns: max(0, column)..<max(0, column) + drawn)
        expectClean(canvas)
      }
    }
  }

  @Test func `Scrolling sideways moves the same picture`() {
    var dice = SeededGenerator(seed: 4)
    for _ in 0..<500 {
      let text = dice.hostileText(count: 12)
      var whole = Canvas(columns: 140, rows: 1)
      let columns = whole.put(text, row: 0, column: 0)
      let offset = Int.random(in: 0...columns, using: &dice)
      var scrolled = Canvas(columns: 140, rows: 1)
      #expect(scrolled.put(text, row: 0, column: 0, offset: offset) == columns - offset)
      var expected = Array(whole.row(0).dropFirst(offset))
      let cut = expected.first?.isContinuation == true ? 1 : 0
      expected.removeFirst(cut)
      #expect(Array(scrolled.row(0).dropFirst(cut).prefix(expected.count)) == expected)
      #expect(columns == TextWidth.columns(of: text))
    }
  }

  @Test func `Clean text is left alone`() {
    var dice = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      let once = shown(dice.hostileText(count: 6))
      #expect(same(shown(once), once))
    }
  }

  private func expectUntouched(_ before: Canvas, _ after: Canvas, row: Int, columns: Range<Int>) {
    for other in 0..<before.rows where other != row { #expect(before.row(other) == after.row(other)) }
    for (index, pair) in zip(before.row(row), after.row(row)).enumerated() where !columns.contains(index) {
      // The other half of a wide character that was overwritten is all that may change outside.
      let isNeighbour = index == columns.lowerBound - 1 || index == columns.upperBound
      #expect(pair.0 == pair.1 || (isNeighbour && pair.1.character == " " && !pair.1.isContinuation))
    }
  }

  private func expectClean(_ canvas: Canvas) {
    for row in 0..<canvas.rows {
      let cells = Array(canvas.row(row))
      var columns = 0
      for (index, cell) in cells.enumerated() {
        if cell.isContinuation {
          #expect(index > 0 && !cells[index - 1].isContinuation)
          continue
        }
        let scalars = Array(cell.character.unicodeScalars)
        #expect(scalars.count <= 5)
        let width = scalars.reduce(0) { $0 + TextWidth.width(of: $1) }
        let isWide = index + 1 < cells.count && cells[index + 1].isContinuation
        #expect(width == (isWide ? 2 : 1), "\(cell)")
        columns += width
        for scalar in scalars {
          #expect(![.control, .format, .unassigned, .privateUse].contains(scalar.properties.generalCategory))
          #expect(!scalar.properties.isDefaultIgnorableCodePoint)
          #expect(!canvas.glyphs.isASCII || scalar.isASCII)
        }
      }
      #expect(columns == canvas.columns)
    }
  }
}
