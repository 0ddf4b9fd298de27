import StreamModel
import Testing

@testable import Dashboard

@Suite struct StartSelectionTests {
  /// The names of the types that are hidden of a stream with these.
  private func hidden(_ names: [String], types: [String] = [], excludedTypes: [String] = []) -> [String] {
    var scene = Scene()
    scene.open()
    for name in names { scene.receive("event: \(name)\ndata: x\n\n") }
    var start = StartSelection(types: types, excludedTypes: excludedTypes)
    var selection = FeedSelection()
    start.decide(scene.state, &selection)
    return selection.hiddenTypes.sorted().map { scene.state.types.rows[$0].name }
  }

  @Test func `the command line's types are chosen by their bytes, as without a dashboard`() {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    for names in [[composed, decomposed], [decomposed, composed]] {
      #expect(hidden(names, types: [composed]).map { Array($0.utf8) } == [Array(decomposed.utf8)])
      #expect(hidden(names, excludedTypes: [composed]).map { Array($0.utf8) } == [Array(composed.utf8)])
    }
  }

  @Test func `the default type is called message`() {
    #expect(hidden(["", "a"], types: ["message"]) == ["a"])
    #expect(hidden(["", "a"], excludedTypes: ["message"]) == ["message"])
  }
}
