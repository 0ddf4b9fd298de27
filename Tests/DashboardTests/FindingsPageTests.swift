import StreamModel
import TestSupport
import Testing

@testable import Dashboard
@testable import Findings
@testable import Text

/// What can be done on the page of findings, and what tells of them elsewhere.
@Suite struct FindingsPageTests {
  private func pane(_ scene: Scene) -> FindingsPane? { scene.view.pane as? FindingsPane }
  private func text(_ scene: inout Scene, rows: Int = 24) -> String {
    scene.screen(rows: rows).lines.joined(separator: "\n")
  }

  @Test func `every code says why it matters`() {
    for code in FindingCode.allCases { #expect(!code.consequence.isEmpty, "\(code.rawValue)") }
  }

  @Test func `D opens the page from everywhere and closes it, Esc and q go back`() {
    for way: [Key] in [[], ["T"], ["i"], [.enter], ["S"]] {
      var scene = FindingsSample.held()
      for key in way { scene.press(key) }
      let before = scene.view.place
      scene.press("D")
      #expect(scene.view.place == .findings)
      scene.press("D")
      #expect(scene.view.place == before)
      scene.press("D", .escape)
      #expect(scene.view.place == before)
      #expect(scene.press("D", "q") == nil && scene.view.place == before)
    }
  }

  @Test func `the worst comes first, and the cursor stays on its finding whatever comes`() {
    var scene = FindingsSample.many()
    scene.press("D")
    _ = scene.screen()
    let severities = pane(scene)?.found.map(\.finding.severity) ?? []
    #expect(severities == severities.sorted(by: >) && severities.count == 20)
    scene.press("j", "j", "j")
    let selected = pane(scene)?.selected?.name
    #expect(selected != nil && selected == pane(scene)?.found[3].name)
    var board = scene.view.findings.findings
    board[0].insert(FindingsSample.finding(.heldBySize, ["new"]), at: 0)
    scene.view.receive(FindingBoard(board))
    _ = scene.screen()
    #expect(pane(scene)?.selected?.name == selected && pane(scene)?.found[3].name != selected)
  }

  @Test func `j k g G and pages move by findings, and every finding can be reached and is in view`() {
    for (columns, rows) in [(80, 24), (40, 10), (200, 50)] {
      var scene = FindingsSample.many()
      scene.press("D", columns: columns, rows: rows)
      for number in 0..<20 {
        let screen = scene.screen(columns: columns, rows: rows)
        #expect(screen.contains("\(number + 1) of 20"))
        #expect(screen.lines.contains { $0.hasPrefix("▸") }, "\(number)")
        scene.press("j", columns: columns, rows: rows)
      }
      #expect(scene.screen(columns: columns, rows: rows).contains("20 of 20"))
      scene.press("k", "g", columns: columns, rows: rows)
      #expect(scene.screen(columns: columns, rows: rows).contains("1 of 20"))
      var pages = 0
      while !scene.screen(columns: columns, rows: rows).contains("20 of 20"), pages < 40 {
        scene.press(.pageDown, columns: columns, rows: rows)
        pages += 1
      }
      #expect(pages < 20)
      scene.press(.pageUp, "g", "G", columns: columns, rows: rows)
      #expect(scene.screen(columns: columns, rows: rows).contains("20 of 20"))
    }
  }

  @Test func `the finding under the cursor is whole: evidence, what to change, since when, how often, where`() {
    var scene = FindingsSample.held()
    scene.press("D")
    let page = text(&scene, rows: 40)
    for part in [
      "✖ error", "A buffer on the way", "delivery.held-by-size", "4,096 bytes each", "→ let the application send",
      "proxy_buffering off;", "14×, since 12:34:59, still so", "connection 1, event 22, byte 3,908", "1 error, 2 notes",
      "passes through: nginx", "· note", "There is no heartbeat", "Not judged: ends (no connection has ended)",
    ] { #expect(page.contains(part), "\(part)") }
  }

  @Test func `Enter opens, again it goes to the event in the feed`() throws {
    var scene = FindingsSample.held()
    scene.press("D", .enter)
    let page = text(&scene, rows: 40)
    for part in ["Evidence", "Change", "Why", "Seen", "Place", "Numbers", "lump bytes 4,096", "The rule"] {
      #expect(page.contains(part), "\(part)")
    }
    scene.press("j", .end, "g", .escape)
    #expect(pane(scene)?.isOpened == false)
    scene.press(.enter, .enter)
    #expect(scene.view.pane == nil)
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("{\"order\":22}") })
  }

