import EventFields
import EventFilter
import StreamModel
import TestSupport
import Testing
import Text

@testable import Dashboard

/// Paths that are offered where one is typed, and completed by Tab.
@Suite struct PathPromptTests {
  private static func scene(_ data: [String]) -> Scene {
    var scene = Scene()
    scene.open()
    for data in data { scene.receive("data: \(data)\n\n") }
    return scene
  }

  private static let orders = (0..<20).map {
    #"{"order":\#($0),"meta":{"kind":"\#($0 % 4 == 0 ? "late" : "new")","odd key":1},"Items":[{"sku":"a"}]}"#
  }

  @Test func `the prompt of = lists the paths, and Tab goes from one to the next`() {
    var scene = Self.scene(Self.orders)
    scene.press("=")
    let screen = scene.screen()
    #expect(screen.contains(".order") && screen.contains(".meta.kind") && screen.contains("2 values, new 75%"))
    scene.press(.tab)
    #expect(scene.view.prompt?.text == ".order")
    scene.press(.tab)
    #expect(scene.view.prompt?.text == ".meta.kind")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸.meta.kind") })
    scene.press(.backTab, .backTab)
    #expect(scene.view.prompt?.text == ".Items[].sku")
    scene.press(.tab, .tab, .enter)
    #expect(scene.view.feed.groups?.path.text == ".meta.kind")
  }

  @Test func `what was typed chooses among them, capitals or not`() {
    var scene = Self.scene(Self.orders)
    scene.press("=")
    scene.type("item")
    #expect(!scene.screen().contains(".meta.kind"))
    scene.press(.tab)
    #expect(scene.view.prompt?.text == ".Items[].sku")
    scene.press(.control("u"))
    scene.type("odd")
    scene.press(.tab)
    #expect(scene.view.prompt?.text == #".meta["odd key"]"#)
    scene.press(.enter)
    #expect(scene.view.feed.groups?.path.text == #".meta["odd key"]"#)
    // Nothing fits, and nothing happens.
    scene.press("=")
    scene.type(".zzz")
    scene.press(.tab, .backTab)
    #expect(scene.view.prompt?.text == ".zzz")
  }

  @Test func `a filter's paths are completed where they stand`() {
    var scene = Self.scene(Self.orders)
    scene.press("&")
    #expect(scene.view.prompt?.offer.choices.isEmpty == true)
    scene.type("new !.ki")
    #expect(scene.screen().contains(".meta.kind") && scene.screen().contains("Tab and Shift-Tab complete the path"))
    scene.press(.tab)
    #expect(scene.view.prompt?.text == "new !.meta.kind")
    scene.type("=late")
    #expect(scene.view.prompt?.offer.choices.isEmpty == true)
    scene.press(.enter)
    #expect(scene.view.feed.selection.filter == (try? EventFilter("new !.meta.kind=late")))
  }

  @Test func `the palette's commands that take a path complete it`() {
    var scene = Self.scene(Self.orders)
    scene.type(":column .m")
    scene.press(.tab)
    #expect(scene.view.prompt?.text == "column .meta.kind")
    scene.press(.down)
    #expect(scene.view.prompt?.text == #"column .meta["odd key"]"#)
    scene.press(.up, .enter)
    #expect(scene.view.feed.fields.paths.map(\.text) == [".meta.kind"])
    scene.type(":filter .ord")
    scene.press(.tab)
    scene.type(">5\n")
    #expect(scene.view.feed.selection.filter == (try? EventFilter(".order>5")))
  }

  @Test(
    arguments: [
      ("", nil), (".", 0), (".a", 0), ("a", nil), ("a .b", 2), (".a=", nil), (".a=.b", nil), (".a = x", nil),
      (".a =x .b", 6), (".a .b", 3), ("!.a", 1), (".a !.b", 4), ("(.a|.b", 4), ("a|.b", 2), (#".["x y"#, 0),
      (#".["x y"].z"#, 0), (#"".a"#, nil), (#"".a" .b"#, 5), ("/.a", nil), ("/.a/ .b", 5), (#".a="x .b"#, nil),
      (#".a="x" .b"#, 7), ("event=order .b", 12), ("event=.b", nil), (".a!=x", nil), (".a~/x .y/ .z", 10), ("x.y", nil),
    ] as [(String, Int?)])
  func `where a path is typed in an expression`(text: String, start: Int?) {
    #expect(PathWord.start(inExpression: text) == start)
  }

  @Test(arguments: UInt64(0)..<60)
  func `whatever the names are, what is completed is that path, and the screen is clean`(
    seed: UInt64
  ) throws {
    var dice = SeededGenerator(seed: seed)
    let names = (0..<6).map { _ in dice.hostileText(count: Int.random(in: 0...12, using: &dice)) }
    let members = names.map { name -> String in
      var text: [UInt8] = []
      JSONText.append(name, to: &text)
      return "\"\(String(decoding: text, as: UTF8.self))\":{\"\u{202E}\\u001b[31m\":\"\u{9B}31m\"}"
    }
    var scene = Self.scene(["{\(members.joined(separator: ","))}"])
    scene.press("=")
    for _ in 0..<8 {
      scene.press(.tab)
      let text = try #require(scene.view.prompt?.text)
      #expect(scene.view.prompt?.trouble == nil, "\(text)")
      #expect(scene.view.prompt?.paths.all.contains { $0.path == text } == true)
      #expect(try JSONPath(expression: text).steps.count == 2)
      let screen = scene.screen(columns: Int.random(in: 30...200, using: &dice))
      #expect(
        screen.golden.unicodeScalars.allSatisfy {
          $0 == "\n" || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{202E}"
        })
    }
  }

  @Test func `before anything came there is nothing to offer, and then there is`() {
    var scene = Self.scene([])
    scene.press("=", .tab)
    #expect(scene.view.prompt?.text == "")
    scene.receive("data: prose\n\n")
    #expect(scene.screen().contains("by:") || scene.view.prompt != nil)
    scene.receive("data: {\"a\":1}\n\n")
    _ = scene.screen()
    scene.press(.tab)
    #expect(scene.view.prompt?.text == ".a")
  }
}
