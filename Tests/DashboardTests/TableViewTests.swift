import StreamModel
import Testing

@testable import Dashboard

/// The full tables, the header's and the types' rows.
@Suite struct TableViewTests {
  private func scene() -> Scene {
    var scene = Scene()
    scene.open()
    for (name, count) in [("pear", 1), ("apple", 5), ("quince", 3)] {
      for _ in 0..<count {
        scene.pass(100)
        scene.receive("event: \(name)\ndata: \(name)\n\n")
      }
    }
    return scene
  }

  private func names(_ scene: inout Scene) -> [String] {
    scene.screen().lines.dropFirst(6).compactMap { line in
      ["pear", "apple", "quince", "comments"].first { line.contains($0) }
    }
  }

  private func order(by column: TypeColumn, inverted: Bool = false, _ state: StreamState, at now: Moment) -> [Int] {
    let sort = TableSort(column: column.rawValue, isInverted: inverted)
    return TypeColumn.order(EventTable(state, nil), state.comments, by: sort, now: now)
  }

  @Test func `each column begins with the direction that suits it, and I inverts it`() {
    let scene = scene()
    func order(_ column: TypeColumn) -> [Int] { self.order(by: column, scene.state, at: scene.now) }
    #expect(order(.number) == [0, 1, 2])
    #expect(order(.name) == [1, 0, 2])
    #expect(order(.events) == [1, 2, 0] && order(.share) == [1, 2, 0] && order(.rate) == [1, 2, 0])
    #expect(order(.bytes) == [1, 2, 0] && order(.minuteRate) == [1, 2, 0] && order(.peak) == [1, 2, 0])
    #expect(order(.firstSeen) == [0, 1, 2])
    #expect(order(.lastSeen) == [2, 1, 0])
    for column in TypeColumn.allCases {
      let usual = order(column)
      let inverted = self.order(by: column, inverted: true, scene.state, at: scene.now)
      #expect(usual.sorted() == [0, 1, 2] && inverted.first == usual.last, "\(column)")
    }
  }

  @Test func `< and > choose the column, whose heading is marked, and T comes back to it`() {
    var scene = scene()
    scene.press("T", ">")
    #expect(names(&scene) == ["apple", "pear", "quince"] && scene.screen().contains("TYPE▲"))
    scene.press(">")
    #expect(names(&scene) == ["apple", "quince", "pear"] && scene.screen().contains("EVENTS▼"))
    scene.press("I")
    #expect(names(&scene) == ["pear", "quince", "apple"] && scene.screen().contains("EVENTS▲"))
    scene.press("T", "T")
    #expect(names(&scene) == ["pear", "quince", "apple"])
    for _ in 0..<20 { scene.press("<") }
    #expect(names(&scene) == ["pear", "apple", "quince"])
  }

