import EventFilter
import StreamModel
import TestSupport
import Testing

@testable import Dashboard
@testable import EventFields
@testable import Text

/// The page of paths, and that of the values at one.
@Suite("GoldenScreenTests of the fields page") struct FieldsPageTests {
  enum Sample: String, CaseIterable {
    case orders
    case sorted
    case values
    case numbers
    case searched
    case hostile
    case hostileValues = "hostile values"
    case prose
    case many

    var scene: Scene {
      switch self {
      case .orders, .sorted, .values, .numbers, .searched:
        var scene = FieldsPageTests.orders()
        scene.press("L")
        switch self {
        case .sorted: scene.press(">", ">", ">", ">", ">", "I")
        case .values: scene.press("j", .enter)
        case .numbers: scene.press("j", "j", "j", .enter)
        case .searched: scene.type("/price\n")
        default: break
        }
        return scene
      case .hostile, .hostileValues:
        var scene = Scene()
        scene.open()
        scene.receive(
          Array(#"data: {"\u001b]0;owned\u0007":"\u001b[31mred","\u202egnitirw":"\u200b\u2066x","#.utf8)
            + Array(
              "\"日本語のキー\":\"漢字かな交じり文がここにあります\",\ndata: \"tab\\tname\":\"a\\r\\nb\",\"\":\"\",\"a.b c\\\"d\":[{\"e\u{301}\":-0.0},null]"
                .utf8)
            + Array(",\"raw ".utf8) + [0x9B, 0xFF] + Array("\":\"".utf8) + [0xFE] + Array("\"}\n\n".utf8))
        let name = String(repeating: "name ", count: 30)
        scene.receive(#"data: {"long \#(name)":1e400,"n":1234567890123456789012345678901234567890}"# + "\n\n")
        scene.pass(500)
        scene.press("L")
        if self == .hostileValues { scene.press(.enter) }
        return scene
      case .prose:
        var scene = Scene()
        scene.open()
        scene.receive("data: not JSON\n\ndata: {\"a\":1} nor this\n\n")
        scene.press("L")
        return scene
      case .many:
        var scene = Scene()
        scene.open()
        for event in 0..<30 {
          scene.pass(1000)
          let members = (0..<420).map { "\"key \($0)\":\($0 % 3 == 0 ? "null" : "\(event * $0).5")" }
          scene.receive("data: {\(members.joined(separator: ","))}\n\n")
        }
        scene.press("L", .end)
        return scene
      }
    }
  }

  static func orders() -> Scene {
    var dice = SeededGenerator(seed: 11)
    var scene = Scene("https://api.example.com/v1/orders")
    scene.open()
    for order in 1...400 {
      scene.pass(150)
      let status = ["placed", "paid", "paid", "sent", "returned"].randomElement(using: &dice) ?? ""
      let price = "\(Int.random(in: 1...90, using: &dice)).\(Int.random(in: 10...99, using: &dice))"
      let gift = order % 3 == 0 ? #","gift":null"# : order % 3 == 1 ? #","gift":true"# : ""
      let at = "2026-11-21T12:3\(4 + (56_000 + order * 150) / 60_000):00Z"
      scene.receive(
        #"data: {"order":\#(order),"status":"\#(status)","customer":{"id":"c\#(order % 97)"},"price":\#(price),"items":[{"sku":"tea"},{"sku":"s\#(order % 7)"}],"at":"\#(at)"\#(gift)}"#
          + "\n\n")
      if order % 50 == 0 { scene.receive("event: note\ndata: not JSON\n\n") }
    }
    return scene
  }

  @Test func `paths have no more room than the longest needs`() {
    var scene = Scene()
    scene.open()
    for path in ["short", "a path of some length", "a path that is longer than any column"] {
      scene.receive("data: {\"\(path)\":1.5}\n\n")
      scene.press("L")
      // A title at the right edge of its column: the first of them follows the paths.
      let screen = scene.screen(columns: 120, rows: 40)
      let heading = (0..<40).map { screen.text(row: $0) }.first { $0.contains("PATH") } ?? ""
      let width = heading.prefix { $0 != "I" }.count - 5
      #expect(width == min(max(path.count + 5, 18), 30), "\(path): \(heading)")
      scene.press("L")
    }
  }

  @Test func `where nothing is a number, the columns of numbers leave their room to the others`() {
    var scene = Scene()
    scene.open()
    let words = "the most frequent words"
    for _ in 1...3 { scene.receive("data: {\"a\":\"\(words)\",\"b\":null}\n\n") }
    scene.press("L")
    var screen = scene.screen(columns: 120, rows: 40)
    let row = (0..<40).map { screen.text(row: $0) }.first { $0.contains(words) } ?? ""
    #expect(!screen.contains("MEAN") && row.contains("\(words) 100%"))
    #expect(row.split(separator: words, omittingEmptySubsequences: false).count == 3, "\(row)")
    scene.receive("data: {\"c\":1}\n\n")
    screen = scene.screen(columns: 120, rows: 40)
    #expect(screen.contains("MEAN") && !screen.contains("\(words) 100%"))
  }

  @Test(arguments: Sample.allCases, [(80, 24), (120, 40), (200, 50)])
  func `the page is as recorded`(sample: Sample, size: (columns: Int, rows: Int)) throws {
    var scene = sample.scene
    try GoldenScreenTests.compare(
      scene.screen(columns: size.columns, rows: size.rows), "fields \(sample.rawValue) \(size.columns)x\(size.rows)")
  }

  @Test func `without UTF-8 the page is plain ASCII`() throws {
    var scene = Self.orders()
    scene.press("L")
    let screen = scene.screen(columns: 120, rows: 24, glyphs: .ascii)
    #expect(screen.golden.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A })
  }

  @Test func `Enter goes from a path to its values, and from a value to its events`() {
    var scene = Self.orders()
    scene.press("L", "j", .enter)
    #expect((scene.view.pane as? FieldValuesPane)?.path.text == ".status")
    #expect((scene.view.pane as? FieldValuesPane)?.table.rows.count == 4)
    scene.press("/")
    scene.type("sent\n")
    scene.press(.enter)
    #expect(scene.view.panes.isEmpty)
    #expect(scene.view.feed.selection.filter?.expression == #".status="sent""#)
    // The page then tells of these events only, and a second value narrows further.
    scene.press("L")
    let page = scene.view.pane as? FieldsPane
    #expect(page?.fields.events == scene.view.feed.index?.count)
    #expect((page?.fields.events ?? 400) < 200)
    scene.press("L")
    #expect(scene.view.panes.isEmpty)
  }

  @Test(arguments: [#"a"b"#, "back\\slash", "line\nend", "tab\t", "\u{1b}[31m", "日本", "", "-1", "null", "x y | z"])
  func `a value becomes a filter that finds it`(value: String) throws {
    var json: [UInt8] = []
    JSONText.append(value, to: &json)
    var scene = Scene()
    scene.open()
    scene.receive(#"data: {"odd \"key\"":{"v":"\#(String(decoding: json, as: UTF8.self))"}}"# + "\n\n")
    scene.receive(#"data: {"odd \"key\"":{"v":"other"}}"# + "\n\n")
    scene.press("L", .enter, ">", "I", "g")
    let pane = try #require(scene.view.pane as? FieldValuesPane)
    let row = try #require(pane.table.rows.firstIndex { $0.key == .text(Array(value.utf8)) })
    for _ in pane.table.rows where (scene.view.pane as? FieldValuesPane)?.cursor.row != row { scene.press("j") }
    scene.press(.enter)
    #expect(scene.view.panes.isEmpty)
    #expect(scene.view.feed.index?.count == 1)
  }

  @Test func `the page follows what comes, and stands still while frozen`() {
    var scene = Self.orders()
    scene.press("L")
    let before = (scene.view.pane as? FieldsPane)?.fields.events
    scene.receive("data: {\"order\":401}\n\n")
    _ = scene.screen()
    #expect((scene.view.pane as? FieldsPane)?.fields.events == before.map { $0 + 1 })
    scene.press("Z")
    scene.receive("data: {\"order\":402}\n\n")
    _ = scene.screen()
    #expect((scene.view.pane as? FieldsPane)?.fields.events == before.map { $0 + 1 })
    scene.press("Z")
    _ = scene.screen()
    #expect((scene.view.pane as? FieldsPane)?.fields.events == before.map { $0 + 2 })
  }

  @Test func `it is worked at in slices, and says so`() {
    var scene = Self.orders()
    scene.press("L")
    var view = ViewState()
    let context = ViewState.Context(
      live: scene.state, state: scene.state, counted: scene.state, now: scene.now, clock: WallClock())
    _ = view.apply(.program(.fields), context)
    var slices = 0
    while !view.advance(scene.state, budget: 100) {
      slices += 1
      let frame = Frame(columns: 120, rows: 24, now: scene.now)
      view.fit(scene.state, frame)
      #expect(draw(scene.state, view, frame).contains("so far"))
    }
    #expect(slices > 10)
    #expect((view.pane as? FieldsPane)?.fields.events == (scene.view.pane as? FieldsPane)?.fields.events)
  }

  @Test func `from a node it opens at its path`() {
    var scene = Self.orders()
    scene.press("k", .enter)
    scene.type("/sku\n")
    scene.press("L")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸.items[].sku") })
    #expect((scene.view.pane as? FieldsPane)?.path?.text == ".items[].sku")
  }

  @Test func `the path stays under the cursor whatever the order`() {
    var scene = Self.orders()
    scene.press("L", "j", "j", "j")
    for key in [">", ">", "I", ">", ">", "<", "I", ">", ">", ">", ">", ">", ">", ">"] {
      scene.press(.character(Character(key)))
      #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains(".price") }, "\(key)")
    }
  }

  @Test func `what is under the cursor is copied`() {
    var scene = Self.orders()
    #expect(scene.press("L", "j", "y") == .copy(Array(".status".utf8), subject: "the path .status"))
    #expect(scene.press(.enter, "y") == .copy(Array("paid".utf8), subject: "the value"))
    #expect(scene.press("P") == .copy(Array(".status".utf8), subject: "the path .status"))
  }

  @Test(arguments: [80, 120, 200, 400], UInt64(0)..<6)
  func `least, mean and greatest are all told, in full where there is room`(columns: Int, seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    var scene = Scene()
    scene.open()
    func number() -> String {
      let count = Int.random(in: 1...40, using: &dice)
      let digits = (0..<count).map { _ in "\(Int.random(in: 1...9, using: &dice))" }.joined()
      return (Bool.random(using: &dice) ? "-" : "") + digits + (["", "e-40", "e30"].randomElement(using: &dice) ?? "")
    }
    let numbers = (0..<20).map { _ in number() }
    for number in numbers { scene.receive("data: {\"n\":\(number)}\n\n") }
    for key in [Key.character("L"), .enter] { scene.press(key, columns: columns, rows: 24) }
    let line = try #require(scene.screen(columns: columns).lines.first { $0.contains("20 values in 20 events") })
    let words = line.split(separator: " ")
    let figures = try ["min", "mean", "max"].map { name in
      try #require(words.firstIndex(of: Substring(name)).flatMap { $0 + 1 < words.count ? Double(words[$0 + 1]) : nil })
    }
    let values = numbers.compactMap { Double($0) }
    let exact = [values.min() ?? 0, values.reduce(0, +) / Double(values.count), values.max() ?? 0]
    for (figure, exact) in zip(figures, exact) {
      #expect(abs(figure - exact) <= abs(exact) * 0.02, "\(line)")
    }
    guard columns >= 200 else { return }
    #expect(numbers.contains { words.contains(Substring($0)) }, "\(line)")
  }

  @Test func `the filter's prompt begins with the path`() {
    var scene = Self.orders()
    scene.press("L", "j", "&")
    #expect(scene.view.prompt?.text == ".status=")
    scene.type("paid\n")
    #expect(scene.view.pane is FieldsPane)
    #expect((scene.view.pane as? FieldsPane)?.fields.events == scene.view.feed.index?.count)
  }

  @Test(arguments: [
    ("12", 7, "12"), ("1234567890123456789012345678901234567890", 7, "1.235e39"), ("0.000000123456", 7, "1.2e-7"),
    ("-12.3456789", 7, "-12.346"), ("1e3", 7, "1e3"), ("99999.96", 7, "99999.96"), ("14213.51923", 7, "14213.5"),
  ])
  func `numbers keep their size in a narrow column`(number: String, columns: Int, text: String) {
    let shown = FieldText.number(Array(number.utf8), columns: columns)
    #expect(shown.utf8.count <= columns || shown == text)
    #expect(abs((Double(shown) ?? 0) - (Double(number) ?? 1)) <= abs(Double(number) ?? 0) * 0.1)
  }

  @Test(arguments: UInt64(0)..<40) func `a number whose whole part has room is told without an exponent, to the unit`(
    seed: UInt64
  ) {
    var dice = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      // Nines and zeros, so that roundings carry.
      let whole = (0..<Int.random(in: 1...9, using: &dice)).reduce(0) { number, _ in
        number * 10 + ([0, 0, 9, 9, 1, 9].randomElement(using: &dice) ?? 0)
      }
      let fraction = "\([0, 5, 45, 4999, 95, 999].randomElement(using: &dice) ?? 0)"
      let columns = Int.random(in: max("\(whole + 1)".count, 3)...12, using: &dice)
      let number = "\(whole).\(fraction)"
      guard whole > 0, let exact = Double(number), let decimal = DecimalDigits(Array(number.utf8)) else { continue }
      for text in [FieldText.number(Array(number.utf8), columns: columns), FieldText.mean(decimal, columns: columns)] {
        #expect(text.utf8.count <= columns && !text.contains("e"), "\(number) in \(columns): \(text)")
        #expect(abs((Double(text) ?? -1) - exact) <= 0.5 + 1e-6, "\(number) in \(columns): \(text)")
      }
    }
  }

  @Test func `a mean lies between the least and the greatest`() {
    let (least, mean, greatest) = ("123456790", "123456794.5", "123456799")
    let shown = DecimalDigits(Array(mean.utf8)).map { FieldText.mean($0, columns: 12) } ?? ""
    #expect((Double(least) ?? 0)...(Double(greatest) ?? 0) ~= Double(shown) ?? 0, "\(shown)")
    #expect(DecimalDigits(Array("997799.7".utf8)).map { FieldText.mean($0, columns: 7) } == "997800")
  }
}
