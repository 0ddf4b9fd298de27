import TestSupport
import Testing

@testable import Dashboard

@Suite struct CanvasChangeTests {
  /// Does to a screen what a change says, as a terminal does.
  private func screen(_ old: Canvas, after change: CanvasChange, to new: Canvas) -> Canvas {
    var screen = old
    if let scroll = change.scroll {
      for row in scroll.region {
        let source = row + scroll.rows
        for column in 0..<old.columns {
          screen.cells[row][column] =
            scroll.region.contains(source) ? old.cells[source][column] : .blank(.normal)
        }
      }
    }
    for run in change.runs {
      for column in run.columns {
        screen.cells[run.row][column] = new.cells[run.row][column]
      }
    }
    return screen
  }

  private func canvas(_ rows: [String], columns: Int = 12) -> Canvas {
    var canvas = Canvas(columns: columns, rows: rows.count)
    for (row, text) in rows.enumerated() { canvas.put(text, row: row, column: 0) }
    return canvas
  }

  @Test func `Nothing is written where nothing changed`() {
    let same = canvas(["a", "b", "漢"])
    let change = CanvasChange(from: same, to: same)
    #expect(change.scroll == nil && change.runs.isEmpty)
  }

  @Test func `Of an unknown screen everything is written`() {
    let change = CanvasChange(from: nil, to: canvas(["a", "b"]))
    #expect(change.scroll == nil)
    #expect(change.runs.map(\.row) == [0, 1])
    #expect(change.runs.allSatisfy { $0.columns == 0..<12 })
  }

  @Test func `A row that came in at the bottom costs a scroll and a row`() {
    let feed = (0..<20).map { "event \($0)" }
    let old = canvas(["head 1"] + feed[0..<10] + ["foot"])
    let new = canvas(["head 2"] + feed[1..<11] + ["foot"])
    let change = CanvasChange(from: old, to: new)
    #expect(change.scroll == CanvasChange.Scroll(region: 1..<11, rows: 1))
    #expect(change.runs.map(\.row) == [0, 10])
    #expect(change.runs.first?.columns == 5..<6)
  }

  @Test func `Rows move down too, and a changed row among them is written alone`() {
    let feed = (0..<20).map { "event \($0)" }
    var rows = Array(feed[3..<13])
    rows[4] = "the cursor"
    let change = CanvasChange(from: canvas(Array(feed[5..<15])), to: canvas(rows))
    #expect(change.scroll == CanvasChange.Scroll(region: 0..<10, rows: -2))
    #expect(change.runs.map(\.row) == [0, 1, 4])
  }

  @Test func `A wide character is written whole`() {
    let change = CanvasChange(from: canvas(["a漢b", "a漢b"]), to: canvas(["a字b", "axyb"]))
    #expect(change.runs.map(\.columns) == [1..<3, 1..<3])
  }

  @Test func `Whatever changed, the screen is the new canvas after it`() {
    var dice = SeededGenerator(seed: 7)
    let pieces = ["", "a", "event", "漢", "é\u{301}", "漢漢漢", "\t", "same same", "x漢x"]
    for _ in 0..<3_000 {
      let rows = Int.random(in: 1...14, using: &dice)
      func random() -> [String] {
        (0..<rows).map { _ in (pieces.randomElement(using: &dice) ?? "") + (pieces.randomElement(using: &dice) ?? "") }
      }
      let before = random()
      var after = random()
      if Bool.random(using: &dice) {
        let shift = Int.random(in: -3...3, using: &dice)
        for row in 0..<rows where before.indices.contains(row + shift) {
          if Int.random(in: 0..<6, using: &dice) > 0 { after[row] = before[row + shift] }
        }
      }
      let (old, new) = (canvas(before, columns: 9), canvas(after, columns: 9))
      #expect(screen(old, after: CanvasChange(from: old, to: new), to: new) == new)
    }
  }

  @Test func `Rows that differ in a cell, its role, or the order of two have other numbers`() {
    var dice = SeededGenerator(seed: 11)
    let row = (0..<200).map { _ in Character(Unicode.Scalar(UInt8.random(in: 0x20..<0x7F, using: &dice))) }
    let whole = canvas([String(row)], columns: 200)
    for column in 0..<199 where row[column] != row[column + 1] {
      var (other, swapped, coloured) = (whole, whole, whole)
      other.cells[0][column] = Cell("\u{e9}", .normal)
      swapped.cells[0].swapAt(column, column + 1)
      coloured.cells[0][column].role = .bad
      for canvas in [other, swapped, coloured] {
        #expect(!canvas.hasSameRow(0, as: whole, at: 0) && canvas.hashes(of: 0...0) != whole.hashes(of: 0...0))
      }
    }
    #expect(Canvas(columns: 0, rows: 2).hasSameRow(0, as: Canvas(columns: 0, rows: 2), at: 1))
  }
}
