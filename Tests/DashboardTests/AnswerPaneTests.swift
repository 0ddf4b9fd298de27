import EventFilter
import ModelAnswers
import TestSupport
import Testing

@testable import Dashboard
@testable import StreamModel
@testable import Text

/// What the keys of the page of answers do.
@Suite struct AnswerPaneTests {
  private func page(_ scene: AnswerScene) -> AnswerPane? { scene.scene.view.pane as? AnswerPane }

  @Test func `a opens the page and closes it`() {
    var scene = AnswerScene.live()
    scene.scene.press("a")
    #expect(page(scene) != nil)
    scene.scene.press("a")
    #expect(scene.scene.view.panes.isEmpty)
    scene.scene.press("a", "q")
    #expect(scene.scene.view.panes.isEmpty)
  }

  @Test func `it follows what is written until one moves`() {
    var scene = AnswerScene.live()
    scene.scene.press("a")
    scene.words("UNIQUE")
    #expect(scene.scene.screen().contains("UNIQUE"))
    scene.scene.press("k")
    #expect(page(scene)?.follows == false)
    let cursor = page(scene)?.cursor
    scene.words("more")
    scene.scene.press(.control("l"))
    #expect(page(scene)?.cursor == cursor)
    scene.scene.press("G")
    #expect(page(scene)?.follows == true)
  }

  @Test func `Enter goes to the event of the piece under the cursor, and a comes back to the piece`() throws {
    var scene = AnswerScene.live()
    scene.scene.press("a", "g", "j", "l", "l")
    let page = try #require(self.page(scene))
    let (_, answer) = try #require(page.answer(scene.readers))
    let block = try #require(page.block(answer))
    #expect(block.kind == .thinking)
    let piece = try #require(page.piece(of: block))
    #expect(String(decoding: block.text.head[piece], as: UTF8.self) == "wants ")
    scene.scene.press(.enter)
    #expect(scene.scene.view.panes.isEmpty)
    let position = try #require(scene.scene.view.feed.cursor)
    let data = String(decoding: scene.scene.state.log.data(scene.scene.state.log[position]), as: UTF8.self)
    #expect(data.contains("wants "))
    scene.scene.press("a")
    scene.scene.press(.control("l"))
    #expect(self.page(scene)?.cursor == page.cursor)
  }

  @Test func `h and l go from piece to piece over the ends of blocks`() {
    var scene = AnswerScene.choices()
    scene.scene.press("a", "g", "j")
    var seen: [Int?] = [page(scene)?.cursor?.byte]
    for _ in 0..<4 {
      scene.scene.press("l")
      seen.append(page(scene)?.cursor?.byte)
    }
    #expect(seen == [nil, 0, 3, 6, 0])
    for _ in 0..<9 { scene.scene.press("h") }
    #expect(page(scene)?.cursor?.byte == 0)
  }

  @Test func `stalls are gone to`() {
    var scene = AnswerScene.stalls()
    scene.scene.press("a", "g", ")")
    let first = page(scene)?.cursor
    scene.scene.press(")")
    let second = page(scene)?.cursor
    #expect(first != second && first?.byte != nil)
    scene.scene.press(")")
    #expect(page(scene)?.cursor == second)
    #expect(scene.scene.screen().contains("no stall after this"))
    scene.scene.press("(")
    #expect(page(scene)?.cursor == first)
  }

  @Test func `y copies a block, Y the answer without its thinking`() {
    var scene = AnswerScene.live()
    scene.scene.press("a", "g")
    guard case .copy(let thinking, "the thinking")? = scene.scene.press("y") else {
      Issue.record("the thinking is not copied")
      return
    }
    #expect(thinking.starts(with: "The person".utf8))
    scene.scene.press(" ", "j")
    #expect(
      scene.scene.press("y")
        == .copy(Array(#"{"port": "Hoek van Holland", "days": 3}"#.utf8), subject: "the arguments of tide_table"))
    guard case .copy(let all, "the answer without its thinking")? = scene.scene.press("Y") else {
      Issue.record("the answer is not copied")
      return
    }
    let text = String(decoding: all, as: UTF8.self)
    #expect(text.hasPrefix(#"tide_table {"port": "Hoek van Holland", "days": 3}"# + "\nHigh water is at **04:12**"))
  }

  @Test func `a search goes from match to match, over blocks, and unfolds`() throws {
    var scene = AnswerScene.live()
    scene.scene.press("a", "g", " ", "/", "t", "a", "b", "l", "e", .enter)
    let first = try #require(page(scene)?.cursor)
    #expect(first.section == .block(0) && first.byte == 26)
    #expect(scene.scene.screen().contains("1 of 2 found"))
    scene.scene.press("n")
    // The name of the tool.
    #expect(page(scene)?.cursor == AnswerPane.Cursor(section: .block(1), byte: nil))
    scene.scene.press("n")
    #expect(scene.scene.screen().contains("no match below"))
    scene.scene.press("N")
    #expect(page(scene)?.cursor == first)
    // What comes is looked at, too.
    scene.words("another table")
    #expect(scene.scene.screen().contains("1 of 3 found"))
    scene.scene.press("G", "/", "z", "z", "z", .escape)
    #expect(page(scene)?.follows == true)
  }

  @Test(arguments: 0..<20) func `what grows is searched as the whole is`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var scene = AnswerScene()
    scene.open()
    scene.text("start")
    let patterns = ["ab", "b", "/a+b/", "/[ab]\\n/", "é"]
    let pattern = try TextPattern(patterns[Int(seed) % patterns.count])
    var growing = AnswerMatches(pattern)
    for _ in 0..<60 {
      scene.text(["a", "b", "ab", "\\n", "é", " "].randomElement(using: &random) ?? "a")
      let answer = try #require(scene.readers.readers[0].current)
      growing.look(in: answer)
      var whole = AnswerMatches(pattern)
      whole.look(in: answer)
      #expect(growing.ranges(in: answer.blocks[0]) == whole.ranges(in: answer.blocks[0]))
    }
  }

  @Test func `sources are gone to, copied and searched`() throws {
    var scene = AnswerScene.sources()
    scene.scene.press("a", "g", "/", "m", "o", "o", "n", .enter)
    let cursor = try #require(page(scene)?.cursor)
    #expect(cursor == AnswerPane.Cursor(section: .sources(0), byte: 1))
    #expect(scene.scene.press("y") == .copy(Array("https://moon.example".utf8), subject: "the source"))
    scene.scene.press(.enter)
    let position = try #require(scene.scene.view.feed.cursor)
    #expect(
      String(decoding: scene.scene.state.log.data(scene.scene.state.log[position]), as: UTF8.self).contains("moon"))
    scene.scene.press("a", .control("l"))
    #expect(page(scene)?.cursor == cursor)
    scene.scene.press("k", "k")
    guard case .copy(let all, "the sources")? = scene.scene.press("y") else {
      Issue.record("the sources are not copied")
      return
    }
    #expect(String(decoding: all, as: UTF8.self).split(separator: "\n").count == 2)
    scene.scene.press(" ")
    #expect(!scene.scene.screen().contains("moon.example"))
  }

