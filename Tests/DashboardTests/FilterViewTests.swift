import EventFilter
import StreamModel
import Testing

@testable import Dashboard

/// The filter as a user works with it.
@Suite struct FilterViewTests {
  static func stream(_ numbers: ClosedRange<Int> = 1...100) -> Scene {
    var scene = Scene()
    scene.open()
    send(numbers, to: &scene)
    return scene
  }

  static func send(_ numbers: ClosedRange<Int>, to scene: inout Scene) {
    for number in numbers {
      let type = ["a", "b", "error"][number % 3]
      scene.receive("event: \(type)\nid: \(number)\ndata: number \(number) \(number % 2 == 0 ? "even" : "odd")\n\n")
    }
  }

  private func numbers(_ screen: Canvas) -> [Int] {
    screen.lines.compactMap { line in
      line.firstRange(of: "number ").flatMap { Int(line[$0.upperBound...].prefix { $0.isNumber }) }
    }
  }

  @Test func `what is typed works at once, and Esc gives back what was there`() {
    var scene = Self.stream()
    scene.type("&even")
    #expect(numbers(scene.screen()).allSatisfy { $0.isMultiple(of: 2) })
    scene.press(.escape)
    #expect(scene.view.prompt == nil && scene.view.feed.selection.filter == nil)
    #expect(numbers(scene.screen()).contains(99))
  }

  @Test func `it goes on for what comes, and for what is frozen`() {
    var scene = Self.stream()
    scene.type("&even\n")
    Self.send(101...120, to: &scene)
    #expect(numbers(scene.screen()).last == 120 && numbers(scene.screen()).allSatisfy { $0.isMultiple(of: 2) })
    scene.press(" ")
    Self.send(121...140, to: &scene)
    #expect(numbers(scene.screen()).last == 120)
    scene.type("&odd")
    scene.press(.control("u"))
    scene.type("odd\n")
    #expect(numbers(scene.screen()).last == 119 && !numbers(scene.screen()).contains { $0.isMultiple(of: 2) })
    scene.press(" ")
    #expect(numbers(scene.screen()).last == 139)
  }

  @Test func `comments are counted where they are shown`() {
    var scene = Scene()
    scene.connect()
    scene.receive(":even beat\n\ndata: even\n\ndata: odd\n\n:odd beat\n\n")
    scene.type("&even\n")
    #expect(scene.screen().contains("&even 1 of 2"))
    scene.press("H", "g")
    #expect(scene.screen().contains("&even 2 of 4"))
    scene.press("H", "g")
    #expect(scene.screen().contains("&even 1 of 2"))
  }

  @Test func `with follow off the event under the cursor stays, with a filter and without`() {
    var scene = Self.stream()
    scene.press("k", "k", "k", "k")
    _ = scene.screen()
    let cursor = scene.view.feed.cursor
    #expect(cursor.map { scene.state.log.id(scene.state.log[$0]) } == Array("96".utf8))
    scene.type("&even\n")
    Self.send(101...110, to: &scene)
    #expect(scene.view.feed.cursor == cursor && !scene.view.feed.follows)
    #expect(numbers(scene.screen()).allSatisfy { $0.isMultiple(of: 2) })
    #expect(scene.screen().contains("5 new"))
    scene.press(.escape)
    _ = scene.screen()
    #expect(scene.view.feed.cursor == cursor)
  }

  @Test func `an event that the filter leaves out is come back to when it goes`() {
    var scene = Self.stream()
    scene.press("k", "k", "k")
    let before = scene.screen().lines
    scene.type("&even\n")
    #expect(numbers(scene.screen()).contains(96) && !numbers(scene.screen()).contains(97))
    scene.press(.escape)
    #expect(scene.screen().lines == before)
  }

  @Test func `a wrong expression is explained under the prompt, and the old one stays`() {
    var scene = Self.stream()
    scene.type("&even\n&")
    scene.press(.control("u"))
    scene.type("/[/\n")
    #expect(scene.view.prompt != nil)
    let screen = scene.screen()
    let foot = screen.roles(row: 23)
    #expect(foot.hasPrefix("b") && screen.lines[22] == "&/[/")
    scene.press(.escape)
    #expect(scene.view.feed.selection.filter?.expression == "even")
    #expect(numbers(scene.screen()).allSatisfy { $0.isMultiple(of: 2) })
  }

  @Test func `the foot says what is filtered, and how many of how many match`() {
    var scene = Self.stream()
    scene.type("&even\n")
    #expect(scene.screen().lines[23].hasPrefix("&even 50 of 101"))
    scene.type("&")
    scene.press(.control("u"), .enter)
    #expect(scene.view.feed.selection.filter == nil)
    #expect(!scene.screen().lines[23].contains("&even"))
  }

  @Test func `the prompt recalls the filter, and Up those before it`() {
    var scene = Self.stream()
    scene.type("&even\n&")
    #expect(scene.screen().lines[22] == "&even")
    scene.press(.control("u"))
    scene.type("odd\n&")
    scene.press(.up, .up)
    #expect(scene.screen().lines[22] == "&even")
    scene.press(.down)
    #expect(scene.screen().lines[22] == "&odd")
  }

  @Test func `Esc ends the search, then the filter, and then nothing`() {
    var scene = Self.stream()
    scene.type("&even\n/9\n")
    scene.press(.enter, .escape)
    #expect(scene.view.pane == nil && scene.view.search != nil)
    scene.press(.escape)
    #expect(scene.view.search == nil && scene.view.feed.selection.filter != nil)
    scene.press(.escape)
    #expect(scene.view.feed.selection.filter == nil)
    #expect(scene.press(.escape) == nil)
  }

  @Test func `* shows only the type of the row, and everything again`() {
    var scene = Self.stream()
    scene.press("k", "*")
    #expect(scene.view.feed.selection.types == .only(2))
    scene.press("*")
    #expect(scene.view.feed.selection.types == .all)
  }

  @Test func `what the filter shows is what would be saved`() {
    var scene = Self.stream()
    scene.type("&even\n")
    #expect(Array(scene.view.shownEvents(scene.state)).count == 50)
    scene.press("2")
    #expect(Array(scene.view.shownEvents(scene.state)).count == 17)
    #expect(scene.type("sout.ndjson\n") == .save(path: "out.ndjson", overwrites: false))
    scene.view.askToOverwrite("out.ndjson", of: .events)
    #expect(scene.press("x") == nil && scene.view.prompt != nil)
    #expect(scene.press("y") == .save(path: "out.ndjson", overwrites: true))
  }

  @Test func `what may be meant otherwise is said while it is typed and once more after, and the filter works`() {
    var scene = Self.stream()
    scene.type("&number=7")
    #expect(scene.screen().lines.last == "number=7 is looked for as text; did you mean .number=7?")
    scene.press(.enter)
    #expect(scene.screen().lines.last == "number=7 is looked for as text; did you mean .number=7?")
    scene.press("j")
    #expect(scene.screen().lines.last?.hasPrefix("&number=7 0 of ") == true)
  }

  @Test func `events about which an expression was stopped are told beside the filter and the search`() {
    for key in ["&", "/"] {
      var scene = Scene()
      scene.open()
      scene.receive("data: \(String(repeating: "a", count: 4000))\n\ndata: a!\n\n")
      scene.type("\(key)/(a|aa)+[!?]/\n")
      while !scene.view.advance(scene.state, budget: 1 << 20) {}
      #expect(scene.screen().lines.last?.contains(", stopped at its limit in 1  ") == true)
    }
  }
}
