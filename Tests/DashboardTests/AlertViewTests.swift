import EventFilter
import StreamModel
import Testing

@testable import Dashboard
@testable import Text

/// `A` and `:stop-on`: what is asked of the world, marked in the feed and shown in the header.
struct AlertViewTests {
  private static func stream() -> Scene {
    var scene = Scene()
    scene.open()
    for number in 1...30 { scene.receive("event: a\ndata: {\"n\":\(number)}\n\n") }
    return scene
  }

  @Test func `an expression is asked for, its mistakes are told, and it is shown when it is asked for again`() throws {
    var scene = Self.stream()
    scene.press("A")
    #expect(scene.screen().contains("alert on:") && scene.screen().contains("from now on"))
    scene.type(".n>")
    #expect(scene.type("\n") == nil && scene.view.isPrompting)
    #expect(scene.view.prompt?.trouble != nil)
    scene.press(.control("u"))
    #expect(scene.type(".n=7\n") == .alert([try EventFilter(".n=7")]))
    #expect(scene.screen().contains("ALERT 0") && scene.screen().contains("e and E also find"))
    scene.press("A")
    #expect(scene.view.prompt?.text == ".n=7")
    // The same again goes on, and giving up changes nothing.
    #expect(scene.type("\n") == nil && scene.view.alert?.expression == ".n=7")
    scene.press("A", .control("u"), .escape)
    #expect(scene.view.alert?.expression == ".n=7")
    scene.press("A", .control("u"))
    #expect(scene.type("\n") == .alert([]))
    #expect(!scene.screen().contains("ALERT"))
  }

  @Test func `what may be meant otherwise is told`() {
    var scene = Self.stream()
    scene.type("Aa or b\n")
    #expect(scene.view.message?.role == .warning && scene.view.alert != nil)
  }

  @Test func `matching rows are marked, with colour and without, and e and E stop there`() {
    var scene = Self.stream()
    scene.type("A.n=21 | .n=25\n")
    let screen = scene.screen()
    #expect(screen.lines.filter { $0.hasPrefix("!") }.count == 2)
    #expect(screen.lines.contains { $0.hasPrefix("!") && $0.contains("{\"n\":25}") })
    #expect(scene.screen(glyphs: .ascii).lines.filter { $0.hasPrefix("!") }.count == 2)
    func row() -> Int? { scene.view.feed.cursor.map { $0 } }
    scene.press("E")
    #expect(row() == 25)
    scene.press("E")
    #expect(row() == 21)
    // A notice is nearer than nothing: the one of the opening.
    scene.press("E")
    #expect(row() == 0)
    scene.press("E")
    #expect(scene.view.message?.text == "no notice or error, and nothing that the alert is on, before this")
    scene.press("e", "e")
    #expect(row() == 25)
    scene.receive("event: error\ndata: broken\n\n")
    scene.press("e")
    #expect(row() == 31)
    scene.press("e")
    #expect(scene.view.message?.text == "no notice or error, and nothing that the alert is on, after this")
  }

  @Test func `what a filter leaves out is no stop for e, and other places neither for :next`() {
    var scene = Self.stream()
    scene.type("A.n=21 | .n=25\n")
    scene.type("&.n<23\n")
    scene.press("E")
    #expect(scene.view.feed.cursor == 21)
    scene.type(":next finding\n")
    #expect(scene.view.message?.text == "no finding after this")
  }

  @Test func `the badge goes on while the view is frozen`() {
    var scene = Self.stream()
    scene.type("A.n>30\n")
    scene.press(" ")
    scene.receive("data: {\"n\":31}\n\n")
    scene.view.alertedEvents = 1
    let screen = scene.screen()
    #expect(screen.contains("ALERT 1") && screen.contains("FROZEN +1"))
    #expect(!screen.contains("{\"n\":31}"))
    scene.press(" ")
    #expect(scene.screen().lines.contains { $0.hasPrefix("!") && $0.contains("{\"n\":31}") })
  }

  @Test func `the cleared feed has no old matches`() {
    var scene = Self.stream()
    scene.type("A.n=25\n")
    scene.press("C")
    scene.receive("data: {\"n\":25}\n\n")
    #expect(scene.screen().lines.filter { $0.hasPrefix("!") }.count == 1)
    scene.press("E")
    #expect(scene.view.feed.cursor == 31)
  }