  @Test func `J and K go to other answers, whose text is read again`() {
    var scene = AnswerScene()
    scene.open()
    for number in 1...3 {
      scene.text("answer number \(number)", id: "c\(number)")
      scene.delta("", finish: "stop", id: "c\(number)")
      scene.event("[DONE]")
    }
    scene.scene.press("a")
    #expect(scene.scene.screen().contains("ANSWER 3 of 3"))
    // The first picture begins to read it.
    scene.scene.press("K", .control("l"))
    #expect(scene.scene.screen().contains("answer number 2"))
    #expect(scene.scene.screen().contains("ANSWER 2 of 3"))
    scene.scene.press("K", .control("l"))
    #expect(scene.scene.screen().contains("answer number 1"))
    scene.scene.press("K")
    #expect(scene.scene.screen().contains("this is the first answer"))
    scene.scene.press("J", "J")
    scene.text("answer number 4", id: "c4")
    #expect(scene.scene.screen().contains("answer number 4"))
  }

  @Test func `the header tells the times while the answer runs`() {
    let screen = { (scene: AnswerScene) in
      var copy = scene.scene
      return copy.screen(columns: 120)
    }
    #expect(screen(.live()).contains("TTFT 0.34 s"))
    #expect(screen(.live()).contains("tok/s now"))
    #expect(screen(.live()).contains("OpenAI chat · a  "))
    #expect(!screen(AnswerScene()).contains("TTFT"))
    // Where a reason stands in its place, the key stands beside the times.
    #expect(screen(.cut()).contains("TTFT 72 ms · a  "))
    #expect(!screen(AnswerScene()).contains("· a"))
  }

  @Test func `the keys of the page stand first in its help, and on the narrowest page the longest stall is told`() {
    var scene = AnswerScene.stalls()
    scene.scene.press("a")
    #expect(scene.scene.screen(columns: 80, rows: 24).contains("stalls 2, the longest 00:01:15"))
    scene.scene.press("?")
    let help = scene.scene.screen(columns: 80, rows: 24)
    #expect(help.contains("Answers of language models") && help.contains("copy the block under the cursor"))
    #expect(help.contains("the next stall"))
  }

  @Test(arguments: 0..<40) func `a text that grows breaks as the whole text does`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let columns = Int.random(in: 1...40, using: &random)
    var text: [UInt8] = []
    var growing = AnswerBreaks()
    let mark = AnswerBreaks.Mark(offset: 0, text: "<1.0 s>", columns: 7)
    for _ in 0..<30 {
      text += Array(random.hostileText(count: Int.random(in: 1...6, using: &random)).utf8)
      if Bool.random(using: &random) { text += Array(" word\n".prefix(Int.random(in: 1...6, using: &random)).utf8) }
      growing.fit(text, columns: columns, glyphs: .unicode, marks: [mark])
      var whole = AnswerBreaks()
      whole.fit(text, columns: columns, glyphs: .unicode, marks: [mark])
      #expect(growing.starts == whole.starts)
    }
    #expect(growing.starts == growing.starts.sorted() && Set(growing.starts).count == growing.starts.count)
  }

  @Test(arguments: [1, 2, 3, 7, 1000]) func `an older answer read in slices is the answer read at once`(budget: Int) {
    var scene = AnswerScene.live()
    let whole = scene.readers.readers[0].current
    scene.event("[DONE]")
    scene.text("next", id: "c2")
    let list = AnswerList(scene.readers)
    #expect(list.entries.count == 2)
    var replay = AnswerReplay(
      list.entries[0].numbers, source: 0, end: list.entries[0].end ?? 0, choice: DialectChoice())
    var slices = 1
    while !replay.advance(in: scene.scene.state, budget: budget) { slices += 1 }
    #expect(slices >= 60 / budget)
    #expect(replay.answer?.blocks.map(\.text) == whole?.blocks.map(\.text))
    #expect(replay.answer?.blocks.map(\.name) == whole?.blocks.map(\.name))
    #expect(replay.answer?.numbers.characters == whole?.numbers.characters)
  }
}
