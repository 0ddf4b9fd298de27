import EventFields
import StreamModel
import TestSupport
import Testing

@testable import Comparing
@testable import Dashboard
@testable import Findings
@testable import Text

/// The page of two streams compared.
@Suite("GoldenScreenTests of two streams compared") struct ComparisonPageTests {
  /// Two streams, compared as they come.
  struct Compared {
    var scene = Scene(
      urls: ["http://10.0.0.4:8080/feed", "https://shop.example/feed"], labels: StreamComparison.names)
    var comparison: StreamComparison

    init(key: ComparisonKey? = nil) {
      comparison = StreamComparison(key: key)
      for side in 0...1 {
        scene.open(side)
        comparison.receive(.open(since: scene.now), of: side, at: scene.now)
      }
    }

    mutating func receive(_ bytes: [UInt8], _ side: Int) {
      let first = scene.state.log.positions.upperBound
      scene.receive(bytes, side)
      let log = scene.state.log
      comparison.receive(first..<log.positions.upperBound, in: log) { _ in log }
    }

    /// Presses keys that ask for what is in view.
    mutating func press(_ keys: Key...) {
      for key in keys {
        _ = scene.screen(columns: 100, rows: 30)
        scene.press(key)
      }
      _ = scene.screen(columns: 100, rows: 30)
    }

    mutating func receive(_ text: String, _ side: Int) { receive(Array(text.utf8), side) }

    /// Shows what there is by now.
    mutating func settle() {
      let log = scene.state.log
      comparison.settle(at: scene.now) { _ in log }
      var board = FindingBoard(sources: 2)
      for (side, verdicts) in comparison.verdicts.enumerated() { board.set(compared: verdicts, of: side) }
      for side in 0...1 {
        board.set(
          side == 1 ? [Verdict(.heldBySize, evidence: ["x"], figures: [("lump_bytes", 4096)])] : [], of: side)
      }
      _ = board.judge(scene.state, at: scene.now)
      scene.view.receive(board)
      scene.view.comparison = comparison
    }

    static func order(_ number: Int, _ data: String = "placed") -> String {
      "id: \(number)\ndata: {\"order\":\(1000 + number / 4),\"status\":\"\(data)\",\"customer\":{\"name\":\"Zoë Müller\"}}\n\n"
    }
  }

  enum Sample: String, CaseIterable {
    case empty
    case orders
    case moved
    case onlyB
    case found
    case listed
    case differences
    case reversed
    case hostile

    var compared: Compared {
      var compared = Compared()
      switch self {
      case .empty:
        compared.scene.pass(500)
        compared.receive("data: a\n\n", 0)
      case .orders, .moved, .onlyB, .found, .listed, .differences, .reversed:
        let (first, second) = self == .reversed ? (1, 0) : (0, 1)
        var late: [String] = []
        for number in 1...600 {
          compared.scene.pass(50)
          compared.receive(Compared.order(number), first)
          let isChanged = self == .differences && number % 100 == 50
          if !(300...302).contains(number) { late.append(Compared.order(number, isChanged ? "paid" : "placed")) }
          if number % 20 == 0 {
            compared.receive(late.joined(), second)
            late = []
          }
        }
        compared.scene.pass(30)
        for number in 601...606 { compared.receive(Compared.order(number), first) }
      case .hostile:
        var dice = SeededGenerator(seed: 5)
        for number in 1...40 {
          compared.scene.pass(400)
          var bytes = Array("id: \u{1B}[31m\u{202E}\(number)日本\u{9B}\ndata: \u{1B}]0;owned\u{07}".utf8)
          bytes += dice.hostileBytes(count: 30).filter { $0 != 0x0A && $0 != 0x0D } + Array("\(number)\n\n".utf8)
          compared.receive(bytes, 0)
          if number != 20 { compared.receive(bytes, 1) }
        }
        compared.scene.pass(1000)
      }
      compared.settle()
      compared.scene.press("V")
      switch self {
      case .moved: compared.scene.press("k", "k", "k")
      case .onlyB: compared.scene.press(.tab, .tab)
      case .found: compared.press(.left)
      case .listed: compared.press(.left, .enter)
      default: break
      }
      return compared
    }
  }

  @Test(arguments: Sample.allCases, [(80, 24), (100, 30), (200, 50)])
  func `the page is as recorded`(sample: Sample, size: (columns: Int, rows: Int)) throws {
    var scene = sample.compared.scene
    try GoldenScreenTests.compare(
      scene.screen(columns: size.columns, rows: size.rows),
      "compared \(sample.rawValue) \(size.columns)x\(size.rows)")
  }

