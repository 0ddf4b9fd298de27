import StreamModel
import Testing

@testable import Dashboard
@testable import Text

/// The event under the cursor, opened beside the feed.
@Suite struct BesideTests {
  private static func stream(_ events: Int = 90) -> Scene {
    var scene = Scene()
    scene.open()
    for number in 0..<events {
      scene.pass(20)
      scene.receive("event: order\nid: \(number)\ndata: {\"n\":\(number),\"inner\":{\"m\":\(number)},\"list\":[1]}\n\n")
    }
    return scene
  }

  /// What stands right of the rule, a line a row; empty where the screen is not split.
  private static func event(_ scene: inout Scene, columns: Int = 160, rows: Int = 40) -> [String] {
    scene.screen(columns: columns, rows: rows).lines.compactMap { line in
      line.contains("│")
        ? line.split(separator: "│", maxSplits: 1, omittingEmptySubsequences: false).last.map(String.init) : nil
    }
  }

  @Test(arguments: [(139, false), (140, true), (141, true)])
  func `from 140 columns on it is there`(columns: Int, isThere: Bool) {
    var scene = Self.stream()
    #expect(Self.event(&scene, columns: columns).isEmpty != isThere)
  }

  @Test func `it follows the newest event, and the cursor`() {
    var scene = Self.stream()
    #expect(Self.event(&scene).contains { $0.hasSuffix("\"n\": 89,") })
    scene.receive("data: {\"n\":\"new\"}\n\n")
    #expect(Self.event(&scene).contains { $0.hasSuffix("\"n\": \"new\"") })
    scene.press("k", "k", "k", columns: 160, rows: 40)
    #expect(Self.event(&scene).contains { $0.hasSuffix("\"n\": 87,") })
    #expect(!Self.event(&scene).contains { $0.contains("▸") })
  }

  @Test func `the size is the whole event's, also where less of it is laid out`() {
    var scene = Self.stream(1)
    // Field name, colon, blank and two line ends beside the data.
    scene.receive("data: " + String(repeating: "x", count: 100_000) + "\n\n")
    #expect(Self.event(&scene).contains { $0.contains("100,000 bytes, 100,008 on the wire") })
  }

  @Test func `Enter goes into it, Esc back to the feed`() {
    var scene = Self.stream()
    scene.press(.enter, "j", columns: 160, rows: 40)
    #expect(scene.view.place == .detail)
    let event = Self.event(&scene)
    #expect(event.contains { $0.hasPrefix("▸") && $0.hasSuffix("\"n\": 89,") })
    #expect(scene.screen(columns: 160, rows: 40).contains("following"))
    scene.receive("data: {\"n\":\"new\"}\n\n")
    #expect(Self.event(&scene).contains { $0.hasSuffix("\"n\": 89,") })
    scene.press(.escape, columns: 160, rows: 40)
    #expect(Self.event(&scene).contains { $0.hasSuffix("\"n\": \"new\"") })
  }

  @Test func `o turns it off and on, where there is room`() {
    var scene = Self.stream()
    scene.press("o", columns: 160, rows: 40)
    #expect(Self.event(&scene).isEmpty)
    scene.press("o", columns: 160, rows: 40)
    #expect(!Self.event(&scene).isEmpty)
    scene.press("o", "o", columns: 100, rows: 40)
    #expect(!Self.event(&scene, columns: 100).isEmpty)
    #expect(Self.event(&scene, columns: 79).isEmpty)
    scene.press("o", columns: 79, rows: 40)
    #expect(scene.screen(columns: 79, rows: 40).contains("from 80 columns on"))
  }

  @Test func `what is folded stays folded in the events of the type`() {
    var scene = Self.stream()
    scene.press(.enter, "j", "j", " ", .escape, columns: 160, rows: 40)
    #expect(Self.event(&scene).contains { $0.contains("\"inner\": {…} 1 key") })
    scene.receive("event: other\ndata: {\"inner\":{\"m\":1}}\n\n")
    #expect(Self.event(&scene).contains { $0.contains("\"m\": 1") })
    scene.receive("event: order\ndata: {\"more\":{\"m\":1},\"inner\":{\"m\":2}}\n\n")
    let event = Self.event(&scene)
    #expect(event.contains { $0.contains("\"inner\": {…} 1 key") })
    #expect(event.contains { $0.contains("\"m\": 1") })
  }
}
