import TestSupport
import Testing

@testable import Dashboard
@testable import Text

@Suite struct LineBreaksTests {
  @Test func `rows are as wide as they may be, and those after the first hang`() {
    let spans = [ByteSpan("  \"key\": "), ByteSpan("\"0123456789\"")]
    #expect(LineBreaks.starts(of: spans, columns: 12, hang: 4, glyphs: .unicode) == [0, 12, 20])
    #expect(LineBreaks.starts(of: [], columns: 12, hang: 4, glyphs: .unicode) == [0])
    #expect(LineBreaks.starts(of: [ByteSpan("漢字漢")], columns: 3, hang: 9, glyphs: .unicode) == [0, 3, 6])
  }

  @Test(arguments: 0..<40) func `broken into rows, any bytes are drawn whole and within the columns`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let spans = (0..<3).map { _ in ByteSpan(dice.hostileBytes(count: Int.random(in: 0...120, using: &dice))[...]) }
    let columns = Int.random(in: 12...40, using: &dice)
    let whole = Self.drawn(spans, columns: 2000)
    let starts = LineBreaks.starts(of: spans, columns: columns, hang: 2, glyphs: .unicode)
    var joined = ""
    for (row, start) in starts.enumerated() {
      let end = row + 1 < starts.count ? starts[row + 1] : spans.byteCount
      let text = Self.drawn(spans.clipped(to: start..<end), columns: columns - (row > 0 ? 2 : 0))
      joined += text
    }
    #expect(joined == whole)
  }

  /// What is drawn, up to its last column.
  private static func drawn(_ spans: [ByteSpan], columns: Int) -> String {
    var canvas = Canvas(columns: columns, rows: 1)
    let used = canvas.put(spans, in: canvas.area, row: 0)
    return canvas.row(0).prefix(used).filter { !$0.isContinuation }.map { String($0.character) }.joined()
  }

  @Test func `columns of bytes count what is drawn, and stop at the limit`() {
    let spans = [ByteSpan("a漢\u{1B}"), ByteSpan("bc")]
    let (columns, rest) = LineBreaks.columns(ofBytes: [0, 1, 4, 5, 7], in: spans, limit: 80, glyphs: .unicode)
    #expect(columns == [0, 1, 3, 5, 7] && rest == nil)
    #expect(LineBreaks.columns(ofBytes: [6], in: spans, limit: 5, glyphs: .unicode).rest == 5)
  }

  @Test(arguments: [Glyphs.unicode, .ascii]) func `a text is as wide as what is drawn of it`(glyphs: Glyphs) {
    var dice = SeededGenerator(seed: 11)
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), value < 0x3100 || value % 97 == 0 || value > 0x10FF00 else { continue }
      var (measuring, drawing) = (Cleaner(glyphs), Cleaner(glyphs))
      let others: [Unicode.Scalar] = ["a", "\u{301}", "\r", "\n", "\u{1100}", "\u{1161}", "\u{FE0F}"]
      for _ in 0..<3 {
        for scalar in [scalar, others.randomElement(using: &dice) ?? "a"] {
          #expect(measuring.columns(of: scalar, ScalarClass(scalar)) == drawing.piece(for: scalar).columns)
        }
      }
    }
  }
}
