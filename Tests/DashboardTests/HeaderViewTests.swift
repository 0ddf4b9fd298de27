import StreamModel
import TestSupport
import Testing

@testable import Dashboard
@testable import Text

/// What the header says, and with which words and roles.
@Suite struct HeaderViewTests {
  @Test func `a sparkline's highest bar is its peak, what came is seen, and nothing is a blank`() {
    let text = Sparkline(bars: [0, 1, 50, 100, 0.01]).text(.unicode)
    #expect(text == " ▁▄█▁")
    #expect(Sparkline(bars: [0, 0]).text(.unicode) == "  " && Sparkline(bars: []).text(.ascii).isEmpty)
    #expect(Sparkline(bars: [3]).text(.ascii) == "#")
  }

  @Test(arguments: 0..<20) func `bars grow with what they stand for`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let bars = (0..<60).map { _ in Double.random(in: 0...1e6, using: &dice) }
    let levels = Sparkline(bars: bars).text(.unicode).map { Glyphs.unicode.bars.firstIndex(of: String($0)) ?? -1 }
    #expect(levels.count == bars.count && levels.max() == 7)
    for (left, right) in zip(bars.indices, bars.indices.dropFirst()) where bars[left] < bars[right] {
      #expect(levels[left] <= levels[right])
    }
  }

  @Test func `the sparkline's window goes from a minute to an hour and no further`() {
    var scene = Sample.full.scene
    #expect(scene.screen().lines[3].hasPrefix("1 m"))
    scene.press("+")
    #expect(scene.screen().lines[3].hasPrefix("5 m"))
    scene.press("+", "+")
    #expect(scene.screen().lines[3].hasPrefix("1 h"))
    scene.press("-", "-", "-")
    #expect(scene.screen().lines[3].hasPrefix("1 m"))
  }

  @Test func `the peak is the most in one second, whatever the width and the window`() {
    var scene = Scene()
    scene.open()
    for _ in 0..<20 {
      scene.receive(String(repeating: "data: x\n\n", count: 100))
      scene.pass(2000)
    }
    for columns in [70, 80, 100, 120, 200] {
      #expect(scene.screen(columns: columns, rows: 40).lines[3].contains("peak 100/s"), "\(columns)")
    }
    scene.press("+")
    #expect(scene.screen(columns: 80, rows: 40).lines[3].contains("peak 100/s"))
  }

  @Test func `a silence turns to a warning and to worse, with a word each`() {
    var scene = Scene()
    scene.open()
    for _ in 0..<20 {
      scene.pass(1000)
      scene.receive(": beat\n\n")
    }
    func role(_ scene: inout Scene, _ text: String) -> Character? {
      let screen = scene.screen()
      guard let range = screen.lines[1].firstRange(of: text) else { return nil }
      let column = screen.lines[1].distance(from: screen.lines[1].startIndex, to: range.lowerBound)
      return Array(screen.roles(row: 1))[column]
    }
    #expect(role(&scene, "now") == "v")
    scene.pass(3000)
    #expect(role(&scene, "00:03 ago") == "v")
    scene.pass(3000)
    #expect(role(&scene, "00:06 ago, quiet") == "w")
    scene.pass(36_000)
    #expect(role(&scene, "00:42 ago, STALLED") == "b")
    #expect(scene.screen(columns: 40, rows: 10).lines[0].contains("STALLED"))
    #expect(scene.screen(columns: 20, rows: 4).lines[0].contains("STALLED"))
    scene.wait(.ended, milliseconds: 3000)
    #expect(!scene.screen().contains("STALLED"))
  }

  @Test func `of many sources the quiet ones come first, and it is told how many have no row`() {
    var scene = Scene(urls: (1...30).map { "https://host\($0).example/events" })
    for source in 0..<30 { scene.open(source) }
    func pass(_ seconds: Int, heard: Range<Int>) {
      for _ in 0..<seconds {
        scene.pass(1000)
        for source in heard { scene.receive(": beat\n\n", source) }
      }
    }
    pass(20, heard: 0..<30)
    #expect(!scene.screen().contains("quiet"))
    #expect(scene.screen().lines[2].contains("host1"))
    pass(7, heard: 0..<27)
    let three = scene.screen().lines
    #expect((28...30).allSatisfy { three[$0 - 26].contains("host\($0)") && three[$0 - 26].contains("STALLED") })
    #expect(three[5].contains("host1") && three[7] == "25 more sources; S shows them")
    pass(7, heard: 0..<21)
    #expect(scene.screen().contains("25 more sources; S shows them, 4 quiet"))
    // What the user has them sorted by stays as it is.
    scene.type("S>\u{1B}")
    #expect(!scene.screen().lines[2].contains("host28"))
  }

  @Test func `what is unusual is told`() {
    var scene = Sample.unusual.scene
    let line = scene.screen(columns: 120, rows: 40).lines[2]
    #expect(line.contains("ignored lines 2") && line.contains("cut off 1"))
  }

  @Test func `ages are minutes and seconds below an hour`() {
    #expect(TimeText.age(.seconds(42)) == "00:42" && TimeText.age(.seconds(3599)) == "59:59")
    #expect(TimeText.age(.seconds(3600)) == "01:00:00" && TimeText.age(.seconds(-5)) == "00:00")
    #expect(Quantity.byteRate(2048) == "2.0 KiB/s" && Quantity.byteRate(-.infinity) == "?/s")
  }

  @Test(arguments: [1, 2, 50]) func `every part lies within the screen, whatever its size`(sources: Int) {
    for columns in [0, 1, 19, 20, 39, 40, 80, 159, 160, 200, 400] {
      for rows in [0, 1, 3, 4, 5, 7, 8, 10, 15, 16, 19, 20, 50, 120] {
        for flags in 0..<4 {
          let layout = Layout(
            columns: columns, rows: rows, sources: sources, types: 12, isZoomed: flags & 1 != 0,
            hasPrompt: flags & 2 != 0)
          for area in [layout.header, layout.types, layout.feedHeading, layout.feed, layout.footer, layout.pane] {
            #expect(area.row + area.rows <= rows && area.column + area.columns <= columns)
          }
          guard !layout.isTooSmall else { continue }
          #expect(layout.feed.rows > 0 && layout.feed.columns >= 20 && layout.footer.rows > 0)
          #expect(layout.header.rows > 0 && layout.pane.rows > 0)
        }
      }
    }
  }
}
