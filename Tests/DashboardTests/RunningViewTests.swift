import StreamModel
import Testing

@testable import Dashboard

/// In which views something runs that is smooth only if each frame shows it.
@Suite struct RunningViewTests {
  private func scene(sources: Int = 1) -> Scene {
    var scene = Scene(urls: (0..<sources).map { "http://localhost/\($0)" })
    for source in 0..<sources { scene.open(source) }
    for _ in 0..<50 { scene.receive("data: x\n\n") }
    _ = scene.screen()
    return scene
  }

  @Test func `a feed that follows runs, and one that stands still does not`() {
    var scene = scene()
    #expect(scene.view.isRunning(scene.state))
    scene.press("k")
    #expect(!scene.view.isRunning(scene.state))
    scene.press("G")
    #expect(scene.view.isRunning(scene.state))
    scene.press("p")
    #expect(!scene.view.isRunning(scene.state))
    scene.press("p")
    #expect(scene.view.isRunning(scene.state))
  }

  @Test(arguments: ["T", "L", "D", "i"] as [Key])
  func `numbers and what stands still do not run`(key: Key) {
    var scene = scene()
    scene.press(key)
    #expect(scene.view.pane != nil && !scene.view.isRunning(scene.state))
  }

  @Test func `an event that is opened beside the feed does not hold that up`() {
    var scene = scene()
    scene.press(.enter)
    #expect(!scene.view.isRunning(scene.state))
    scene.press(.escape, "G")
    _ = scene.screen(columns: 200, rows: 50)
    #expect(scene.view.isRunning(scene.state))
  }

  @Test func `a feed of very many sources is a table, unless few of them are shown`() {
    var scene = scene(sources: 40)
    #expect(!scene.view.isRunning(scene.state))
    scene.press("S", "*")
    scene.press(.escape)
    #expect(scene.view.isRunning(scene.state))
  }
}
