import EventFields
import EventFilter
import StreamModel
import TestSupport
import Testing

@testable import Dashboard
@testable import Text

/// Events told apart by the values of a path, and values as columns, as a user has them.
@Suite struct GroupViewTests {
  private static func path(_ text: String) throws -> JSONPath { try JSONPath(expression: text) }

  /// Changes of wikis: most of enwiki, the fewest of dewiki.
  private static func wiki(events: Int = 60) -> Scene {
    var scene = Scene()
    scene.open()
    for number in 1...events {
      scene.pass(40)
      let wiki = number % 10 == 0 ? "dewiki" : number % 3 == 0 ? "frwiki" : "enwiki"
      let data = #"{"wiki":"\#(wiki)","length":{"new":\#(number / 4 * 100)},"title":"page \#(number)"}"#
      scene.receive("id: \(number)\ndata: \(data)\n\n")
    }
    return scene
  }

  @Test func `the values of a path take the place of types`() throws {
    var scene = Self.wiki()
    scene.type("=.wiki\n")
    var screen = scene.screen(columns: 120, rows: 40)
    #expect(screen.contains("▸0 all "))
    #expect(screen.lines.contains { $0.hasPrefix("   .wiki") && $0.contains("EVENTS") })
    let rows = screen.lines.filter { $0.contains(/^ [1-3] \w+wiki/) }
    #expect(rows.count == 3)
    #expect(rows[0].hasPrefix(" 1 enwiki") && rows[0].contains(" 36 "))
    #expect(rows[1].hasPrefix(" 2 frwiki") && rows[1].contains(" 18 "))
    #expect(rows[2].hasPrefix(" 3 dewiki") && rows[2].contains(" 6 "))
    #expect(screen.lines.contains { $0.contains(/TIME .* \.wiki .*DATA/) })
    scene.press("3", columns: 120, rows: 40)
    screen = scene.screen(columns: 120, rows: 40)
    #expect(screen.lines.filter { $0.contains(/\ dewiki +\d+ +\{/) }.count == 6)
    #expect(!screen.lines.contains { $0.contains(/\ enwiki +\d+ +\{/) })
    scene.press(.tab)
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸0 all") })
    scene.press(.backTab, .backTab)
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸2 frwiki") })
  }

