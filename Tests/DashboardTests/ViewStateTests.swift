import StreamModel
import TestSupport
import Testing

@testable import Dashboard

/// What keys do, as a user sees it.
@Suite struct ViewStateTests {
  private func stream(_ count: Int = 100) -> Scene {
    var scene = Scene()
    scene.open()
    for number in 1...count {
      scene.receive("event: \(["a", "b", "c"][number % 3])\nid: \(number)\ndata: number \(number)\n\n")
    }
    return scene
  }

  @Test func `Tab goes from all types to the first, and round`() {
    var scene = stream()
    var seen: [TypeFilter] = []
    for _ in 0..<4 {
      scene.press(.tab)
      seen.append(scene.view.feed.selection.types)
    }
    #expect(seen == [.only(0), .only(1), .only(2), .all])
    scene.press(.backTab)
    #expect(scene.view.feed.selection.types == .only(2))
  }

  @Test func `digits show one type, 0 shows all, and a number that no type has does nothing`() {
    var scene = stream()
    scene.press("2")
    #expect(scene.view.feed.selection.types == .only(1))
    let screen = scene.screen()
    #expect(screen.contains("number 98") && !screen.contains("number 99") && !screen.contains("number 100"))
    scene.press("9")
    #expect(scene.view.feed.selection.types == .only(1))
    scene.press("0")
    #expect(scene.view.feed.selection.types == .all)
  }

  @Test func `a type gets its number when it comes and keeps it`() {
    var scene = stream()
    scene.press("3")
    scene.receive("event: new\ndata: x\n\n")
    #expect(scene.view.feed.selection.types == .only(2))
    scene.press("4")
    #expect(scene.screen().contains(" x"))
  }