  @Test func `J and K go to the next and the previous finding, also when one is opened`() {
    var scene = FindingsSample.held()
    scene.press("D", .enter, "J")
    #expect(text(&scene).contains("2 of 3") && pane(scene)?.isOpened == true)
    scene.press("K", "K")
    #expect(text(&scene).contains("1 of 3"))
  }

  @Test func `y and Y copy as Markdown, cleaned`() throws {
    var scene = FindingsSample.hostile()
    #expect(scene.press("D", "y") != nil)
    guard case .copy(let bytes, let subject)? = scene.press("y") else {
      Issue.record("nothing is copied")
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(subject == "the finding" && text.hasPrefix("### error: Field names are misspelt"))
    #expect(text.contains("To change:\n\n- ") && text.contains("1,234,567×") && text.contains("Why it matters: "))
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    var many = FindingsSample.many()
    guard case .copy(let all, _)? = many.press("D", "Y") else {
      Issue.record("nothing is copied")
      return
    }
    let report = String(decoding: all, as: UTF8.self).split(separator: "\n")
    #expect(report.first == "## sse-top: 9 errors, 5 warnings, 6 notes")
    #expect(report.count { $0.hasPrefix("### ") } == 20)
    // Each source at the beginning, and that of each finding with it.
    #expect(report.count { $0.hasPrefix("- Source: `https://") } == 20 + many.state.sources.count)
    var none = Scene()
    #expect(none.press("D", "y") == nil && none.view.message?.role == .bad)
  }

  @Test func `what ends connections is judged when two have ended`() {
    var scene = Scene()
    for ends in 0...2 {
      scene.open()
      scene.receive("data: x\n\n")
      scene.pass(700 + ends * 5_000)
      scene.press("D")
      let lines = scene.screen(columns: 120, rows: 24).lines
      #expect(lines.contains { $0.contains(/fine +ends/) } == (ends == 2), "\(ends)")
      #expect(lines.contains { $0.contains("one end alone says little") } == (ends == 1), "\(ends)")
      scene.press(.escape)
      scene.wait(.ended, milliseconds: 1_000)
    }
  }

  @Test func `figures have their units behind them`() {
    var scene = FindingsSample.held()
    scene.press("D", .enter)
    #expect(text(&scene, rows: 40).contains("lump bytes 4,096, pause 1,100 ms"))
  }

  @Test func `nothing of a stream is markup in the report`() {
    #expect(FindingReport.plain("proxy_buffering off; a * b") == "proxy_buffering off; a \\* b")
    #expect(FindingReport.plain("<img src=x> [a](b) @me") == "\\<img src=x\\> \\[a\\](b) `@`me")
    #expect(FindingReport.plain("# x") == "\\# x" && FindingReport.plain("_x_ ~~y~~").hasPrefix("\\_x_ \\~"))
    #expect(FindingReport.code("a`b``c") == "``` a`b``c ```" && FindingReport.code("a") == "`a`")
    #expect(!FindingReport.plain("a\nb\u{1B}[31m").unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test func `without a finding the report says so`() throws {
    var scene = Sample.full()
    guard case .copy(let bytes, "the report")? = scene.press("D", "Y") else {
      Issue.record("nothing is copied")
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("## sse-top: nothing is wrong so far\n\n- Source: `"))
    #expect(text.contains("\nNothing wrong with: ") && text.contains("\nNot judged: "))
  }

  @Test func `s asks for a file, proposes a name, and asks before it writes over one`() {
    var scene = FindingsSample.held()
    scene.press("D", "s")
    #expect(scene.screen().lines.contains { $0.hasPrefix("save the report as: ") && $0.contains("-findings-") })
    let effect = scene.press(.enter)
    guard case .saveReport(let path, false)? = effect else {
      Issue.record("nothing is saved")
      return
    }
    #expect(path.hasSuffix(".md") && ReportFormat(path: path) == .markdown)
    scene.view.askToOverwrite(path, of: .report)
    #expect(scene.press("y") == .saveReport(path: path, overwrites: true))
    scene.press("s", .escape)
    #expect(scene.view.prompt == nil && scene.view.place == .findings)
  }

  @Test func `the ending tells the format`() {
    for (path, format) in [
      ("a.md", .markdown), ("A.JSON", .json), ("x/y.ndjson", .ndjson), ("a.txt", nil), ("json", nil), ("", nil),
    ] as [(String, ReportFormat?)] {
      #expect(ReportFormat(path: path) == format, "\(path)")
    }
  }

  @Test func `d asks for a diagnosis, and the foot says so, with findings and without`() {
    for sample in [FindingsSample.one, .none] {
      var scene = sample.scene
      #expect(scene.screen().lines.last?.contains("d diagnose") == true)
      #expect(scene.press("d") == .diagnose(source: 0))
    }
  }

  @Test func `pages that lead to each other are covered once`() {
    for key: Key in ["i", "a"] {
      var scene = FindingsSample.held()
      scene.press("D")
      for _ in 0..<3 {
        scene.press(key)
        #expect(scene.view.place != .findings)
        scene.press("D")
        #expect(scene.view.place == .findings && scene.view.panes.count == 1)
      }
      scene.press(key, key)
      #expect(scene.view.place == .findings)
      scene.press(.escape)
      #expect(scene.view.pane == nil)
    }
  }

  @Test func `a click selects, the page does nothing elsewhere`() {
    var scene = FindingsSample.held()
    scene.press("D")
    let row = scene.screen().lines.firstIndex { $0.contains("There is no heartbeat") } ?? 0
    scene.press(.mouse(.init(.press, row: row, column: 9)))
    #expect(pane(scene)?.selected?.name.code == .noBeat)
    scene.press(.mouse(.init(.press, row: 22, column: 9)), .left, .right, "w")
    #expect(pane(scene)?.selected?.name.code == .noBeat)
  }

  @Test func `what is frozen stands still`() {
    var scene = FindingsSample.held()
    scene.press("D", "Z")
    let before = text(&scene).split(separator: "\n").dropFirst()
    scene.view.receive(FindingBoard([[]]))
    #expect(text(&scene).split(separator: "\n").dropFirst() == before)
    scene.press("Z")
    scene.view.receive(FindingBoard([[]]))
    #expect(text(&scene).contains("Nothing is wrong so far"))
  }

  @Test func `a finding that is gone leaves the list, an opened one too`() {
    var scene = FindingsSample.held()
    scene.press("D", .enter)
    scene.view.receive(FindingBoard([[FindingsSample.finding(.late, ["x"])]]))
    #expect(text(&scene).contains("1 of 1") && pane(scene)?.isOpened == false)
  }

  // MARK: - Elsewhere

  @Test func `the header counts errors and warnings in words, and nothing where there are none`() {
    var scene = FindingsSample.held()
    #expect(scene.screen().lines[2].contains("1 error · D"))
    let screen = scene.screen()
    let column = screen.text(row: 2).distance(
      from: screen.text(row: 2).startIndex,
      to: screen.text(row: 2).firstRange(of: "1 error")?.lowerBound ?? screen.text(row: 2).startIndex)
    #expect(Array(screen.roles(row: 2))[column] == "b")
    scene.view.receive(FindingBoard([[FindingsSample.finding(.noBeat, [])]]))
    #expect(!scene.screen().lines[2].contains("· D"))
    var many = FindingsSample.many()
    #expect(
      many.screen().lines[0].contains("9 errors, 5 warnings · D") && many.screen(columns: 200).contains("9 errors"))
  }

