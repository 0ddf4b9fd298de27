import StreamModel
import Testing

@testable import Dashboard
@testable import Text

/// The page of answers as it is drawn.
@Suite struct AnswerScreenTests {
  static let sizes = [(80, 24), (120, 40), (200, 50)]

  private func compare(_ scene: AnswerScene, _ name: String, _ keys: Key...) throws {
    for (columns, rows) in Self.sizes {
      var copy = scene.scene
      copy.press("a", columns: columns, rows: rows)
      for key in keys { copy.press(key, columns: columns, rows: rows) }
      try GoldenScreenTests.compare(copy.screen(columns: columns, rows: rows), "answer \(name) \(columns)x\(rows)")
    }
  }

  @Test func `an answer with thinking and a call of a tool, while it is written`() throws {
    try compare(.live(), "live")
  }

  @Test func `the first block under the cursor is folded`() throws { try compare(.live(), "folded", "g", " ") }

  @Test func `two choices`() throws { try compare(.choices(), "choices", "k") }

  @Test func `an answer that was cut`() throws { try compare(.cut(), "cut") }

  @Test func `stalls stand where they fell`() throws { try compare(.stalls(), "stalls", "(", "(") }

  @Test func `the sources of each choice are listed`() throws { try compare(.sources(), "sources", "g") }

  @Test func `what a search finds is marked and counted`() throws {
    try compare(.live(), "searched", "g", "/", "t", "h", "e", .enter, "n")
  }

  @Test func `several sources of answers have their times in the header`() throws {
    var scene = AnswerScene(urls: ["https://a.example/v1/chat/completions", "https://b.example/v1/chat/completions"])
    scene.open(0)
    scene.open(1)
    for number in 0..<40 {
      for source in 0...1 where number > 4 || source == 0 {
        scene.event(
          #"{"id":"c\#(source)","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"a "}}]}"#,
          after: source == 0 ? 25 : 5, source)
      }
    }
    scene.close(.ended, 0)
    var feed = scene.scene
    #expect(feed.screen(columns: 120, rows: 40).lines[0].contains("OpenAI chat · a"))
    try compare(scene, "of two sources")
  }

  @Test func `hostile text`() throws { try compare(.hostile(), "hostile") }

  @Test func `nothing has come`() throws {
    var scene = AnswerScene()
    scene.open()
    scene.event("tick")
    try compare(scene, "empty")
  }

  @Test func `the frozen page stands still`() throws {
    var scene = AnswerScene.live()
    scene.scene.press("a", "p")
    let before = scene.scene.screen(columns: 100, rows: 30)
    scene.words("the water soon")
    let after = scene.scene.screen(columns: 100, rows: 30)
    #expect(after.contains("FROZEN +3"))
    #expect(Array(before.lines.dropFirst()) == Array(after.lines.dropFirst()))
    scene.scene.press("p")
    #expect(scene.scene.screen(columns: 100, rows: 30).contains("soon"))
  }

  @Test func `every size can be drawn, and without UTF-8 it is plain ASCII`() {
    for scene in [AnswerScene.live(), .choices(), .cut(), .stalls(), .hostile(), .sources(), AnswerScene()] {
      var copy = scene.scene
      copy.press("a")
      for (columns, rows) in [(1, 1), (20, 4), (21, 8), (40, 10), (60, 17), (400, 120), (80, 24)] {
        let screen = copy.screen(columns: columns, rows: rows, glyphs: .ascii)
        #expect(screen.golden.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A })
        _ = copy.screen(columns: columns, rows: rows)
      }
    }
  }
}