  @Test func `the palette takes an expression, tells what is wrong with it, and takes none for no more`() throws {
    var scene = Self.stream()
    #expect(scene.type(":alert .n=\n") == nil)
    // Counted in the whole line.
    #expect(scene.view.prompt?.trouble?.offset ?? 0 >= 6)
    scene.press(.escape)
    #expect(scene.type(":alert .n=3\n") == .alert([try EventFilter(".n=3")]))
    #expect(scene.type(":stop-on .n=50\n") == .stop(try EventFilter(".n=50")))
    scene.view.message = nil
    #expect(scene.screen().lines[23].hasPrefix("stops at .n=50"))
    #expect(scene.type(":stop-on\n") == nil)
    #expect(scene.type("\n") == .stop(nil))
    scene.view.message = nil
    #expect(!scene.screen().contains("stops at"))
    #expect(scene.type(":alert \n") == .alert([]))
  }

  @Test func `it stops frozen with the cursor on the event`() throws {
    var scene = Self.stream()
    let filter = try EventFilter(".n=31")
    scene.type(":stop-on .n=31\n")
    scene.press(.enter)
    for number in 31...90 { scene.receive("data: {\"n\":\(number)}\n\n") }
    scene.view.stop(at: 31, filter, in: scene.state, at: scene.now)
    scene.receive("data: late\n\n")
    var screen = scene.screen()
    #expect(screen.contains("FROZEN +1") && !screen.contains("late"))
    #expect(screen.lines.contains { $0.hasPrefix("▸") && $0.contains("{\"n\":31}") })
    #expect(screen.lines[23].hasPrefix("stopped, Space goes on: the first event that matches .n=31"))
    scene.press(" ", "F")
    screen = scene.screen()
    #expect(screen.contains("late") && !screen.contains("FROZEN"))
  }

  @Test func `it stops under a prompt, where the feed does not show the event, and where it is gone`() throws {
    var scene = Self.stream()
    let filter = try EventFilter(".n=5")
    scene.type("&.n>20\n")
    scene.press("/")
    scene.view.stop(at: 5, filter, in: scene.state, at: scene.now)
    scene.press(.escape)
    #expect(scene.view.frozen != nil && !scene.view.feed.follows)
    scene.view.stop(at: 5, filter, in: scene.state, at: scene.now)
    #expect(scene.view.message?.text.contains("the feed does not show it") == true)
    scene.view.stop(at: 99, filter, in: scene.state, at: scene.now)
    #expect(scene.view.message?.text == "the event that was waited for came, and is no longer kept")
  }

  // MARK: - Texts

  private static func told(_ expression: String, _ stream: String) throws -> (Alerts, StreamState) {
    var scene = Scene()
    scene.open()
    var alerts = Alerts()
    alerts.set([try EventFilter(expression)], after: scene.state)
    let first = scene.state.log.positions.upperBound
    scene.receive(stream)
    alerts.receive(first..<scene.state.log.positions.upperBound, of: 0, in: scene.state)
    return (alerts, scene.state)
  }

  @Test func `a line tells how many, and the newest`() throws {
    let (alerts, state) = try Self.told("paid", "data: paid 1\n\nevent: order\ndata: paid 2\ndata: twice\n\n")
    #expect(
      AlertText.sentence(alerts, new: 2, state, glyphs: .unicode)
        == "alert on paid: 2 events, the newest: order paid 2⏎twice")
    #expect(
      AlertText.sentence(alerts, new: 1, state, glyphs: .ascii)
        == "alert on paid: 1 event, 2 in all, the newest: order paid 2^Jtwice")
    #expect(
      AlertText.notice(alerts, new: 1, state, glyphs: .unicode) == "sse-top: ALERT 2: order paid 2⏎twice")
  }

  @Test(arguments: [
    "data: x\u{1B}]0;title\u{7}\u{9C}\u{1B}\\\n\n", "event: 4;1;50\ndata: x\n\n",
    "data: x\u{202E}\u{200B}\(String(repeating: "漢", count: 500))\n\n", "data: {\"x\":\"\\u001b]9;\\u0007\"}\n\n",
    "data: x\(String(repeating: "\u{301}", count: 400))\n\n",
  ]) func `nothing of a stream commands a terminal, however long it is`(stream: String) throws {
    let (alerts, state) = try Self.told("x", stream)
    for glyphs in [Glyphs.unicode, .ascii] {
      let notice = AlertText.notice(alerts, new: 1, state, glyphs: glyphs)
      #expect(notice.hasPrefix("sse-top: ALERT 1: "))
      #expect(TextWidth.columns(of: notice, glyphs: glyphs) <= 80)
      let sentence = AlertText.sentence(alerts, new: 1, state, glyphs: glyphs)
      #expect(TextWidth.columns(of: sentence, glyphs: glyphs) <= 201)
      for text in [notice, sentence] {
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
        #expect(!text.unicodeScalars.contains("\u{202E}"))
      }
    }
  }
}
