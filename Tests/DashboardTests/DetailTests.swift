import TestSupport
import Testing

@testable import Dashboard
@testable import Text

/// What commands do in an opened event.
@Suite struct DetailTests {
  static let order = """
    event: order
    id: 7
    data: {"id":7,"items":[{"sku":"tea","price":4.50},{"sku":"jam","price":1e2}],"odd key":null,"note":"n"}


    """

  @Test func `the cursor begins on the data, and walks through facts and data alike`() {
    var scene = DetailScene(Self.order)
    #expect(scene.cursorLine() == "{")
    scene.apply(.down)
    #expect(scene.cursorLine() == #""id": 7,"#)
    scene.apply(.top)
    #expect(scene.cursorLine() == "Type    order")
    #expect(scene.detail?.path == nil && scene.detail?.value == nil)
    scene.apply(.end)
    #expect(scene.cursorLine() == "}")
  }

  @Test func `the facts tell everything that is known`() {
    var scene = DetailScene("event: order\nid: 7\n: in between\nretry: 9\nfoo: 1\ndata: x\r\n\r\n")
    let screen = scene.screen()
    for fact in [
      "Type    order", "ID      7", "Number  2", "Time    12:35:11.009, after 15.009 s",
      "Size    1 byte, 59 on the wire", "Beside  retry: 9; 1 comment; 1 unknown field: foo",
    ] { #expect(screen.contains(fact), "\(fact)") }
    var second = DetailScene("data: 2\n\n")
    #expect(second.screen().contains("Gap     185 ms after the previous of its type"))
  }

  @Test func `left folds, then goes to the parent; right unfolds, then goes to the first child`() {
    var scene = DetailScene(Self.order)
    scene.apply(.down, .down, .right)
    #expect(scene.detail?.path == ".items[0]")
    scene.apply(.right)
    #expect(scene.detail?.path == ".items[0].sku")
    #expect(scene.detail?.value == Array("\"tea\"".utf8))
    scene.apply(.left)
    #expect(scene.detail?.path == ".items[0]")
    scene.apply(.left)
    #expect(scene.cursorLine() == "{…} 2 keys")
    scene.apply(.left, .left)
    #expect(scene.cursorLine() == #""items": […] 2 items"#)
    #expect(scene.detail?.value == Array(#"[{"sku":"tea","price":4.50},{"sku":"jam","price":1e2}]"#.utf8))
    scene.apply(.right)
    #expect(scene.cursorLine() == #""items": ["#)
    #expect(scene.screen().contains("{…} 2 keys"))
    scene.apply(.left, .left, .left, .left)
    #expect(scene.cursorLine() == "{…} 4 keys")
    #expect(scene.detail?.path == ".")
  }

  @Test func `a fold toggles from its closing line too, and children are passed from one to the next`() {
    var scene = DetailScene(Self.order)
    scene.apply(.end, .toggleFold)
    #expect(scene.cursorLine() == "{…} 4 keys")
    scene.apply(.toggleFold, .foldAll, .down, .down)
    #expect(scene.cursorLine() == #""items": […] 2 items"#)
    scene.apply(.down)
    #expect(scene.detail?.path == #".["odd key"]"#)
    scene.apply(.down)
    #expect(scene.detail?.path == ".note")
  }

  @Test func `folding everything keeps the cursor on what hides its node`() {
    var scene = DetailScene(Self.order)
    scene.apply(.down, .down, .right, .right, .down)
    #expect(scene.detail?.path == ".items[0].price")
    scene.apply(.foldAll)
    #expect(scene.detail?.path == ".items")
    scene.apply(.unfoldAll)
    #expect(scene.detail?.path == ".items")
  }

  @Test func `the raw bytes show every line end, and the place is kept there and back`() {
    var scene = DetailScene("event: a\r\n: c\rbogus\ndata: [1,\ndata:2]\n\n")
    scene.apply(.down, .down)
    #expect(scene.detail?.path == ".[1]")
    scene.apply(.toggleRaw)
    #expect(scene.cursorLine() == "data:2]⏎")
    let lines = scene.screen().lines
    for line in [" event: a␍⏎", " : c␍", " bogus⏎", " data: [1,⏎", " ⏎"] { #expect(lines.contains(line), "\(line)") }
    #expect(scene.detail?.path == nil)
    scene.apply(.toggleRaw)
    #expect(scene.detail?.path == ".[1]")
    scene.glyphs = .ascii
    scene.apply(.toggleRaw)
    #expect(scene.screen().contains("event: a^M^J"))
  }

  @Test func `cut rows go sideways as far as there is more, and left comes back before it folds`() {
    var scene = DetailScene("data: {\"long\":\"\((0..<30).map { "word \($0) " }.joined())\"}\n\n")
    let wrapped = scene.screen().lines.count { !$0.isEmpty }
    scene.apply(.toggleWrap, .down)
    #expect(scene.screen().lines.count { !$0.isEmpty } < wrapped)
    #expect(scene.cursorLine().hasSuffix("…"))
    for _ in 0..<40 { scene.apply(.right) }
    #expect(scene.screen().contains("word 29"))
    #expect(scene.detail?.offset ?? 0 < 400)
    for _ in 0..<40 where scene.detail?.offset ?? 0 > 0 { scene.apply(.left) }
    #expect(scene.detail?.path == ".long")
    scene.apply(.left)
    #expect(scene.detail?.path == ".")
  }

  @Test func `wrapping, cutting and the raw bytes keep the place within a long line`() {
    var scene = DetailScene("data: \((100..<900).map { "n\($0) " }.joined())\n\n")
    scene.pattern = "n703"
    #expect(scene.found()?.line.contains("n703") == true)
    for command in [Command.toggleWrap, .toggleRaw, .toggleWrap, .toggleWrap, .toggleRaw, .toggleWrap] {
      scene.apply(command)
      #expect(scene.cursorLine().contains("n703"), "\(command)")
    }
    scene.apply(.toggleWrap, .right)
    #expect(scene.screen().contains("Type    message"))
  }

  @Test func `a search unfolds what hides it, in both directions, and stops at the ends`() {
    var scene = DetailScene(Self.order)
    scene.apply(.foldAll)
    scene.pattern = "sku"
    var paths: [String] = []
    while scene.find() { paths.append(scene.detail?.path ?? "") }
    #expect(paths == [".items[0].sku", ".items[1].sku"])
    #expect(scene.screen().golden.contains("M"))
    #expect(scene.found(forward: false)?.path == ".items[0].sku")
    #expect(scene.found(forward: false) == nil)
    #expect(scene.found(isIncremental: true)?.path == ".items[0].sku")
    scene.pattern = "order"
    #expect(scene.found(forward: false)?.line == "Type    order")
    scene.pattern = "nowhere"
    #expect(scene.found() == nil)
    #expect(scene.cursorLine() == "Type    order")
  }

  @Test func `a search goes from row to row of a long line, wrapped or cut`() {
    let hay = String(repeating: "x", count: 500)
    var scene = DetailScene("data: \(hay)needle\(hay)needle\n\n")
    scene.pattern = "needle"
    #expect(scene.found()?.line.contains("needle") == true)
    #expect(scene.found()?.line.hasSuffix("needle") == true)
    #expect(scene.found() == nil)
    scene.apply(.toggleWrap, .top)
    #expect(scene.found()?.line.contains("needle") == true)
    let roles = scene.screen().golden.split(separator: "\n").filter { $0.contains("MMMMMM") }
    #expect(roles.count == 1)
  }

  @Test func `the next event is looked at as the one before was`() {
    var scene = Scene()
    scene.open()
    for number in 1...3 { scene.receive("data: {\"n\":\(number),\"deep\":[{\"x\":\(number)}]}\n\n") }
    var detail = DetailScene(scene)
    detail.apply(.toggleWrap, .down, .down, .right, .right)
    #expect(detail.detail?.path == ".deep[0].x")
    let position = detail.detail?.position ?? 0
    detail.detail = detail.open(position - 1, like: detail.detail)
    #expect(detail.detail?.path == ".deep[0].x" && detail.detail?.value == Array("2".utf8))
    #expect(detail.detail?.isWrapped == false)
    #expect(detail.open(position + 1) == nil && detail.open(-1) == nil)
  }

  @Test func `a hundred thousand nodes and a megabyte on one line are walked like a short event`() {
    let many = (0..<50_000).map { "{\"n\":\($0)}" }.joined(separator: ",")
    var scene = DetailScene("data: [\(many)]\n\n")
    scene.apply(.end, .up, .left)
    #expect(scene.cursorLine() == "{…} 1 key")
    scene.apply(.left)
    #expect(scene.detail?.path == ".")
    scene.apply(.unfoldAll, .end, .up, .up)
    #expect(scene.detail?.path == ".[49999].n")
    scene.apply(.foldAll)
    #expect(scene.detail?.path == ".[49999]")
    var long = DetailScene("data: \(String(repeating: "0123456789", count: 100_000))\n\n")
    long.apply(.end)
    #expect(long.cursorLine().hasSuffix("9"))
    long.apply(.toggleRaw)
    #expect(long.cursorLine().contains("9⏎"))
    long.apply(.pageUp, .top)
    #expect(long.screen().contains("1,000,000 bytes"))
  }

  @Test(arguments: 0..<30) func `any bytes, any size and any commands are harmless`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let json = Array(#"{"a":[1,{"b":"漢\u{301}"},[]],"c":{"d":null}}"#.utf8)
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...4, using: &dice) {
      bytes += Array("data: ".utf8)
      bytes += Bool.random(using: &dice) ? json : dice.hostileBytes(count: Int.random(in: 0...400, using: &dice))
      bytes += [[10], [13], [13, 10]].randomElement(using: &dice) ?? [10]
    }
    var scene = DetailScene(bytes + [10, 10])
    let commands: [Command] = [
      .up, .down, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .top, .end, .left, .right, .toggleFold, .foldAll,
      .unfoldAll, .toggleRaw, .toggleWrap,
    ]
    for _ in 0..<100 {
      let columns = Int.random(in: 0...40, using: &dice)
      let rows = Int.random(in: 0...12, using: &dice)
      scene.glyphs = Bool.random(using: &dice) ? .unicode : .ascii
      scene.pattern = ["", "a", "1", "\u{301}", " "].randomElement(using: &dice) ?? ""
      if let command = commands.randomElement(using: &dice) { scene.apply(command, columns: columns, rows: rows) }
      scene.detail?.select(row: Int.random(in: -1...12, using: &dice))
      scene.find(forward: Bool.random(using: &dice), isIncremental: Bool.random(using: &dice))
      let screen = scene.screen(columns: columns, rows: rows)
      guard columns > 1, rows > 1 else { continue }
      #expect(screen.lines.dropFirst().count { $0.hasPrefix("▸") || $0.hasPrefix(">") } >= 1)
    }
  }
}