  @Test func `moving up leaves follow, and the row under the cursor stays while others arrive`() {
    var scene = stream()
    scene.press("k", "k")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("number 98") })
    for number in 101...2000 { scene.receive("data: number \(number)\n\n") }
    let screen = scene.screen()
    #expect(screen.lines.contains { $0.hasPrefix("▸") && $0.contains("number 98") })
    #expect(screen.contains("1,900 new"))
    scene.press("G")
    #expect(scene.screen().contains("number 2000") && scene.screen().contains("following"))
  }

  @Test func `the cursor's row is dropped with the log, and the view goes to the oldest that is kept`() {
    var scene = stream()
    scene.press("g")
    let long = String(repeating: "x", count: 1 << 20)
    for number in 0..<100 { scene.receive("data: long \(number) \(long)\n\n") }
    let kept = scene.state.log.positions
    #expect(kept.lowerBound > 100)
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("long \(kept.lowerBound - 101)") })
  }

  @Test func `switching the type keeps the place`() {
    var scene = stream()
    scene.press(.pageUp, .pageUp)
    let before = scene.view.feed.cursor ?? 0
    scene.press("1")
    _ = scene.screen()
    #expect(abs((scene.view.feed.cursor ?? 0) - before) <= 2)
  }

  @Test func `looking at another type and back keeps the place exactly`() {
    var scene = Scene()
    scene.open()
    scene.receive("event: rare\ndata: x\n\n")
    for number in 1...1000 { scene.receive("event: usual\ndata: \(number)\n\n") }
    scene.press("k", "k")
    let before = scene.screen().lines
    scene.press("1", "0")
    #expect(scene.screen().lines == before)
  }

  @Test func `top, pages and the end`() {
    var scene = stream()
    scene.press(.home)
    #expect(scene.screen().contains("number 1"))
    scene.press(.pageDown, .pageUp)
    #expect(scene.screen().contains("number 1"))
    scene.press(.control("d"), .control("u"), .end)
    #expect(scene.screen().contains("number 100"))
  }

  @Test func `frozen means frozen, and the second press goes on`() {
    var scene = stream()
    scene.press(" ")
    let before = scene.screen().lines.dropFirst()
    scene.pass(10_000)
    for _ in 0..<50 { scene.receive("event: later\ndata: later\n\n") }
    let screen = scene.screen()
    #expect(screen.lines.dropFirst() == before)
    #expect(screen.contains("FROZEN +50"))
    scene.press("k", "k", .tab)
    #expect(!scene.screen().contains("later"))
    scene.press(" ", "0", "G")
    #expect(scene.screen().contains("later") && !scene.screen().contains("FROZEN"))
  }

  @Test func `Enter opens the newest while following, Esc closes and never quits`() {
    var scene = stream()
    #expect(scene.press(.enter) == nil)
    #expect(scene.screen().contains("number 100") && scene.screen().contains("EVENT"))
    scene.receive("data: another\n\n")
    #expect(!scene.screen().contains("another"))
    #expect(scene.press(.escape, .escape, .escape) == nil)
    #expect(!scene.screen().contains("EVENT "))
  }

  @Test func `an opened event shows JSON indented, keys and digits as they came`() {
    var scene = Scene()
    scene.open()
    scene.receive("data: {\"z\":1.50,\"a\":[1e3,null],\"z\":\"\\u0041\"}\n\n")
    scene.press(.enter)
    let lines = scene.screen().lines
    let start = lines.firstIndex { $0.hasPrefix("▸{") } ?? 0
    #expect(
      lines[start...].prefix(8).map { String($0.dropFirst()) } == [
        "{", "  \"z\": 1.50,", "  \"a\": [", "    1e3,", "    null", "  ],", "  \"z\": \"A\"", "}",
      ])
  }

  @Test func `a long event scrolls to its end and back`() {
    var scene = Scene()
    scene.open()
    scene.receive((1...500).map { "data: line \($0)\n" }.joined() + "\n")
    scene.press(.enter, "G")
    #expect(scene.screen().contains("line 500"))
    scene.press("g")
    #expect(scene.screen().contains("line 1"))
    scene.press(.pageDown, "j", "k", .pageUp)
    #expect(scene.screen().contains("Type    message"))
  }

  @Test func `q goes back, then quits; Ctrl-C ends at once; help opens and closes with the same key`() {
    var scene = stream()
    #expect(scene.press("?", "q") == nil)
    #expect(scene.press("?", "?") == nil)
    #expect(scene.press("q") == .quit)
    #expect(scene.press(.enter, .control("c")) == .interrupt)
    #expect(scene.press(.control("z")) == .suspend)
    #expect(scene.press(.control("l")) == .redraw)
    #expect(scene.press(.escape, "R") == .reconnect)
  }

  @Test(arguments: 0..<40) func `any keys on any screen at any time are harmless`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var scene = Scene("http://a/", "http://b/")
    // Typed twice as often as it would be by chance: prompts are open half of the time.
    let keys = Keymap.bindings.flatMap(\.keys) + Array("/&:|sW.[>=aé漢\"!").map { Key.character($0) }
    for _ in 0..<120 {
      let columns = Int.random(in: 0...90, using: &dice)
      let rows = Int.random(in: 0...30, using: &dice)
      switch Int.random(in: 0..<14, using: &dice) {
      case 0: scene.open(Int.random(in: 0...1, using: &dice))
      case 1: scene.wait(.ended, milliseconds: 500, Int.random(in: 0...1, using: &dice))
      case 2:
        scene.receive(": comment\n\nevent: t\(Int.random(in: 0..<30, using: &dice))\nid: é\ndata: 漢\ndata: \u{1B}\n\n")
      case 3: scene.pass(Int.random(in: 0...3000, using: &dice))
      case 4:
        let action: [Key.Mouse.Action] = [.press, .wheelUp, .wheelDown]
        let mouse = Key.Mouse(
          action.randomElement(using: &dice) ?? .press, row: Int.random(in: -1...31, using: &dice),
          column: Int.random(in: -1...91, using: &dice))
        scene.press(.mouse(mouse), columns: columns, rows: rows)
      case 5:
        let texts = ["a\nb", "\u{1B}[201~", "", "event=t1 .a>1", String(repeating: "漢", count: 5000), "/[/"]
        scene.press(.paste(texts.randomElement(using: &dice) ?? ""), columns: columns, rows: rows)
      default: if let key = keys.randomElement(using: &dice) { scene.press(key, columns: columns, rows: rows) }
      }
      let screen = scene.screen(columns: columns, rows: rows)
      #expect(screen.columns == columns && screen.rows == rows)
      if let cursor = scene.view.feed.cursor, !scene.view.feed.follows, scene.view.pane == nil, scene.view.frozen == nil
      {
        #expect(scene.state.log.positions.contains(cursor))
      }
    }
  }
}