  @Test(arguments: 0..<8) func `the count is seen at 80 columns, whatever stands beside it`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var scene = Scene("https://shop.example/feed")
    scene.open()
    for _ in 0..<Int.random(in: 1...400, using: &dice) {
      scene.receive(
        "bogus\nid: \(Int.random(in: 0...Int.max, using: &dice))\ndata: \(String(repeating: "x", count: 4000))\n\n")
    }
    scene.view.receive(
      FindingBoard([
        [FindingCode.missing, .misspeltField, .idleTimeout, .midEvent].map { FindingsSample.finding($0, []) }
      ]))
    #expect(scene.screen().lines[2].contains("2 errors, 2 warnings · D"))
  }

  @Test func `e stops at the notice of a finding, and Enter there opens it`() {
    var scene = FindingsSample.held()
    scene.press("E")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("error (D): A buffer on the way") })
    scene.press(.enter)
    #expect(pane(scene)?.isOpened == true && text(&scene, rows: 40).contains("lump bytes 4,096"))
    // Going back leads to the list, and then to the feed.
    scene.press(.escape, .escape)
    #expect(scene.view.pane == nil)
  }

  @Test func `the feed tells what is wrong in 80 columns, and what helps where there is room`() {
    for code in FindingCode.allCases where code.rule.severity > .note {
      var scene = Scene()
      scene.open()
      let finding = FindingsSample.finding(code, ["x"], remedies: code.rule.remedies)
      scene.tell(finding)
      let narrow = scene.screen().lines
      #expect(narrow.contains { $0.hasSuffix("(D): \(finding.title)") }, "\(code.rawValue)")
      for (glyphs, arrow) in [(Glyphs.unicode, "→"), (.ascii, ">")] {
        let wide = scene.screen(columns: 130, glyphs: glyphs).lines
        let begun = "\(finding.title) \(arrow) \(code.rule.remedies[0].prefix(24))"
        #expect(wide.contains { $0.contains(begun) }, "\(code.rawValue)")
      }
    }
  }

  @Test func `the page about the connection tells the worst and what helps`() {
    var scene = FindingsSample.held()
    scene.press("i")
    let lines = scene.screen().lines
    #expect(lines.contains { $0.hasPrefix("Findings    1 error, 2 notes · D") })
    #expect(lines.contains("            ✖ A buffer on the way holds events until it is full"))
    #expect(lines.contains { $0.hasPrefix("              → let the application send X-Accel-Buffering: no") })
    #expect(lines.allSatisfy { !$0.contains("heartbeat") })
  }

  @Test func `the feed is told of an error or a warning once, of a note never`() {
    var notices = FindingNotices(sources: 2)
    let error = FindingsSample.finding(.missing, ["x"])
    let note = FindingsSample.finding(.noBeat, ["x"])
    #expect(notices.new(among: [(0, error), (0, note), (1, error)]).map(\.source) == [0, 1])
    #expect(notices.new(among: [(0, error), (1, error), (5, error)]).isEmpty)
  }

  @Test func `the connection's panel tells how many findings its source has`() {
    var scene = FindingsSample.held()
    scene.press("i")
    #expect(text(&scene).contains("Findings    1 error, 2 notes · D"))
    var none = Sample.full()
    none.press("i")
    #expect(text(&none).contains("Findings    none"))
  }

  @Test func `a heartbeat is told by its period, late and gone by word and role`() {
    func text(_ period: Double?, _ silence: Double, open: Double = 100, hasBeaten: Bool = true) -> String? {
      HeartbeatText(
        period: period.map { .seconds($0) }, silence: .seconds(silence), hasBeaten: hasBeaten, open: .seconds(open),
        .unicode
      ).map { "\($0.text) \($0.role.letter)" }
    }
    #expect(text(15, 3) == "♥ 15.0 s v" && text(15, 29.9) == "♥ 15.0 s v")
    #expect(text(15, 31) == "♥ late 31 s w" && text(15, 46) == "♥ gone 46 s b")
    #expect(text(2, 4) == "♥ late 4 s w" && text(2, 7) == "♥ gone 7 s b" && text(180, 0) == "♥ 00:03:00 v")
    #expect(text(nil, 0, open: 59, hasBeaten: false) == nil && text(nil, 0, open: 60, hasBeaten: false) == "♥ none v")
    #expect(text(nil, 0) == nil)
  }

  // MARK: - Places

  @Test func `a place is found by its event's number on its connection, as long as it is kept`() {
    var scene = Scene("http://a/", "http://b/")
    scene.open(0)
    scene.open(1)
    var positions: [Int] = []
    func position(_ scene: Scene, _ connection: Int, _ event: Int) -> Int? {
      FindingPlace.position(
        of: WireFaults.Location(connection: connection, event: event, offset: 0), source: 0, in: scene.state)
    }
    for number in 1...5 {
      positions.append(scene.state.log.positions.upperBound)
      scene.receive("data: \(number)\n\n", 0)
      scene.receive("data: other\n\n: comment\n\n", 1)
    }
    #expect(positions.indices.map { position(scene, 1, $0 + 1) } == positions.map(Optional.some))
    // An event that is not there: the newest while the connection is open, then the notice of its end.
    #expect(position(scene, 1, 6) == positions[4])
    let end = scene.state.log.positions.upperBound
    scene.wait(.ended, milliseconds: 3000, 0)
    #expect(position(scene, 1, 6) == end)
    scene.connect(0, attempt: 1)
    scene.wait(.timedOut("x"), milliseconds: 3000, 0)
    scene.open(0)
    let second = scene.state.log.positions.upperBound
    scene.receive("data: again\n\n", 0)
    #expect(position(scene, 1, 6) == end && position(scene, 2, 1) == second)
    #expect(positions.indices.map { position(scene, 1, $0 + 1) } == positions.map(Optional.some))
    #expect(position(scene, 3, 1) == nil && position(scene, 0, 1) == nil)
  }

  @Test func `a place that a filter leaves out is shown all the same, one that is gone is told`() {
    var scene = FindingsSample.held()
    scene.type("&nowhere\n")
    scene.press("D", .enter, .enter)
    #expect(scene.view.feed.selection.filter == nil)
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("{\"order\":22}") })
    var gone = FindingsSample.hostile()
    gone.view.receive(
      FindingBoard([[FindingsSample.finding(.midEvent, [], place: .init(connection: 9, event: 1, offset: 0))]]))
    gone.press("D", .enter, .enter)
    #expect(gone.view.place == .findings && gone.view.message?.role == .bad)
  }

  @Test func `a finding without a place is where the feed was told of it`() {
    var scene = Scene()
    scene.open()
    let finding = FindingsSample.finding(.idleTimeout, ["x"])
    scene.tell(finding)
    scene.receive("data: after\n\n")
    scene.view.receive(FindingBoard([[finding]]))
    scene.press("D", .enter, .enter)
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("warning (D): ") })
  }

  @Test func `prose breaks between words, and nothing of it is lost`() {
    for columns in 1...40 {
      let text = "several words, some longthatneedstobebrokensomewhere and 漢字かな here"
      let rows = WordWrapping.rows(of: text, role: .normal, columns: columns, glyphs: .unicode)
      for row in rows {
        #expect(row.reduce(0) { $0 + TextWidth.columns(of: $1.text, glyphs: .unicode) } <= columns)
      }
      if columns > 1 {
        let joined = rows.map { $0.map(\.text).joined() }.joined()
        #expect(joined.filter { $0 != " " } == text.filter { $0 != " " })
      }
    }
    #expect(WordWrapping.rows(of: "", role: .dim, columns: 9, glyphs: .unicode) == [[TextSpan("", .dim)]])
    #expect(WordWrapping.rows(of: "a b c d", role: .dim, columns: 1, limit: 2, glyphs: .unicode).count == 2)
  }
}
