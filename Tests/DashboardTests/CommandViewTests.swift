import EventFilter
import Testing

@testable import Dashboard

/// The other things that keys, the palette and the mouse do.
@Suite struct CommandViewTests {
  private func stream() -> Scene { FilterViewTests.stream() }

  @Test func `C clears the feed, and the counters stay`() {
    var scene = stream()
    scene.press("C")
    #expect(scene.screen().contains("cleared") && scene.screen().contains("events 100"))
    scene.receive("data: fresh\n\n")
    #expect(scene.screen().contains("fresh") && !scene.screen().contains("number 100"))
  }

  @Test func `H shows comments and hides them`() {
    var scene = stream()
    scene.receive(": beat\n\n")
    #expect(!scene.screen().contains("beat"))
    scene.press("H")
    #expect(scene.screen().contains("beat"))
    scene.press("H")
    #expect(!scene.screen().contains("beat"))
  }

  @Test func `t goes through the four kinds of time and round`() {
    var scene = stream()
    var headings: [String] = []
    for _ in 0..<4 {
      headings.append(scene.view.feed.time.heading)
      #expect(scene.screen().contains(scene.view.feed.time.heading))
      scene.press("t")
    }
    #expect(Set(headings).count == 4 && scene.view.feed.time == .clock)
  }

  @Test func `z gives the feed the screen, and again everything`() {
    var scene = stream()
    let before = scene.screen()
    scene.press("z")
    _ = scene.screen()
    #expect(scene.view.layout.feed.rows == 22)
    scene.press("z")
    #expect(scene.screen() == before)
  }

  @Test func `wrapped rows show all of the data, move by events and page without a gap`() {
    var scene = Scene()
    scene.open()
    for number in 1...60 {
      scene.receive("data: begin\(number) \(String(repeating: "word ", count: number % 7 * 10))end\(number)\n\n")
    }
    scene.press("w")
    #expect(scene.screen().contains("end60") && scene.screen().contains("begin60"))
    scene.press("k", "k")
    _ = scene.screen()
    #expect(scene.view.feed.cursor == 58)
    scene.press("g")
    var seen: Set<Int> = []
    for _ in 0..<60 {
      _ = scene.screen()
      seen.formUnion(scene.view.feed.rows)
      scene.press(.pageDown)
    }
    #expect(seen.count == 61)
    for _ in 0..<60 { scene.press(.pageUp) }
    _ = scene.screen()
    #expect(scene.view.feed.rows.first == 0 && scene.view.feed.cursor == 0)
    scene.press("w")
    #expect(scene.screen().contains("begin1 "))
  }

  @Test func `the palette runs what it offers`() {
    var scene = stream()
    scene.type(":freeze\n")
    #expect(scene.view.frozen != nil && scene.view.prompt == nil)
    #expect(scene.type(":mouse on\n") == .mouse(true))
    #expect(scene.type(":theme light\n") == .theme("light"))
    #expect(scene.type(":save a.sse\n") == .save(path: "a.sse", overwrites: false))
    scene.type(":filter even\n")
    #expect(scene.view.feed.selection.filter?.expression == "even")
    scene.type(":type b\n")
    #expect(scene.view.feed.selection.types == .only(0))
    scene.type(":nonsense\n")
    #expect(scene.view.prompt?.trouble != nil)
    scene.press(.escape)
    #expect(scene.type(":quit\n") == .quit)
  }

  @Test func `Up and Down choose in the palette, Tab completes`() {
    var scene = stream()
    scene.type(":fre")
    #expect(scene.screen().contains("freeze"))
    scene.press(.tab, .enter)
    #expect(scene.view.frozen != nil)
    scene.press(":", .down, .down, .up)
    #expect(scene.view.prompt?.choice == 1)
  }