  @Test(arguments: [Sample.orders, .hostile]) func `without UTF-8 the page is plain ASCII`(sample: Sample) throws {
    var scene = sample.compared.scene
    let screen = scene.screen(glyphs: .ascii)
    #expect(screen.golden.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A })
  }

  @Test func `it tells what is on one side, how late B is and who is to blame`() {
    var scene = Sample.orders.compared.scene
    let screen = scene.screen(columns: 100, rows: 30)
    #expect(screen.contains("COMPARED by id"))
    #expect(screen.contains("only on A"))
    #expect(screen.contains("3: 300, 301, 302"))
    #expect(screen.contains("on the way of B only"))
  }

  @Test func `any size, any moment`() {
    for sample in Sample.allCases {
      var scene = sample.compared.scene
      for columns in [1, 20, 39, 60, 80, 300] {
        for rows in [1, 4, 6, 10, 16, 24, 90] { _ = scene.screen(columns: columns, rows: rows) }
      }
    }
  }

  @Test func `the cursor goes through the events, and down from the newest follows`() throws {
    var scene = Sample.orders.compared.scene
    func page() throws -> ComparisonPane {
      _ = scene.screen()
      return try #require(scene.view.pane as? ComparisonPane)
    }
    #expect(try page().cursor == nil)
    let newest = try #require(try page().selected)
    scene.press("k")
    #expect(try page().cursor == newest - 1)
    scene.press("j")
    #expect(try page().cursor == newest)
    scene.press("j")
    #expect(try page().cursor == nil)
    scene.press(.home)
    let oldest = try #require(try page().cursor)
    #expect(try scene.state.log[oldest].kind == .event && page().rows.first == oldest)
    scene.press(.pageDown, .pageDown)
    let cursor = try #require(try page().cursor)
    #expect(try page().rows.contains(cursor))
    scene.press(.end)
    #expect(try page().cursor == nil && page().rows.last == newest)
  }

  @Test func `Enter opens the event, and back is the page`() throws {
    var scene = Sample.orders.compared.scene
    scene.press("k", "k", .enter)
    #expect(scene.view.detail != nil)
    scene.press(.escape)
    #expect(scene.view.pane is ComparisonPane)
    scene.press(.enter, "V")
    #expect(scene.view.pane is ComparisonPane)
    scene.press("V")
    #expect(scene.view.pane == nil)
  }

  @Test func `Tab lists A and B`() throws {
    var scene = Sample.orders.compared.scene
    for side in [ComparisonSide.first, .second] {
      scene.press(.tab)
      _ = scene.screen()
      let page = try #require(scene.view.pane as? ComparisonPane)
      #expect(page.side == side && !page.rows.isEmpty)
      #expect(page.rows.allSatisfy { side.includes(Int(scene.state.log[$0].source)) })
    }
  }

  private func page(_ scene: inout Scene) throws -> ComparisonPane {
    _ = scene.screen(columns: 100, rows: 30)
    return try #require(scene.view.pane as? ComparisonPane)
  }

