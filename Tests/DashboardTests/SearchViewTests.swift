import StreamModel
import Testing

@testable import Dashboard

/// The search as a user works with it.
@Suite struct SearchViewTests {
  private func stream() -> Scene { FilterViewTests.stream() }

  private func id(_ scene: Scene) -> String? {
    scene.view.feed.cursor.map { String(decoding: scene.state.log.id(scene.state.log[$0]), as: UTF8.self) }
  }

  private func searched(_ text: String, _ keys: Key...) -> (scene: Scene, id: String?) {
    var scene = stream()
    scene.type(text)
    for key in keys { scene.press(key) }
    _ = scene.screen()
    return (scene, id(scene))
  }

  @Test func `from the newest it goes to older ones, and n goes on there`() {
    #expect(searched("/number 7").id == "79")
    #expect(searched("/number 7\n").id == "79")
    #expect(searched("/number 7\n", "n").id == "78")
    #expect(searched("/number 7\n", "n", "n", "N").id == "78")
  }

  @Test func `it goes round at the ends and says so`() {
    var (scene, id) = searched("/number 100\n", "n")
    #expect(id == "100")
    #expect(scene.screen().lines[23] == "continued from the newest")
    scene.press("N")
    #expect(scene.screen().lines[23] == "continued from the oldest")
  }

  @Test func `from a row one has gone to, it goes to newer ones`() {
    var scene = stream()
    scene.press("g")
    scene.type("/number 3\n")
    _ = scene.screen()
    #expect(id(scene) == "3")
    scene.press("n")
    _ = scene.screen()
    #expect(id(scene) == "30")
  }

  @Test func `matches are marked, and Esc in the prompt gives back the place`() {
    var scene = stream()
    let before = scene.screen().golden
    scene.type("/number 98")
    let screen = scene.screen()
    #expect((0..<screen.rows).contains { screen.roles(row: $0).contains("SSMMMMMMMMMSS") })
    scene.press(.escape)
    #expect(scene.screen().golden == before && scene.view.feed.follows)
  }

  @Test func `nothing found is said, and an empty line searches for the last once more`() {
    var (scene, _) = searched("/nowhere\n")
    #expect(scene.screen().lines[23] == "no match for nowhere")
    scene.press(.escape)
    scene.type("/number 50\n")
    scene.press(.escape, "G")
    scene.type("/\n")
    _ = scene.screen()
    #expect(id(scene) == "50")
  }

  @Test func `what is nowhere leaves one where one was`() {
    var scene = stream()
    scene.type("/number 98")
    _ = scene.screen()
    #expect(id(scene) == "98")
    scene.type("x")
    _ = scene.screen()
    #expect(id(scene) == "100" && scene.view.feed.follows)
    scene.press(.backspace)
    _ = scene.screen()
    #expect(id(scene) == "98")
  }

  @Test func `Up recalls what was searched before`() {
    var (scene, _) = searched("/number 5\n")
    scene.type("/number 6\n/")
    scene.press(.up, .up)
    #expect(scene.screen().lines[22] == "/number 5")
  }

  @Test func `the prompt owns every printable key`() {
    var scene = stream()
    let keys = Set(Keymap.bindings.flatMap(\.keys))
    scene.press("/")
    for key in keys {
      guard case .character = key else { continue }
      #expect(scene.press(key) == nil)
      #expect(scene.view.prompt != nil)
    }
    #expect(scene.view.pane == nil)
  }

  @Test func `a search goes on among what a filter leaves`() {
    var scene = stream()
    scene.type("&even\n/number 7\n")
    _ = scene.screen()
    #expect(id(scene) == "78")
    scene.press("n")
    _ = scene.screen()
    #expect(id(scene) == "76")
  }

  @Test func `e and E go to notices and events that speak of errors`() {
    var scene = stream()
    scene.press("E")
    _ = scene.screen()
    #expect(id(scene) == "98")
    scene.press("E")
    _ = scene.screen()
    #expect(id(scene) == "95")
    scene.press("e", "e")
    #expect(scene.screen().lines[23] == "no notice or error after this")
  }

  @Test func `marks are gone to and round`() {
    var scene = stream()
    scene.press("k", "m", "k", "k", "m", "G", "'")
    _ = scene.screen()
    #expect(id(scene) == "97")
    scene.press("'")
    #expect(id(scene) == "99")
    scene.press("\"", "m", "'")
    #expect(id(scene) == "99" && scene.view.marks.count == 1)
  }
}