  @Test func `a long path over the table loses its middle, and only where there is no room`() throws {
    var scene = Scene()
    scene.open()
    for number in 0..<40 {
      scene.receive(#"data: {"shipment":{"destination":{"warehouse_code":"w\#(number)"}}}"# + "\n\n")
    }
    scene.type("=.shipment.destination.warehouse_code\n")
    func heading(_ columns: Int, _ rows: Int) -> String {
      var copy = scene
      return copy.screen(columns: columns, rows: rows).lines.first { $0.contains("EVENTS") } ?? ""
    }
    #expect(heading(200, 60).contains("   .shipment.destination.warehouse_code "))
    for (columns, rows) in [(80, 24), (60, 20), (100, 24), (139, 16)] {
      let heading = heading(columns, rows)
      #expect(heading.contains(#/^   \.ship\S*…\S*ode /#) || heading.contains("warehouse_code "), "\(heading)")
      #expect(heading.contains(#/\+\d+: T /#), "\(heading)")
    }
    scene.type("T")
    #expect(heading(80, 24).contains(/\.ship\S*…\S*code/))
    #expect(heading(200, 60).contains(".shipment.destination.warehouse_code"))
  }

  @Test func `names on the line of types lose their middle where not all of them have room`() {
    var scene = Scene()
    scene.open()
    let name = "orders.of.the.north.warehouse.shipped"
    scene.receive("event: \(name)\ndata: 1\n\n")
    #expect(scene.screen(columns: 80, rows: 12).lines.contains { $0.contains(" 1 \(name) 1") })
    scene.receive("event: \(name).late\ndata: 1\n\nevent: b\ndata: 1\n\n")
    let line = scene.screen(columns: 80, rows: 12).lines.first { $0.contains(" all 3 ") } ?? ""
    #expect(line.contains(#/ 1 orders\S*…\S*hipped 1  2 orders\S*…\S*d\.late 1  3 b 1/#), "\(line)")
  }

  @Test func `an empty path, and the word type, go back to types`() {
    for way in ["=\n", ":by type\n"] {
      var scene = Self.wiki()
      scene.type("=.wiki\n2")
      scene.type(way)
      let screen = scene.screen()
      #expect(screen.lines.contains { $0.hasPrefix("   TYPE") })
      #expect(screen.lines.contains { $0.hasPrefix("▸0 all") })
      #expect(screen.contains("by event type"))
    }
  }

  @Test func `a wrong path is told before it counts`() {
    var scene = Self.wiki()
    scene.type("=wiki")
    #expect(scene.screen().contains("a path begins with a dot"))
    scene.press(.enter)
    #expect(scene.view.prompt != nil)
    scene.press(.escape)
    #expect(scene.screen().lines.contains { $0.hasPrefix("   TYPE") })
  }

  @Test func `a node of an opened event gives its path`() {
    var scene = Self.wiki()
    scene.press(.enter, .down, "=")
    var screen = scene.screen(columns: 100, rows: 30)
    #expect(screen.lines.contains { $0.hasPrefix("   .wiki") })
    #expect(scene.view.place == .feed)
    // Once more, and it is over.
    scene.press(.enter, .down, "=")
    screen = scene.screen(columns: 100, rows: 30)
    #expect(screen.lines.contains { $0.hasPrefix("   TYPE") })
  }

  @Test func `rows of the table are hidden and shown`() {
    var scene = Self.wiki()
    scene.type("=.wiki\nT")
    #expect(scene.screen().contains(" .wiki 3 "))
    scene.press(" ", .escape)
    let screen = scene.screen(columns: 100, rows: 30)
    #expect(!screen.lines.contains { $0.contains(/\ enwiki +\d+ +\{/) })
    #expect(screen.lines.contains { $0.contains(/\ frwiki +\d+ +\{/) })
    #expect(screen.lines.contains { $0.hasPrefix("×1 enwiki") && $0.contains("hidden") })
  }

  @Test func `only events like this one are those of its group`() {
    var scene = Self.wiki()
    scene.type("=.wiki\n*")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸3 dewiki") })
    scene.press("*")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸0 all") })
  }

  @Test func `a frozen view's groups stand still, and those of what goes on count`() throws {
    var scene = Self.wiki()
    scene.type("=.wiki\n ")
    for _ in 0..<50 { scene.receive("data: {\"wiki\":\"dewiki\"}\n\n") }
    scene.view.receive(scene.state)
    #expect(scene.screen(columns: 100, rows: 30).lines.contains { $0.hasPrefix(" 3 dewiki") && $0.contains(" 6 ") })
    #expect(scene.view.groupTable?.events == 110)
    scene.press(" ")
    #expect(scene.screen(columns: 100, rows: 30).lines.contains { $0.hasPrefix(" 3 dewiki") && $0.contains(" 56 ") })
    // Told apart otherwise while it is frozen, too.
    scene.type(" =.length.new\n")
    scene.receive("data: {\"length\":{\"new\":\"x\"}}\n\n")
    #expect(scene.view.groupTable?.rows.contains { $0.key == .text(Array("x".utf8)) } == false)
    _ = scene.screen()
    #expect(scene.view.groupTable?.rows.contains { $0.key == .text(Array("x".utf8)) } == true)
    scene.press(" ")
    #expect(scene.screen().lines.contains { $0.hasPrefix("   .length") })
  }

  @Test func `the strip of a low screen has the groups, and says by what`() {
    var scene = Self.wiki()
    scene.type("=.wiki\n")
    scene.press(.escape)
    let screen = scene.screen(columns: 80, rows: 12)
    #expect(screen.contains("1 enwiki 36"))
    #expect(screen.contains("by .wiki"))
  }

  @Test func `a prompt that is given up does not undo what has come`() {
    var scene = Self.wiki()
    scene.type("=.wiki\n/page")
    scene.receive("data: {\"wiki\":\"dewiki\"}\n\n")
    scene.view.receive(scene.state)
    scene.press(.escape)
    #expect(scene.view.groupTable?.events == 61)
  }

  @Test func `the events that are shown are those of the group`() {
    var scene = Self.wiki()
    scene.type("=.wiki\n3")
    #expect(scene.view.shownEvents(scene.state).map { $0 }.count == 6)
    scene.view = ViewState(grouping: nil)
    scene.view.group(by: JSONPath([.key(Array("wiki".utf8))]))
    // Before anything was looked at.
    #expect(scene.view.shownEvents(scene.state).map { $0 }.count == 60)
  }

  @Test func `the time since the one before is that of its group`() {
    var scene = Self.wiki()
    scene.type("=.wiki\nttt")
    let screen = scene.screen(columns: 100, rows: 30)
    #expect(screen.contains(" + SAME GROUP "))
    #expect(screen.lines.contains { $0.contains(/\+.*0\.400 +dewiki/) })
  }

  // MARK: - Columns

  @Test func `values are columns, numbers at the right, what has changed in bold`() {
    var scene = Self.wiki()
    scene.type("=.wiki\n:column .length.new\n")
    scene.press(.escape)
    let screen = scene.screen(columns: 100, rows: 30)
    let rows = screen.lines.indices.filter { screen.lines[$0].contains(/\ enwiki +\d+ +\d+ \{/) }
    #expect(rows.count > 5)
    let ends = Set(rows.map { screen.lines[$0].prefix { $0 != "{" }.count })
    #expect(ends.count == 1, "numbers stand at the right")
    #expect(screen.lines.contains { $0.contains(/\ \.wiki .*\.length\.new DATA/) })
    #expect(screen.golden.contains("C"))
  }

  @Test func `a column of the group's own path is not shown twice`() {
    var scene = Self.wiki()
    scene.type(":column .wiki\n:column .length.new\n")
    func heading() -> String { scene.screen(columns: 120, rows: 40).lines.first { $0.contains(#/^ TIME /#) } ?? "" }
    #expect(heading().contains(#/TYPE ─+ ID \.wiki +\.length\.new DATA/#), "\(heading())")
    scene.type("=.wiki\n")
    #expect(heading().contains(#/ \.wiki ─ ID \.length\.new DATA/#), "\(heading())")
  }

  @Test func `while events are grouped the foot names the key that leads back`() {
    var scene = Self.wiki()
    func foot() -> String { scene.screen(columns: 120, rows: 24).lines.last ?? "" }
    #expect(!foot().contains("= group by"))
    scene.type("=.wiki\n")
    scene.pass(20_000)
    scene.press("j", "G")
    #expect(foot().contains("Tab value  = group by"), "\(foot())")
    scene.type("=\n")
    scene.press("j", "G")
    #expect(!foot().contains("= group by"))
  }

  @Test func `a path above a column is whole where there is room, and never takes that of another column`() {
    let path = ".choices[].delta.content"
    var scene = Scene()
    scene.open()
    for word in ["one", "two"] {
      scene.receive("data: {\"choices\":[{\"delta\":{\"content\":\"\(word)\"}}],\"v\":1,\"w\":2,\"x\":3}\n\n")
    }
    scene.type(":column \(path)\n")
    func heading(_ columns: Int) -> String {
      scene.screen(columns: columns, rows: 24).lines.first { $0.contains(" TYPE ─") } ?? ""
    }
    #expect(heading(120).contains(" \(path) DATA ") && heading(80).contains(" \(path) DATA "))
    #expect(heading(60).contains(#/ \.choices\S*…\S*tent /#))
    for column in ["v", "w", "x"] { scene.type(":column .\(column)\n") }
    for columns in [70, 80, 120] { #expect(heading(columns).contains(" .v .w .x "), "\(columns)") }
  }

  @Test func `the page of fields marks the paths that are columns or groups`() {
    var scene = Self.wiki()
    scene.type(":column .length.new\n=.wiki\nL")
    scene.press(.end)
    let lines = scene.screen(columns: 80, rows: 24).lines
    #expect(lines.contains { $0.hasPrefix("=.wiki ") })
    #expect(lines.contains { $0.hasPrefix("+.length.new ") })
    scene.press(.up, " ", .down)
    #expect(scene.screen(columns: 80, rows: 24).lines.contains { $0.hasPrefix(" .length.new ") })
    #expect(scene.view.feed.fields.isEmpty)
  }

  @Test func `a column takes what the data can spare`() {
    var scene = Scene()
    scene.open()
    let text = "a message that says at some length what has come to pass"
    scene.receive("data: {\"message\":\"\(text)\",\"more\":\"\(String(repeating: "x", count: 300))\"}\n\n")
    scene.type(":column .message\n")
    #expect(scene.screen(columns: 120, rows: 24).lines.contains { $0.contains("\(text) {\"message\":") })
    let row = scene.screen(columns: 80, rows: 24).lines.first { $0.contains("a message") } ?? ""
    #expect(row.contains(#/a message that says at some length what has\S* \{"message":"a/#), "\(row)")
  }

  @Test func `an ID of JSON has a column where it holds all of it`() {
    func heading(_ id: String, _ columns: Int) -> Bool {
      var scene = Scene()
      scene.open()
      scene.receive("id: \(id)\ndata: 1\n\n")
      return scene.screen(columns: columns, rows: 24).lines.contains { $0.contains(#/^ TIME .* ID /#) }
    }
    let long = #"[{"topic":"north.recentchange","partition":0,"timestamp":1}]"#
    #expect(!heading(long, 80) && !heading(long, 200))
    #expect(heading("[1,2]", 80) && heading("00000000-0000-4000-8000-100000000057", 80))
  }

  @Test func `where all events are of one type and JSON the foot of the screen names the fields`() {
    func foot(_ events: String) -> String {
      var scene = Scene()
      scene.open()
      scene.receive(events)
      return scene.screen(columns: 80, rows: 24).lines.last ?? ""
    }
    #expect(foot("data: {\"a\":1}\n\n").contains("L fields"))
    #expect(foot("data: prose\n\n").contains("Tab type"))
    #expect(foot("data: {\"a\":1}\n\nevent: b\ndata: {}\n\n").contains("Tab type"))
  }

  @Test func `what is absent, null and a hostile text are told apart, and none reaches the screen raw`() {
    var scene = Scene()
    scene.open()
    for data in [#"{"v":null}"#, "{}", #"{"v":"\u001b[2J\u202E\t\n"}"#, "prose", #"{"v":""}"#, #"{"v":"null"}"#] {
      scene.receive("data: \(data)\n\n")
    }
    scene.type(":column .v\n=.v\n")
    scene.press(.escape)
    for (columns, rows) in [(120, 40), (80, 24), (40, 10), (20, 4), (1, 1)] {
      let screen = scene.screen(columns: columns, rows: rows)
      #expect(screen.golden.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" || $0 == "\n" })
    }
    let lines = scene.screen(columns: 120, rows: 40).lines
    for name in ["null", "–", "(not JSON)", #""""#, #""null""#] {
      #expect(lines.contains { $0.contains(/^[ ▸][1-9]\ /) && $0.dropFirst(3).hasPrefix(name + " ") }, "\(name)")
    }
  }

  @Test func `four columns are the most, and narrow screens leave some out`() {
    var scene = Scene()
    scene.open()
    scene.receive("id: 77\ndata: {\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5}\n\n")
    for name in ["a", "b", "c", "d", "e"] { scene.type(":column .\(name)\n", columns: 120, rows: 40) }
    #expect(scene.screen(columns: 120, rows: 40).contains("4 columns are the most"))
    scene.press(.escape)
    func heading(_ columns: Int) -> String {
      scene.screen(columns: columns, rows: 24).lines.first { $0.contains(" TYPE ─") && $0.contains("TIME ") } ?? ""
    }
    #expect(heading(120).contains(" ID .a .b .c .d DATA "))
    #expect(heading(44).contains(" TYPE ── .a .b .c .d "))
    #expect(heading(34).contains(" TYPE ── .a ─"))
    scene.type(":column .b\n", columns: 120, rows: 40)
    #expect(heading(120).contains(" ID .a .c .d DATA "))
    scene.type(":column none\n", columns: 120, rows: 40)
    #expect(!heading(120).contains(".a"))
  }

  @Test func `a node of an opened event becomes a column, and none again`() {
    var scene = Self.wiki()
    scene.press(.enter, .down, "+")
    #expect(scene.screen().contains(".wiki is a column of the feed"))
    scene.press("+")
    #expect(scene.screen().contains("without the column .wiki"))
    scene.press("+", .escape)
    #expect(scene.screen(columns: 100, rows: 30).lines.contains { $0.contains(/TYPE .*\.wiki .*DATA/) })
  }

  @Test(arguments: UInt64(0)..<4)
  func `whatever keys are pressed over whatever data, the screen is drawn`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var scene = Scene("http://a/", "http://b/")
    scene.open(0)
    scene.open(1)
    scene.type(":column .k\n:column .[]\n=.k\n")
    let keys: [Key] = [
      .tab, .backTab, "1", "2", "9", "0", "T", " ", .escape, .enter, "=", "+", .up, .down, "F", "*", "t", "w", "H", "n",
      .left, .right, "r", "z", "C", "e", "m", "y", "I",
    ]
    for _ in 0..<120 {
      let data = "{\"k\":\"" + dice.hostileText(count: 6).replacing("\n", with: "") + "\"}"
      let (type, source) = (Int.random(in: 0...3, using: &dice), Int.random(in: 0...1, using: &dice))
      scene.receive("event: e\(type)\ndata: \(data)\n\n", source)
      if Bool.random(using: &dice) { scene.view.receive(scene.state) }
      scene.press(keys.randomElement(using: &dice) ?? .tab)
      if scene.view.prompt != nil { scene.type(".k\n") }
      _ = scene.screen(columns: Int.random(in: 1...200, using: &dice), rows: Int.random(in: 1...50, using: &dice))
    }
  }
}
