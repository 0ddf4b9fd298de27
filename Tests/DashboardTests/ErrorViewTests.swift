import EventFilter
import StreamModel
import Testing

@testable import Dashboard

/// `!`: only notices and what says that it is an error.
struct ErrorViewTests {
  private static func stream() -> Scene {
    var scene = Scene()
    scene.open()
    for number in 1...200 {
      scene.receive("event: a\ndata: {\"n\":\(number),\"level\":\"\(number % 20 == 0 ? "ERROR" : "info")\"}\n\n")
    }
    scene.receive("event: response.error\ndata: broken\n\n: beat\n\ndata: {\"error\":null,\"n\":1}\n\n")
    return scene
  }

  @Test func `they are shown with their number, and again everything`() {
    var scene = stream()
    let before = scene.screen()
    scene.press("!")
    var screen = scene.screen()
    #expect(!screen.contains("info") && screen.contains("broken") && screen.contains("── open"))
    scene.view.message = nil
    screen = scene.screen()
    // Ten of the level, one of the type, and the notice.
    #expect(screen.lines[23].hasPrefix("! errors 12 of 203  "))
    #expect(scene.view.shownEvents(scene.state).map { $0 }.count == 11)
    scene.press("!")
    scene.view.message = nil
    #expect(scene.screen() == before)
  }

  @Test func `what comes is sorted too, frozen or not, beside a filter and a type`() {
    var scene = stream()
    scene.press("!")
    scene.receive("data: {\"error\":{\"code\":7}}\n\ndata: {\"n\":2}\n\n")
    #expect(scene.screen().contains("code") && !scene.screen().contains("\"n\":2}"))
    scene.press(" ")
    scene.receive("event: error\ndata: late\n\n")
    #expect(!scene.screen().contains("late"))
    scene.press(" ")
    #expect(scene.screen().contains("late"))
    scene.type("&.n=40\n")
    #expect(scene.view.feed.index?.count == 1 && scene.screen().lines[23].hasPrefix("! errors &.n=40 1 of"))
    scene.press(.escape, "1")
    #expect(!scene.screen().contains("broken") && scene.screen().contains("ERROR"))
  }

  @Test func `where there is none it is said`() {
    var scene = Scene()
    scene.open()
    scene.receive("data: 1\n\n")
    scene.press("C", "!")
    scene.receive("data: 2\n\n")
    #expect(scene.screen().contains("no kept event says that it is an error"))
    #expect(scene.screen().contains("! shows everything"))
  }

  private func stream() -> Scene { Self.stream() }
}
