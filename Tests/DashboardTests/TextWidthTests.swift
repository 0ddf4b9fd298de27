import Testing

@testable import Dashboard
@testable import Text

@Suite("Text width")
struct TextWidthTests {
  @Test func `The table of wide scalars is in order and without overlap`() {
    for (range, next) in zip(WideRanges.ranges, WideRanges.ranges.dropFirst()) {
      #expect(range.first <= range.last)
      #expect(range.last < next.first)
    }
  }

  @Test func `East Asian wide and full-width scalars take two columns, marks none, others one`() {
    for (scalar, width) in [
      ("a", 1), ("é", 1), ("\u{301}", 0), ("\u{AD}", 0), ("\u{200B}", 0), ("\u{20E3}", 0), ("\u{302A}", 0),
      ("漢", 2), ("\u{1100}", 2), ("\u{1161}", 1), ("\u{FF01}", 2), ("\u{FF61}", 1), ("\u{1F600}", 2),
      ("\u{20000}", 2), ("─", 1), ("●", 1), ("\u{2764}", 1), ("\u{303F}", 1), ("\u{3000}", 2),
    ] as [(Unicode.Scalar, Int)] {
      #expect(TextWidth.width(of: scalar) == width, "\(scalar)")
    }
  }

  @Test func `Ranges of the table end where they say`() {
    for range in WideRanges.ranges {
      for value in [range.first, range.last] {
        #expect(Unicode.Scalar(value).map(TextWidth.isWide) == true)
      }
      #expect(Unicode.Scalar(range.last + 1).map(TextWidth.isWide) != true || range.last + 1 == 0xD800)
      #expect(Unicode.Scalar(range.first - 1).map(TextWidth.isWide) != true)
    }
  }

  @Test func `Every scalar becomes something clean by itself`() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var cleaner = Cleaner(.unicode)
      switch cleaner.piece(for: scalar) {
      case .scalar(let shown, let columns):
        guard shown == scalar, columns == TextWidth.width(of: scalar) else {
          Issue.record("U+\(String(value, radix: 16)) is \(columns) columns wide")
          continue
        }
      case .dotted: if TextWidth.width(of: scalar) != 0 { Issue.record("U+\(String(value, radix: 16)) is dotted") }
      case .mark(let text), .whitespace(let text):
        if text.isEmpty { Issue.record("U+\(String(value, radix: 16)) vanishes") }
      case .attached, .composed, .nothing: Issue.record("U+\(String(value, radix: 16)) needs no base")
      }
    }
  }

  @Test func `What is taken for plain without asking is plain by its properties`() {
    for value in UInt32(0xA0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), case .none = ScalarClass(scalar) else { continue }
      guard case .none = ScalarClass.byProperties(of: scalar) else {
        Issue.record("U+\(String(value, radix: 16)) is not plain")
        continue
      }
    }
  }

  @Test func `The drawing characters take one column in both tables`() {
    for glyphs in [Glyphs.unicode, .ascii] {
      let drawings = [
        glyphs.horizontal, glyphs.open, glyphs.connecting, glyphs.waiting, glyphs.closed, glyphs.down, glyphs.pointer,
        glyphs.bookmark, glyphs.ascending, glyphs.descending, glyphs.block, glyphs.separator, glyphs.ellipsis,
      ]
      for drawing in drawings + glyphs.bars {
        #expect(drawing.unicodeScalars.count == 1)
        var canvas = Canvas(columns: 2, rows: 1, glyphs: glyphs)
        #expect(canvas.put(drawing, row: 0, column: 0) == 1)
        #expect(canvas.golden == "\(drawing) |\n---\n..\n")
      }
      #expect(glyphs.bars.count == 8)
    }
  }
}

extension TextWidth {
  /// The columns of a scalar by itself: 0, 1 or 2.
  ///
  /// Nothing for marks and format characters, two for East Asian Width W and F, one for all others, also for what
  /// `Canvas.put` replaces.
  static func width(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(scalar) ? 2 : 1
    }
  }
}