  @Test func `Enter on what was found lists its events, Enter opens one, and Esc goes back step by step`() throws {
    var scene = Sample.orders.compared.scene
    _ = try page(&scene)
    scene.press(.left)
    #expect(try page(&scene).found == .onlyFirst)
    #expect(
      scene.screen(columns: 100, rows: 30).lines.contains { $0.hasPrefix("▸only on A") && $0.contains("lists them") })
    scene.press(.enter)
    let listed = try page(&scene)
    let ids = listed.rows.map { String(decoding: scene.state.log.id(scene.state.log[$0]), as: UTF8.self) }
    #expect(listed.side == .onlyFirst && ids == ["300", "301", "302"] && listed.cursor == listed.rows.first)
    scene.press("j", .enter)
    #expect(scene.view.detail?.position == listed.rows.dropFirst().first)
    scene.press(.escape)
    #expect(try page(&scene).side == .onlyFirst)
    scene.press(.escape)
    #expect(try page(&scene).side == .both)
    scene.press(.escape)
    #expect(scene.view.pane == nil)
  }

  @Test func `above the oldest event stands what was found`() throws {
    var scene = Sample.orders.compared.scene
    _ = try page(&scene)
    scene.press(.home)
    _ = try page(&scene)
    scene.press("k")
    #expect(try page(&scene).found == .onlyFirst)
    scene.press("j")
    #expect(try page(&scene).found == nil)
    // Esc leaves it for the events first.
    scene.press("h", .escape)
    #expect(try page(&scene).found == nil)
  }

  @Test func `Tab lists what is different too, where there is any`() throws {
    for (sample, sides) in [
      (Sample.orders, [ComparisonSide.first, .second, .onlyFirst, .both]),
      (.differences, [.first, .second, .onlyFirst, .different, .both]),
    ] {
      var scene = sample.compared.scene
      for side in sides {
        scene.press(.tab)
        let shown = try page(&scene)
        #expect(shown.side == side && !shown.rows.isEmpty)
      }
    }
  }

  @Test func `nothing was found that could be listed`() throws {
    var scene = Sample.empty.compared.scene
    _ = try page(&scene)
    scene.press(.left, .tab, .tab, .tab)
    let shown = try page(&scene)
    #expect(shown.found == nil && shown.side == .both)
  }

  @Test func `s saves what was found`() throws {
    var scene = Sample.orders.compared.scene
    scene.press("s")
    #expect(scene.screen().lines.contains { $0.hasPrefix("save the comparison as: ") && $0.contains("-compared-") })
    guard case .saveComparison(let path, false)? = scene.press(.enter) else {
      Issue.record("nothing is saved")
      return
    }
    #expect(path.hasSuffix(".md"))
    scene.view.askToOverwrite(path, of: .comparison)
    #expect(scene.press("y") == .saveComparison(path: path, overwrites: true))
    let text = try #require(scene.view.comparisonReport(scene.state, at: scene.now, asJSON: false))
    #expect(text.hasPrefix("## sse-top: A and B compared by `id`\n\n- A: `http://10.0.0.4:8080/feed`\n"))
    #expect(text.contains("\n- only on A: 3: 300, 301, 302\n"))
    let json = try #require(scene.view.comparisonReport(scene.state, at: scene.now, asJSON: true))
    #expect(json.hasPrefix("{") && json.hasSuffix("}\n"))
    #expect(json.contains("\"only_a\":{\"count\":3,\"first\":[\"300\",\"301\",\"302\"]}"))
    let hostile = Sample.hostile.compared.scene
    let other = try #require(hostile.view.comparisonReport(hostile.state, at: hostile.now, asJSON: false))
    #expect(other.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 })
  }

  @Test func `the two are called A and B wherever they are named`() throws {
    var scene = Sample.orders.compared.scene
    func hasLetters(_ place: String) {
      let lines = scene.screen(columns: 100, rows: 30).lines
      #expect(lines.contains { $0.contains("A ● open") } && lines.contains { $0.contains("B ● open") }, "\(place)")
      #expect(!lines.contains { $0.contains("1 ● open") || $0.contains("2 ● open") }, "\(place)")
    }
    hasLetters("page")
    scene.press("V")
    hasLetters("feed")
    scene.press("S")
    hasLetters("table")
  }

  @Test func `d shows what is different in the same event`() throws {
    var scene = Sample.differences.compared.scene
    scene.press(.tab, .tab)
    // The last but 50 of B has other data.
    for _ in 0..<50 { scene.press("k") }
    scene.press("d")
    let changes = try #require(scene.view.pane as? ChangesPane)
    #expect(changes.comparison?.changes.changed == 1)
    #expect(scene.screen().contains("changes from the same event on A"))
    scene.press(.escape)
    #expect(scene.view.pane is ComparisonPane)
    // One that waits is on one side only.
    scene.press(.backTab, .end, "d")
    #expect(scene.view.message?.text == "this event is not on both sides")
  }

  @Test func `y copies what was found, cleaned`() throws {
    var scene = Sample.orders.compared.scene
    guard case .copy(let bytes, _)? = scene.press("y") else {
      Issue.record("nothing is copied")
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("A: http://10.0.0.4:8080/feed\nB: https://shop.example/feed\ncompared by id\n"))
    #expect(text.contains("only on A: 3: 300, 301, 302\n"))
    var hostile = Sample.hostile.compared.scene
    guard case .copy(let other, _)? = hostile.press("y") else { return }
    #expect(other.allSatisfy { $0 == 0x0A || $0 >= 0x20 })
  }

  @Test func `a frozen view keeps what was found`() throws {
    var compared = Sample.orders.compared
    compared.scene.press("p")
    let before = compared.scene.screen(columns: 100, rows: 30).lines
    for number in 700...900 {
      compared.scene.pass(50)
      compared.receive(Compared.order(number), 0)
      compared.receive(Compared.order(number), 1)
    }
    compared.settle()
    let after = compared.scene.screen(columns: 100, rows: 30).lines
    #expect(before.dropFirst() == after.dropFirst())
    compared.scene.press("p")
    #expect(compared.scene.screen(columns: 100, rows: 30).lines.dropFirst() != before.dropFirst())
  }

  @Test func `without --compare the key says how`() {
    var scene = Scene()
    scene.open()
    scene.press("V")
    #expect(scene.view.pane == nil)
    #expect(scene.view.message?.text.contains("--compare A B") == true)
  }
}
