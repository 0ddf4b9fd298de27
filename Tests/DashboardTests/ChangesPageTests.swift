import EventFilter
import StreamModel
import TestSupport
import Testing

@testable import Dashboard
@testable import EventFields
@testable import Text

/// An event as what changed in it, and the marks of changes elsewhere.
@Suite("GoldenScreenTests of changes") struct ChangesPageTests {
  enum Sample: String, CaseIterable {
    case flags
    case marked
    case lines
    case long
    case hostile
    case same
    case first
    case repeated

    var scene: Scene {
      var scene = Scene("https://flags.example/all")
      scene.open()
      switch self {
      case .flags, .marked:
        func flags(_ rest: String) -> String {
          let same = (0..<20).map { "\"flag-\($0)\":{\"on\":\($0 % 2 == 0),\"weight\":\($0).50}" }
          return "{\(same.joined(separator: ",")),\(rest),\"tail\":[1,2,3]}"
        }
        let old = #""checkout":{"on":false,"version":41,"off":1,"rules":[{"id":"a","n":1},{"id":"b","n":2}]}"#
        let new =
          #""checkout":{"on":true,"version":42,"rules":[{"id":"b","n":2},{"id":"c","n":[]}],"rollout":{"w":100000}}"#
        scene.receive("event: put\ndata: {}\n\n")
        scene.receive("event: patch\nid: 211\ndata: \(flags(old))\n\n")
        scene.pass(250_000)
        scene.receive("event: put\ndata: {}\n\n")
        scene.receive("event: patch\nid: 218\ndata: \(flags(new))\n\n")
        scene.press(self == .flags ? "d" : .enter)
        if self == .marked { scene.press(.end) }
      case .lines:
        scene.receive("data: one\ndata: two\ndata: three\ndata: four\n\n")
        scene.receive("data: one\ndata: 2\ndata: three\ndata: four\ndata: five\n\n")
        scene.press("d")
      case .long:
        let (old, new) = (String(repeating: "old ", count: 400), String(repeating: "new ", count: 400))
        scene.receive("data: {\"a\":\"\(old)\",\"b\":1,\"c\":{\"d\":null}}\n\n")
        scene.receive("data: {\"a\":\"\(new)\",\"b\":1,\"c\":{\"d\":[\"x\"]}}\n\n")
        scene.press("d")
      case .hostile:
        let name = "\\u001b]0;owned\\u0007\u{202E}\u{200B}"
        scene.receive("event: \u{1B}[31m\u{202E}\nid: \u{9B}31m\ndata: {\"\(name)\":\"\\u001b[31m\",\"b\":1}\n\n")
        scene.receive(
          Array("event: \u{1B}[31m\u{202E}\nid: \u{9B}32m\ndata: {\"\(name)\":\"\u{202E}x\",\"日本\":\"".utf8)
            + [0xFF, 0x9B] + Array("\",\"b\":1}\n\n".utf8))
        scene.press("d")
      case .same:
        scene.receive("data: {\"a\":1,\"b\":[2]}\n\ndata: {\"b\":[2.0],\"a\":1}\n\n")
        scene.press("d")
      case .first:
        scene.receive("data: {\"a\":1}\n\n")
        scene.press("d")
      case .repeated:
        for text in ["a", "a", "b", "b", "b", "a"] {
          scene.pass(1000)
          scene.receive("data: {\"v\":\"\(text)\"}\n\nevent: beat\ndata: x\n\n")
        }
      }
      return scene
    }
  }

  @Test func `a change of several rows goes on below its values, not below its path`() {
    var scene = Scene("https://flags.example/all")
    scene.open()
    for word in ["old", "new"] {
      scene.receive("data: {\"path\":\"\(String(repeating: word + "-", count: 60))\",\"other\":1}\n\n")
    }
    scene.press("d")
    let lines = scene.screen(columns: 80, rows: 24).lines
    guard let first = lines.firstIndex(where: { $0.contains(".path") }),
      let start = lines[first].firstRange(of: "\"old")
    else {
      Issue.record("there is no change")
      return
    }
    let blank = String(repeating: " ", count: lines[first][..<start.lowerBound].count)
    #expect(lines[first + 1...first + 3].allSatisfy { $0.hasPrefix(blank) && $0.dropFirst(blank.count).first != " " })
  }

  @Test(arguments: Sample.allCases, [(80, 24), (120, 40), (200, 50)])
  func `the page is as recorded`(sample: Sample, size: (columns: Int, rows: Int)) throws {
    var scene = sample.scene
    try GoldenScreenTests.compare(
      scene.screen(columns: size.columns, rows: size.rows), "changes \(sample.rawValue) \(size.columns)x\(size.rows)")
  }

  @Test func `without UTF-8 the page is plain ASCII`() throws {
    var scene = Sample.flags.scene
    let screen = scene.screen(glyphs: .ascii)
    #expect(screen.golden.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A })
  }

