import EventFields
import EventFilter
import StreamModel
import Testing
import Text

@testable import Dashboard

/// What keys do and what is said while the end of a recording is in view and what lies before it is counted.
struct EndingViewTests {
  private static func text(_ scene: Scene) -> String {
    var scene = scene
    let screen = scene.screen(columns: 100, rows: 30)
    return (0..<30).map { screen.text(row: $0) }.joined(separator: "\n")
  }

  private static func newest(_ scene: Scene) -> String? {
    text(scene).split(separator: "\n").last { $0.contains("{\"n\":") }.map(String.init)
  }

  @Test func `the last event is in view, and of what is counted it is said how far`() {
    let scene = EndingScene.scene()
    let screen = Self.text(scene)
    #expect(Self.newest(scene)?.contains("{\"n\":3600,") == true)
    #expect(screen.contains("recording, its end   counted 27%  to 00:16:40 of 01:00:00"))
    #expect(screen.contains("so far 1,000 events") && screen.contains("all so far"))
    #expect(screen.contains("what lies before it is still being counted"))
    for word in ["peak", "mean", "last event ID", "event 1,000 "] { #expect(!screen.contains(word), "\(word)") }
  }

  @Test(arguments: ["", "k", "kkkk", "g", "&.n > 3500\n", "/3456\n", "]", "C", "m", "kmj"])
  func `when all is counted, it is as if the end had never been shown`(keys: String) {
    var scene = EndingScene.scene()
    scene.type(keys, columns: 100, rows: 30)
    EndingScene.read(3600 - scene.state.events, into: &scene)
    scene.view.leaveEnd(scene.state)
    scene.view.replay = EndingScene.status(scene)
    var other = EndingScene.scene(showsEnd: false)
    let isCleared = keys == "C"
    EndingScene.read(3600 - other.state.events, into: &other)
    if isCleared { return #expect(scene.view.feed.selection.start == scene.state.log.positions.upperBound) }
    other.type(keys == "m" || keys == "kmj" ? keys.replacing("m", with: "") : keys, columns: 100, rows: 30)
    scene.view.message = nil
    other.view.message = nil
    // Where the top of the end is, is not where the top of all is.
    guard keys != "g" else { return #expect(Self.text(scene).contains("{\"n\":3401,")) }
    #expect(Self.text(scene) == Self.text(other))
  }

  @Test func `a type has the number that it is counted under, and one that was not counted yet is not chosen`() {
    var scene = EndingScene.scene()
    scene.type("2", columns: 100, rows: 30)
    #expect(scene.view.feed.selection.types == .only(1))
    #expect(Self.newest(scene)?.contains("{\"n\":3598,") == true)
    scene.type("0", columns: 100, rows: 30)
    // 3,600 is of a type that comes in the second half only.
    scene.type("*", columns: 100, rows: 30)
    #expect(scene.view.feed.selection.types == .all && Self.text(scene).contains("its type was not among it"))
    #expect(scene.view.state(scene.state).types.rows.map(\.name) == ["tick", "beat", "late"])
    #expect(scene.state.types.rows.map(\.name) == ["tick", "beat"])
    #expect(!Self.text(scene).contains("3 late"))
    EndingScene.read(1000, into: &scene)
    scene.type("3", columns: 100, rows: 30)
    #expect(scene.view.feed.selection.types == .only(2))
    #expect(Self.newest(scene)?.contains("{\"n\":3600,") == true)
  }

  @Test func `groups are those that are counted, and their rows those of the end`() throws {
    var scene = EndingScene.scene(showsEnd: false)
    scene.view.group(by: try JSONPath(expression: ".kind"))
    _ = scene.screen(columns: 100, rows: 30)
    scene.view.show(end: [EndingScene.end()], scene.state)
    EndingScene.read(500, into: &scene)
    let screen = Self.text(scene)
    for row in ["all so far", "k0", "k1", "k2"] { #expect(screen.contains(row)) }
    #expect(scene.view.groupTable?.events == 1500)
    // The first in order of what was counted.
    scene.type("1", columns: 100, rows: 30)
    let shown = Self.newest(scene) ?? ""
    #expect(shown.contains("{\"n\":36") || shown.contains("{\"n\":359"), "\(shown)")
    EndingScene.read(2100, into: &scene)
    scene.view.leaveEnd(scene.state)
    #expect(scene.view.groupTable?.events == 3600)
  }

  @Test func `another end of the same times is drawn anew`() {
    var scene = EndingScene.scene()
    let before = scene.screen(columns: 100, rows: 30).lines.joined()
    #expect(before.contains("\"kind\":\"k0\""))
    scene.view.show(end: [EndingScene.end(member: "sort")], scene.state)
    // Each picture is compared with one for which nothing was kept.
    let screen = scene.screen(columns: 100, rows: 30).lines.joined()
    #expect(screen.contains("\"sort\":\"k0\"") && !screen.contains("\"kind\""))
  }

  @Test func `a type that is counted under another number has its colour at once`() {
    var scene = EndingScene.scene(read: 10)
    _ = scene.screen(columns: 100, rows: 30)
    // Three types more are counted before the one that the end alone has.
    for name in ["one", "two", "three"] {
      scene.receive("event: \(name)\ndata: 1\n\n")
      _ = scene.screen(columns: 100, rows: 30)
    }
    let screen = scene.screen(columns: 100, rows: 30).lines.joined()
    #expect(screen.contains("late"))
  }

  @Test func `an opened event has no number yet, and holds the end in view`() {
    var scene = EndingScene.scene()
    scene.press(.enter, columns: 100, rows: 30)
    #expect(Self.text(scene).contains("Number  not known yet"))
    #expect(scene.view.isEndHeld)
    scene.press(.escape, columns: 100, rows: 30)
    #expect(!scene.view.isEndHeld)
    scene.press("&", columns: 100, rows: 30)
    #expect(scene.view.isEndHeld)
  }

  @Test func `pages of counts tell what was counted, the feed what is at the end`() {
    var scene = EndingScene.scene()
    for key: Key in ["T", "i", "D", "S"] {
      scene.press(key, columns: 100, rows: 30)
      #expect(!scene.view.isEndHeld)
      scene.press(.escape, columns: 100, rows: 30)
    }
    scene.press("T", columns: 100, rows: 30)
    #expect(Self.text(scene).contains("858"))
  }

  @Test func `where types were asked for by name nothing is shown before they are counted`() {
    #expect(ViewState().mayShowEnd)
    #expect(!ViewState(types: ["tick"]).mayShowEnd)
    #expect(!ViewState(excludedTypes: ["tick"]).mayShowEnd)
  }

  @Test func `the footer's count of a filter is that of the end`() {
    var scene = EndingScene.scene()
    scene.type("&.n > 3590\n", columns: 120, rows: 30)
    #expect(Self.text(scene).contains("10 of 200 at the end"))
    scene.type("/nowhere\n", columns: 120, rows: 30)
    #expect(Self.text(scene).contains("no match for nowhere in the end that was read"))
  }
}
