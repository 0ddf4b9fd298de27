import StreamModel
import TestSupport
import Testing

@testable import Dashboard

/// Rows that are not drawn again. That a picture is the same as without them, each scene compares.
@Suite struct DrawnFeedTests {
  private func scene(_ events: Int, zoomed: Bool = true) -> Scene {
    var scene = Scene()
    scene.open()
    for number in 0..<events { scene.receive("id: \(1000 + number)\ndata: event \(number)\n\n") }
    if zoomed { scene.press("z") }
    return scene
  }

  @Test func `what only moved is neither drawn nor compared`() {
    var scene = scene(100)
    let before = scene.screen()
    scene.receive("id: 1100\ndata: the newest\n\n")
    let after = scene.screen()
    let shared = Set(before.places(of: 0...23)).intersection(after.places(of: 0...23))
    #expect(shared.count >= 17)
    #expect(CanvasChange(from: before, to: after).scroll?.rows == 1)
  }

  @Test func `beside a table rows are kept too`() {
    var scene = scene(100, zoomed: false)
    _ = scene.screen(columns: 200, rows: 50)
    scene.receive("data: the newest\n\n")
    let isSeen = scene.screen(columns: 200, rows: 50).contains("the newest")
    #expect(isSeen)
  }

  @Test func `a row is drawn anew when what stands beside its event changes`() {
    var scene = scene(100)
    _ = scene.screen()
    func begins(_ text: String) -> Bool { scene.screen().lines.contains { $0.hasPrefix(text) } }
    scene.press(.up)
    #expect(begins("▸"))
    scene.press("m", .down)
    #expect(begins("◆") && begins("▸"))
    scene.press("m", .end)
    let isClock = scene.screen().lines.contains { $0.contains("12:34:56.") }
    scene.press("t")
    #expect(isClock && !scene.screen().lines.contains { $0.contains("12:34:56.") })
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func `whatever comes and is pressed, the picture is as without`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    // A log so small that what is compared with is soon gone.
    var scene = Scene(urls: ["http://localhost/"], byteLimit: seed.isMultiple(of: 2) ? 6_000 : 64 << 20)
    scene.open()
    let keys: [Key] = [
      "z", "w", "t", "m", "H", "o", "e", "!", ".", ",", "+", "0", "1", "2", "]", "\\", " ", "p", "'", .up, .down, .left,
      .right, .pageUp, .home, .end, .end, .end, .escape, .enter, .escape,
    ]
    let names = ["", "tick", "漢字", "a long name of a type", "e\u{301}"]
    for _ in 0..<120 {
      scene.pass(Int.random(in: 0...900, using: &dice))
      for _ in 0..<Int.random(in: 0...4, using: &dice) {
        let name = names.randomElement(using: &dice) ?? ""
        let data = Bool.random(using: &dice) ? "same" : dice.hostileText(count: Int.random(in: 0...60, using: &dice))
        let lines = data.split(whereSeparator: \.isNewline).map { "data: \($0)\n" }.joined()
        let isComment = Int.random(in: 0..<9, using: &dice) == 0
        scene.receive(isComment ? ": comment\n\n" : "event: \(name)\n\(lines)data: {\"a\":1}\n\n")
      }
      let (columns, rows) = [(80, 24), (80, 24), (200, 50), (33, 9)].randomElement(using: &dice) ?? (80, 24)
      _ = scene.screen(columns: columns, rows: rows)
      if Int.random(in: 0..<3, using: &dice) == 0, let key = keys.randomElement(using: &dice) {
        scene.press(key, columns: columns, rows: rows)
        _ = scene.screen(columns: columns, rows: rows)
      }
    }
  }
}