  @Test func `d goes to and fro, and Enter to the value`() {
    var scene = Sample.flags.scene
    #expect((scene.view.pane as? ChangesPane)?.path?.text == ".checkout.on")
    #expect(scene.press("P") == .copy(Array(".checkout.on".utf8), subject: "the path .checkout.on"))
    #expect(scene.press("y") == .copy(Array("true".utf8), subject: "the value"))
    scene.press("j", .enter)
    #expect(scene.view.detail?.path == ".checkout.version")
    scene.press("d")
    #expect(scene.view.pane is ChangesPane)
    scene.press("d")
    #expect(scene.view.detail != nil)
    scene.press(.escape)
    #expect(scene.view.panes.isEmpty)
  }

  @Test func `J and K go to the neighbours, each compared with the one before it`() {
    var scene = Scene()
    scene.open()
    for number in 1...4 { scene.receive("data: {\"n\":\(number)}\n\n: comment\n\n") }
    scene.press("d")
    #expect(scene.screen().contains("3 → 4"))
    scene.press("K", "K")
    #expect(scene.screen().contains("1 → 2"))
    scene.press("K")
    #expect(scene.screen().contains("no event of this type before it is kept"))
    scene.press("K")
    #expect(scene.screen().contains("oldest that is kept"))
    scene.press("J")
    #expect(scene.screen().contains("1 → 2"))
  }

  @Test func `in groups it is the one before of the type and the group`() throws {
    var scene = Scene()
    scene.open()
    let events = [("a", "x", 1), ("b", "x", 2), ("a", "y", 3), ("a", "x", 3), ("b", "x", 3), ("a", "y", 3)]
    for (type, group, number) in events {
      scene.receive("event: \(type)\ndata: {\"g\":\"\(group)\",\"n\":\(number)}\n\n")
    }
    func previous() -> [Int?] {
      let predecessor = Predecessor(state: scene.state, groups: scene.view.feed.groups)
      return (0..<events.count).map { index in
        scene.state.log.positions.filter { scene.state.log[$0].kind == .event }.map {
          predecessor.position(before: $0)
        }[index].map { position in
          scene.state.log.positions.prefix(upTo: position).count { scene.state.log[$0].kind == .event }
        }
      }
    }
    #expect(previous() == [nil, nil, 0, 2, 1, 3])
    scene.view.group(by: try JSONPath(expression: ".g"))
    _ = scene.screen()
    #expect(previous() == [nil, nil, nil, 0, 1, 2])
    scene.press("d")
    #expect(scene.screen().contains("nothing changed"))
    scene.press("K", "K")
    #expect(scene.screen().contains("1 → 3"))
    scene.press("K")
    #expect(scene.screen().contains("no event of this type and group before it is kept"))
    scene.press(.escape, .end)
    let marked = scene.screen().lines.filter { $0.hasPrefix("=") || $0.hasPrefix("▸=") }
    #expect(marked.count == 1)
  }

  @Test func `a mark is compared with on request`() {
    var scene = Scene()
    scene.open()
    for number in 1...4 { scene.receive("data: {\"n\":\(number)}\n\n") }
    scene.press("g", "j", "m", .end, "d")
    scene.type(":against-mark\n")
    #expect(scene.screen().contains("1 → 4"))
  }

  @Test func `the page stays when the log has dropped both`() {
    var scene = Sample.flags.scene
    let before = scene.screen().lines.dropFirst(4)
    for _ in 0..<10 { scene.receive("data: more\n\n") }
    #expect(scene.screen().lines.dropFirst(4) == before)
  }

  @Test(arguments: UInt64(0)..<40) func `whatever the data, every place can be gone to`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var scene = Scene()
    scene.open()
    for _ in 0..<2 {
      let members = (0..<Int.random(in: 1...40, using: &dice)).map { index in
        var text: [UInt8] = []
        JSONText.append(dice.hostileText(count: Int.random(in: 0...200, using: &dice)), to: &text)
        return "\"\(index)\":\"\(String(decoding: text, as: UTF8.self))\""
      }
      scene.receive("data: {\(members.joined(separator: ","))}\n\n")
    }
    scene.press("d")
    for key: Key in ["j", .pageDown, .end, "k", .pageUp, "g", "j"] {
      let size = (columns: Int.random(in: 20...120, using: &dice), rows: Int.random(in: 4...40, using: &dice))
      scene.press(key, columns: size.columns, rows: size.rows)
      let screen = scene.screen(columns: size.columns, rows: size.rows)
      if size.rows > 14, (scene.view.pane as? ChangesPane)?.lines.isEmpty == false {
        #expect(screen.lines.contains { $0.hasPrefix("▸") }, "\(key) \(size)")
      }
    }
  }
}