  @Test func `the type stays under the cursor when the order changes`() {
    var scene = scene()
    scene.press("T", ">", ">", "g", "j")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("quince") })
    for _ in 0..<10 { scene.receive("event: quince\ndata: x\n\n") }
    #expect(names(&scene).first == "quince")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("quince") })
    scene.press(.enter)
    #expect(scene.view.feed.selection.types == .only(2) && scene.view.pane == nil)
  }

  @Test func `Space hides a type and shows it again, in the feed too, with a word`() {
    var scene = scene()
    scene.press("T", "j", " ")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("hidden") })
    scene.press("k")
    #expect(scene.screen().lines.contains { $0.hasPrefix("×") && $0.contains("apple") })
    scene.press(.escape)
    let feed = scene.screen().lines.dropFirst(10)
    #expect(!feed.contains { $0.contains("apple") } && feed.contains { $0.contains("quince") })
    scene.press("T", "j", " ", .escape)
    #expect(scene.screen().lines.dropFirst(10).contains { $0.contains("apple") })
  }

  @Test func `comments are a row: hidden at first, shown by Space, alone by Enter`() {
    var scene = scene()
    scene.receive(": beat\n\n")
    scene.press("T", "G")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("comments") && $0.contains("hidden") })
    scene.press(" ")
    #expect(scene.view.feed.selection.showsComments)
    scene.press(.enter)
    #expect(scene.view.feed.selection.types == .comments && scene.screen().contains("beat"))
  }

  @Test func `sideways keys do nothing in a table, and digits choose a type`() {
    var scene = scene()
    scene.press("T", "j")
    let before = scene.screen()
    scene.press("h", "l", .left, .right)
    #expect(scene.screen() == before)
    scene.press("3")
    #expect(scene.view.feed.selection.types == .only(2))
  }

  @Test func `an empty table says so, and its keys are harmless`() {
    var scene = Scene()
    scene.press("T")
    #expect(scene.screen().contains("no event yet"))
    scene.press(" ", "j", "G", "I", ">", .enter)
    #expect(scene.view.feed.selection.types == .all && scene.view.feed.selection.hiddenTypes.isEmpty)
  }

  @Test(arguments: [(80, 24), (40, 10), (200, 50), (20, 4)])
  func `a thousand types keep their numbers and break nothing`(columns: Int, rows: Int) {
    var scene = Scene()
    scene.open()
    for number in 1...1000 { scene.receive("event: type \(number)\ndata: \(number)\n\n") }
    scene.receive(": beat\n\n")
    _ = scene.screen(columns: columns, rows: rows)
    scene.press("T", "G", "k", columns: columns, rows: rows)
    let screen = scene.screen(columns: columns, rows: rows)
    if rows > 4 { #expect(screen.lines.contains { $0.contains("1000") && $0.contains("▸") }) }
    scene.press(.enter, columns: columns, rows: rows)
    #expect(scene.view.feed.selection.types == .only(999))
    if rows >= 16 {
      #expect(
        scene.screen(columns: columns, rows: rows).lines.contains { $0.contains("▸") && $0.contains("type 1000") })
      #expect(scene.screen(columns: columns, rows: rows).contains("comments"))
    }
  }

  @Test func `the sparkline of the selected row is not inverted`() {
    var scene = scene()
    func bars(_ screen: Canvas, _ row: Int) -> [Character] {
      zip(screen.lines[row], screen.roles(row: row)).filter { "▁▂▃▄▅▆▇█".contains($0.0) }.map(\.1)
    }
    let screen = scene.screen(columns: 160, rows: 40)
    for row in screen.lines.indices { #expect(bars(screen, row).allSatisfy { $0 != "S" }, "\(row)") }
    scene.press("T", columns: 160, rows: 40)
    let table = scene.screen(columns: 160, rows: 40)
    for row in table.lines.indices { #expect(bars(table, row).allSatisfy { $0 != "S" }, "\(row)") }
  }

  // MARK: - Sources

  @Test func `sources are sorted, hidden and opened; the header follows the order`() {
    var scene = Scene(urls: ["http://b/", "http://a/", "http://c/"])
    scene.open(0)
    scene.open(1)
    scene.connect(2)
    scene.wait(.ended, milliseconds: 3000, 2)
    scene.receive("data: one\n\n", 0)
    scene.receive("data: two\n\ndata: three\n\n", 1)
    func order(_ column: SourceColumn) -> [Int] {
      SourceColumn.order(scene.state, by: TableSort(column: column.rawValue), now: scene.now)
    }
    #expect(order(.number) == [0, 1, 2] && order(.url) == [1, 0, 2] && order(.events) == [1, 0, 2])
    #expect(order(.state) == [2, 0, 1] && order(.reason).first == 2)
    for column in SourceColumn.allCases { #expect(order(column).sorted() == [0, 1, 2]) }
    scene.press("S", ">", ">", " ")
    #expect(scene.view.feed.selection.hiddenSources == [0])
    #expect(scene.screen().lines.contains { $0.contains("hidden") })
    #expect(scene.screen().lines[2].contains("http://a/"))
    scene.press(.enter)
    #expect(scene.screen().contains("CONNECTION 1 of 3"))
    scene.press(.tab)
    #expect(scene.screen().contains("CONNECTION 2 of 3"))
    scene.press(.backTab, .backTab)
    #expect(scene.screen().contains("CONNECTION 3 of 3") && scene.screen().contains("the server ended the stream"))
    scene.press(.escape, .escape)
    #expect(!scene.screen().contains(" one") && scene.screen().contains(" two"))
  }

  @Test func `one source is looked at alone, and all again`() {
    var scene = Scene(urls: ["http://b/", "http://a/", "http://c/"])
    for source in 0..<3 {
      scene.open(source)
      scene.receive("data: from \(source)\n\n", source)
    }
    scene.press("S", "j", "*")
    #expect(scene.view.feed.selection.hiddenSources == [0, 2])
    #expect(scene.screen().contains("source 2 alone is shown"))
    // From one to another.
    scene.press("j", "*")
    #expect(scene.view.feed.selection.hiddenSources == [0, 1])
    scene.press(.escape)
    #expect(scene.screen().contains("from 2") && !scene.screen().contains("from 1"))
    scene.press("S", "G", "*")
    #expect(scene.view.feed.selection.hiddenSources.isEmpty && scene.screen().contains("all sources are shown"))
    scene.press("T", "j", "*")
    #expect(scene.view.panes.isEmpty && scene.view.feed.selection.types != .all)
  }

  @Test(arguments: [30, 45, 60, 80, 100, 120, 200])
  func `tables are sorted by columns that are shown`(columns: Int) {
    var scene = Scene(urls: ["http://b/", "http://a/"])
    scene.open(0)
    scene.receive("data: 1\n\n")
    for page in ["S", "T"] as [Key] {
      scene.press(page, columns: columns, rows: 24)
      for key in [">", ">", ">", ">", ">", ">", ">", ">", ">", ">", "<", "<", "<"] as [Key] {
        scene.press(key, columns: columns, rows: 24)
        let heading = scene.screen(columns: columns, rows: 24).lines.drop { !$0.contains(" by ") }.dropFirst().first
        #expect(heading?.contains("▲") == true || heading?.contains("▼") == true, "\(columns)")
      }
      scene.press(.escape)
    }
  }
}
