import TestSupport
import Testing

@testable import Dashboard

@Suite("Canvas")
struct CanvasTests {
  private func grid(_ columns: Int, _ text: String, column: Int = 0, limit: Int = .max, offset: Int = 0) -> String {
    var canvas = Canvas(columns: columns, rows: 1)
    canvas.put(text, row: 0, column: column, limit: limit, offset: offset)
    return canvas.text(row: 0)
  }

  @Test func `Text is cut at its limit and at the edge of the canvas, and put says what it took`() {
    var canvas = Canvas(columns: 6, rows: 2)
    #expect(canvas.put("abcdef", row: 0, column: 1, limit: 3) == 3)
    #expect(canvas.put("abcdef", row: 1, column: 4) == 2)
    #expect(canvas.put("ab", row: 1, column: 0) == 2)
    #expect(canvas.golden == " abc  |\nab  ab|\n---\n......\n......\n")
  }

  @Test func `What lies outside of the canvas is not drawn`() {
    var canvas = Canvas(columns: 4, rows: 1)
    let empty = canvas
    #expect(canvas.put("x", row: -1, column: 0) == 0)
    #expect(canvas.put("x", row: 1, column: 0) == 0)
    #expect(canvas.put("x", row: 0, column: 4) == 0)
    #expect(canvas.put("x", row: .max, column: .max) == 0)
    #expect(canvas.put("x", row: 0, column: .min) == 0)
    #expect(canvas.put("x", row: 0, column: 0, limit: .min) == 0)
    #expect(canvas.put("x", row: 0, column: 0, offset: .max) == 0)
    canvas.fill(Area(row: .max, column: .min, rows: .max, columns: 0))
    #expect(canvas == empty)
    #expect(canvas.put("abcdef", row: 0, column: -2) == 4)
    #expect(canvas.text(row: 0) == "cdef")
  }

  @Test func `Sizes of any kind make a canvas`() {
    for (columns, rows) in [(0, 0), (-1, 5), (5, .min), (1, 1)] {
      var canvas = Canvas(columns: columns, rows: rows)
      canvas.put("漢字", row: 0, column: 0)
      canvas.fill(Area(rows: .max, columns: .max), role: .bad)
      canvas.setRole(.good, in: canvas.area)
      canvas.horizontalLine(in: canvas.area)
      #expect(canvas.row(0).count == (canvas.rows > 0 ? canvas.columns : 0))
    }
    #expect(Canvas(columns: .max, rows: 1).columns == Canvas.columnLimit)
  }

  @Test func `A wide character that does not fit whole leaves a blank`() {
    #expect(grid(5, "漢字漢") == "漢字 ")
    #expect(grid(5, "a漢字", limit: 2) == "a    ")
    #expect(grid(6, "漢字漢", offset: 1) == " 字漢 ")
    #expect(grid(6, "漢字漢", offset: 2) == "字漢  ")
    #expect(grid(1, "漢") == " ")
  }

  @Test func `Overwriting one half of a wide character blanks the other`() {
    var canvas = Canvas(columns: 8, rows: 1)
    canvas.put("漢字漢字", row: 0, column: 0)
    canvas.put("x", row: 0, column: 1)
    canvas.put("x", row: 0, column: 2)
    canvas.put("漢", row: 0, column: 5)
    #expect(canvas.text(row: 0) == " xx  漢 ")
    canvas.fill(Area(column: 6, rows: 1, columns: 1), role: .bad)
    #expect(canvas.text(row: 0) == " xx     ")
    #expect(canvas.roles(row: 0) == "......b.")
  }

  @Test func `Combining marks stay with their base, four at most`() {
    #expect(grid(3, "e\u{301}x") == "e\u{301}x ")
    #expect(grid(2, "ab\u{301}cd") == "ab\u{301}")
    #expect(grid(2, "a\u{301}bcd", offset: 1) == "bc")
    let zalgo = "a" + String(repeating: "\u{336}", count: 9) + "b"
    let four = String(repeating: "\u{336}", count: 4)
    var canvas = Canvas(columns: 5, rows: 1)
    canvas.put(zalgo, row: 0, column: 0)
    #expect(Array(canvas.text(row: 0).utf8) == Array("a\(four)◌\(four)◌\u{336}b ".utf8))
    #expect(canvas.roles(row: 0) == ".mm..")
  }

  @Test func `A combining mark without a base stands on a dotted circle`() {
    #expect(grid(3, "\u{301}x") == "◌\u{301}x ")
    #expect(grid(5, "\u{7}\u{301}") == "^G◌\u{301}  ")
  }

  @Test func `Spans follow one another and marks do not combine across them`() {
    var canvas = Canvas(columns: 8, rows: 1)
    let spans = [TextSpan("ab", .name), TextSpan("\u{301}漢", .string), TextSpan("xyz", .number)]
    #expect(canvas.put(spans, row: 0, column: 0, limit: 6, offset: 1) == 6)
    #expect(Array(canvas.golden.utf8) == Array("b◌\u{301}漢xy  |\n---\namssnn..\n".utf8))
  }

  @Test func `Roles change without the text, and both halves of a wide character have one`() {
    var canvas = Canvas(columns: 6, rows: 1)
    canvas.put("漢字漢", row: 0, column: 0)
    canvas.setRole(.selection, in: Area(column: 1, rows: 1, columns: 2))
    #expect(canvas.golden == "漢字漢|\n---\n..SS..\n")
  }

  @Test func `An area cuts what is put in it`() {
    var canvas = Canvas(columns: 6, rows: 3)
    let area = canvas.area.dropTop(1).dropBottom(1).dropLeft(1).dropRight(1)
    #expect(canvas.put("abcdef", in: area, column: 1) == 3)
    #expect(canvas.put("abcdef", in: area, row: 1) == 0)
    #expect(canvas.putTrailing("xy", in: canvas.area, row: 2, role: .key) == 2)
    canvas.horizontalLine(in: canvas.area.top(1))
    #expect(canvas.golden == "──────|\n  abc |\n    xy|\n---\ndddddd\n......\n....kk\n")
  }

  @Test func `Areas are split without ever leaving their bounds`() {
    var dice = SeededGenerator(seed: 1)
    let numbers = [Int.min, -1, 0, 1, 2, 5, 80, .max]
    func number() -> Int { numbers.randomElement(using: &dice) ?? 0 }
    for _ in 0..<2_000 {
      let area = Area(row: number(), column: number(), rows: number(), columns: number())
      let parts = [
        area.top(number()), area.bottom(number()), area.dropTop(number()), area.dropBottom(number()),
        area.left(number()), area.right(number()), area.dropLeft(number()), area.dropRight(number()),
        area.line(number()),
        area.centered(rows: number(), columns: number()),
      ]
      for part in parts {
        #expect(part.rows >= 0 && part.columns >= 0)
        #expect(part.row >= area.row && part.column >= area.column)
        #expect(part.rows + part.row - area.row <= area.rows)
        #expect(part.columns + part.column - area.column <= area.columns)
      }
      let count = number()
      #expect(area.top(count).rows + area.dropTop(count).rows == area.rows)
      #expect(area.left(count).columns + area.dropLeft(count).columns == area.columns)
    }
  }

  @Test func `Every role has a letter of its own`() {
    #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
  }
}
