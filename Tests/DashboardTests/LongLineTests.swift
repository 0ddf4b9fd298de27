import TestSupport
import Testing

@testable import Dashboard

/// Lines of an opened event that are too long to be measured whole for a key.
@Suite struct LongLineTests {
  private static let shapes: [(name: String, unit: [UInt8], isString: Bool)] = [
    ("tabs", [9], false), ("ASCII", Array("x".utf8), false), ("wide", Array("漢".utf8), false),
    ("emoji", Array("\u{1F600}".utf8), false), ("marks", Array("e\u{301}\u{302}".utf8), false),
    ("marks alone", Array("\u{301}".utf8), false), ("no UTF-8", [0xE6, 0xBC], false), ("continuations", [0xBF], false),
    ("carriage returns", [9, 0xC2, 0x9B], false), ("escapes", Array("\\u4f60".utf8), true),
    ("pairs", Array("\\ud83d\\ude00".utf8), true), ("half pairs", Array("\\ud83d".utf8), true),
    ("backslashes", Array("\\\\".utf8), true), ("mixed escapes", Array("\\\\u0041\\n\\\"a".utf8), true),
    ("escaped marks", Array("\\u0301".utf8), true),
  ]

  private static func line(_ shape: Int, bytes: Int) -> (stream: [UInt8], data: [UInt8]) {
    let (_, unit, isString) = shapes[shape]
    var data: [UInt8] = isString ? [0x22] : []
    while data.count < bytes { data += unit }
    if isString { data.append(0x22) }
    return (Array("data: ".utf8) + data + [10, 10], data)
  }

  @Test(arguments: shapes.indices) func `pieces cover a line, and cut no character and no escape`(shape: Int) {
    let data = Self.line(shape, bytes: 300_000).data
    let isString = Self.shapes[shape].isString
    let spans = [ByteSpan("  "), ByteSpan(data[...], hasEscapes: isString), ByteSpan(",")]
    for pieces in [LinePieces(spans), LinePieces(spans, columns: 80, hang: 4), LinePieces(spans, columns: 1, hang: 0)] {
      #expect(pieces.count > 3)
      var end = 0
      var shown: [UInt8] = []
      for index in 0..<pieces.count {
        let piece = pieces[index]
        #expect(piece.lowerBound == end && !piece.isEmpty && piece.count < 200_000)
        #expect(pieces.index(ofByte: piece.lowerBound) == index && pieces.index(ofByte: piece.upperBound - 1) == index)
        for span in spans.clipped(to: piece) { shown += span.shown }
        end = piece.upperBound
      }
      #expect(end == spans.byteCount)
      let whole = spans.flatMap(\.shown)
      #expect(String(decoding: shown, as: UTF8.self).utf8.elementsEqual(String(decoding: whole, as: UTF8.self).utf8))
    }
  }

  @Test(arguments: shapes.indices) func `a key measures what is shown of a line, not the line`(shape: Int) {
    var scene = DetailScene(Self.line(shape, bytes: 1_000_000).stream)
    let line = scene.detail?.cursor.line ?? 0
    let pieces = scene.detail?.pieces(line).count ?? 0
    #expect(pieces > 12)
    for command in [Command.down, .pageDown, .end, .pageUp, .toggleRaw, .end, .up, .toggleRaw, .top] {
      scene.apply(command)
      _ = scene.screen()
    }
    #expect(scene.detail?.measures.breaks.count ?? .max <= 10)
    scene.apply(.end)
    for columns in [40, 100, 20] { _ = scene.screen(columns: columns) }
    #expect(scene.detail?.measures.breaks.count ?? .max <= 4)
  }

  @Test func `plain text fills its rows across the pieces`() {
    var scene = DetailScene("data: \(String(repeating: "x", count: 200_000))\n\n")
    scene.apply(.end)
    let lines = scene.screen().lines.filter { $0.contains("x") }
    #expect(lines.count == 23 && lines.dropLast().allSatisfy { $0.filter { $0 == "x" }.count == 79 })
    scene.apply(.top)
    var rows = 0
    var place = Detail.Caret(line: scene.detail?.facts.count ?? 0)
    while let next = scene.detail?.moved(place, by: 1), next != place {
      #expect(next.byte - place.byte == 79)
      (place, rows) = (next, rows + 1)
    }
    #expect(rows == 200_000 / 79)
  }

  @Test(arguments: shapes.indices) func `the way through a line is the same down and up`(shape: Int) {
    var scene = DetailScene(Self.line(shape, bytes: 150_000).stream)
    _ = scene.screen(columns: 400)
    var places = [scene.detail?.moved(Detail.Caret(), by: 0) ?? Detail.Caret()]
    while let last = places.last, let next = scene.detail?.moved(last, by: 1), next != last { places.append(next) }
    for (index, place) in places.enumerated().reversed().prefix(500) where index > 0 {
      #expect(scene.detail?.moved(place, by: -1) == places[index - 1])
    }
    #expect(scene.detail?.moved(Detail.Caret(), by: .max / 2) == places.last)
  }

  @Test func `a match far to the right is shown on a row that is cut, and what is around it`() {
    for filler in ["x", "\t", "漢", "e\u{301}"] {
      let hay = String(repeating: filler, count: 200_000 / filler.utf8.count)
      var scene = DetailScene("data: \(hay)needle\(hay)needle again\n\n")
      scene.apply(.toggleWrap)
      scene.pattern = "needle"
      for _ in 0..<2 {
        #expect(scene.found()?.line.contains("needle") == true)
        #expect(scene.screen().golden.contains("MMMMMM"))
      }
      #expect(scene.screen().contains("needle again"))
      scene.apply(.toggleRaw)
      #expect(scene.cursorLine().contains("needle again"))
      scene.apply(.toggleWrap, .toggleRaw)
      #expect(scene.cursorLine().contains("needle"))
    }
  }
}