  @Test func `a click selects, a second one opens; the wheel moves; a type is chosen`() {
    var scene = stream()
    let rows = scene.screen().lines
    let row = rows.firstIndex { $0.contains("number 95") } ?? 0
    scene.press(.mouse(.init(.press, row: row, column: 40)))
    #expect(scene.screen().lines[row].hasPrefix("▸"))
    scene.press(.mouse(.init(.press, row: row, column: 40)))
    #expect(scene.view.place == .detail)
    scene.press(.escape, .mouse(.init(.wheelUp, row: row, column: 1)))
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("number 92") })
    scene.press(.mouse(.init(.press, row: 7, column: 5)))
    #expect(scene.view.feed.selection.types == .only(1))
    scene.press(.mouse(.init(.press, row: 5, column: 5)))
    #expect(scene.view.feed.selection.types == .all)
  }

  @Test func `a click on a type works above half a screen and on the line`() {
    var scene = stream()
    let wide = scene.screen(columns: 200, rows: 50).lines
    let row = wide.firstIndex { $0.contains(" 2 error") } ?? 0
    scene.press(.mouse(.init(.press, row: row, column: 9)), columns: 200, rows: 50)
    #expect(scene.view.feed.selection.types == .only(1))
    scene.press("0")
    let line = scene.screen(columns: 60, rows: 10).lines[2]
    let column = line.firstRange(of: "error").map { line.distance(from: line.startIndex, to: $0.lowerBound) } ?? 0
    scene.press(.mouse(.init(.press, row: 2, column: column)), columns: 60, rows: 10)
    #expect(scene.view.feed.selection.types == .only(1))
  }

  @Test func `a click in a table goes to the row`() {
    var scene = stream()
    scene.press("T")
    let row = scene.screen().lines.lastIndex { $0.contains("error") } ?? 0
    scene.press(.mouse(.init(.press, row: row, column: 9)))
    #expect(scene.screen().lines[row].hasPrefix("▸"))
  }

  @Test func `a paste goes to the prompt as one line, and to nothing else`() {
    var scene = stream()
    #expect(scene.press(.paste("qqq\n")) == nil && scene.view.prompt == nil)
    scene.press("/", .paste("number\n 42\n"))
    #expect(scene.screen().lines[22] == "/number  42")
  }

  @Test func `copying tells what it copies, and where there is nothing it says so`() {
    var scene = stream()
    #expect(scene.press("y") == .copy(Array("number 100 even".utf8), subject: "the data"))
    #expect(
      scene.press("Y")
        == .copy(Array("event: b\nid: 100\ndata: number 100 even\n\n".utf8), subject: "the event"))
    var empty = Scene()
    #expect(empty.press("y") == nil && empty.view.message?.role == .bad)
    #expect(scene.type("|wc -l\n") == .pipe(Array("number 100 even".utf8), command: "wc -l"))
    #expect(scene.press("v") == .page(Array("number 100 even".utf8)))
  }

  @Test func `s and W propose a name: Enter takes it, typing replaces it, other keys edit it`() {
    var scene = stream()
    let name = scene.press("s", .enter)
    guard case .save(let path, overwrites: false)? = name else {
      return #expect(Bool(false), "\(String(describing: name))")
    }
    #expect(path.wholeMatch(of: #/localhost-3000-\d{4}-\d\d-\d\d-\d{6}\.ndjson/#) != nil)
    guard case .record(let recorded?, overwrites: false)? = scene.press("W", .enter) else {
      return #expect(Bool(false))
    }
    #expect(recorded == path.replacing(".ndjson", with: ".sse"))
    #expect(
      scene.press("s", .backspace, .backspace, "x", .enter) == .save(path: path.dropLast(2) + "x", overwrites: false))
    #expect(scene.press("s", .paste("b.sse"), .enter) == .save(path: "b.sse", overwrites: false))
    #expect(scene.press("s", .control("u"), "c", .enter) == .save(path: "c", overwrites: false))
    scene.type(":column .n\n")
    guard case .save(let table, _)? = scene.press("s", .enter) else { return #expect(Bool(false)) }
    #expect(table.hasSuffix(".csv"))
  }

  @Test func `back ends the filter, the view of errors and the type that is shown alone, one after the other`() {
    var scene = stream()
    scene.press("1", "!")
    scene.type("&number\n")
    scene.press(.escape)
    #expect(scene.view.feed.selection.filter == nil && scene.view.feed.selection.onlyErrors)
    scene.press(.escape)
    #expect(!scene.view.feed.selection.onlyErrors && scene.view.feed.selection.types == .only(0))
    scene.press(.escape)
    #expect(scene.view.feed.selection.types == .all)
    #expect(scene.press(.escape) == nil)
  }

  @Test func `W asks for a file, and again ends the recording`() {
    var scene = stream()
    #expect(scene.type("Wout.sse\n") == .record(path: "out.sse", overwrites: false))
    scene.view.recording = RecordingProgress(path: "a/out.sse", bytes: 2048, events: 1234)
    #expect(scene.screen().lines[23].contains("REC out.sse 2.0 KiB, 1,234 events"))
    #expect(scene.press("W") == .record(path: nil, overwrites: false))
  }
}
