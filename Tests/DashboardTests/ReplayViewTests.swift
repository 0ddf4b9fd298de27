import StreamModel
import Testing

@testable import Dashboard

/// What keys, help, header and footer do where a recording is played.
struct ReplayViewTests {
  /// A stream of 100 events a second apart, after a stall of 30 s at the 51st, that is played.
  static func scene(isTimed: Bool = true, course: ReplayStatus.Course = .paused) -> Scene {
    var scene = Scene("day.sse")
    scene.open()
    for number in 1...100 {
      scene.pass(number == 51 ? 30_000 : 1000)
      scene.receive("id: \(number)\ndata: number \(number)\n\n")
    }
    scene.view.replay = status(scene, isTimed: isTimed, course: course)
    return scene
  }

  private static func status(_ scene: Scene, isTimed: Bool, course: ReplayStatus.Course) -> ReplayStatus {
    ReplayStatus(
      course: course, speed: 10, isTimed: isTimed, position: scene.now, start: .start, end: scene.now + .seconds(71),
      farthest: scene.now + .seconds(20), events: 100, farthestEvents: 120, isWhole: false)
  }

  @Test func `keys of the replay are asked of the player, and the newest is in view`() {
    var scene = Self.scene()
    let keys: [(Key, ReplayRequest)] = [
      (".", .step(events: 1)), (",", .step(events: -1)), ("J", .skip(.seconds(1))), ("K", .skip(.seconds(-1))),
      ("}", .skip(.seconds(60))), ("{", .skip(.seconds(-60))), (")", .place([.stall], isForward: true)),
      ("(", .place([.stall], isForward: false)), ("u", .place([.drop, .loss, .finding], isForward: true)),
      ("U", .place([.drop, .loss, .finding], isForward: false)),
    ]
    for (key, request) in keys {
      scene.press("F")
      #expect(scene.press(key) == .replay(request) && scene.view.feed.follows)
    }
    scene.press("k")
    #expect(scene.press(".") == .replay(.step(events: 1)) && scene.view.feed.follows)
    // What one stands in comes first, then the recording's end.
    scene.press("k")
    #expect(scene.press("G") == nil && scene.view.feed.follows && scene.press("G") == .replay(.end))
    #expect(scene.press(" ") == .replay(.toggle) && scene.view.frozen == nil)
    #expect(scene.press(">") == .replay(.faster) && scene.press("<") == .replay(.slower))
  }

  @Test func `at and speed take what is typed`() {
    var scene = Self.scene()
    #expect(scene.type(":at -2m\n") == .replay(.skip(.seconds(-120))))
    #expect(scene.type(":at +1m30s\n") == .replay(.skip(.seconds(90))))
    #expect(scene.type(":at #77\n") == .replay(.event(77)))
    #expect(scene.type(":at start\n") == .replay(.event(0)) && scene.type(":at end\n") == .replay(.end))
    // The scene begins at 12:34:56.
    #expect(scene.type(":at 12:35:00\n") == .replay(.moment(Moment(.seconds(4)))))
    #expect(scene.type(":at 12:34\n") == .replay(.moment(.start)))
    #expect(
      scene.type(":at 11:00\n") == nil && scene.view.message?.text == "the recording goes from 12:34:56 to 12:38:16")
    #expect(scene.type(":at soon\n") == nil && scene.view.prompt?.trouble?.message == SoughtPlace.forms)
    scene.press(.escape)
    #expect(scene.type(":speed 4\n") == .replay(.speed("4")) && scene.view.prompt == nil)
    #expect(scene.type(":next drop\n") == .replay(.place([.drop], isForward: true)))
    #expect(scene.type(":previous finding\n") == .replay(.place([.finding], isForward: false)))
    var untimed = Self.scene(isTimed: false)
    #expect(untimed.type(":at #77\n") == .replay(.event(77)))
    #expect(untimed.type(":at -2m\n") == nil && untimed.view.message?.role == .bad)
  }

  @Test func `help and footer name the keys of a replay where there is one`() {
    var scene = Self.scene()
    #expect(
      scene.screen().lines.last == "? help  Space play on  , . event  K J second  { } minute  < > speed  Enter open")
    let help = HelpPane(opener: .feed, hasReplay: true).lines
    for binding in Keymap.groups.filter(\.isOfReplays).flatMap(\.bindings) {
      #expect(help.contains { if case .entry(_, binding.purpose) = $0 { true } else { false } }, "\(binding.name)")
    }
    #expect(help.contains(.entry(keys: "Space p Z F5", purpose: "pause the recording, or play on")))
    let live = HelpPane(opener: .feed).lines
    #expect(!live.contains(.title("Replay of a recording")))
    #expect(live.contains(.entry(keys: "Space p Z F5", purpose: "freeze the view; reading and counting go on")))
    var untimed = Self.scene(isTimed: false, course: .playing)
    #expect(untimed.screen().lines.last?.contains("Space pause  , . event  Enter open") == true)
    #expect(scene.view.feed.footer(isFrozen: false, replay: scene.view.replay).allSatisfy { $0.keys(in: .feed) != nil })
  }

  @Test func `at the end the foot offers no pause, and of what is empty no way through it`() {
    for (events, isWhole, steps) in [(0, true, false), (1, true, true), (0, false, true)] {
      for course in [ReplayStatus.Course.playing, .paused, .ended] {
        var scene = Scene("empty.sse")
        scene.open(with: ResponseHead(status: 0, version: "file"))
        scene.close(.ended)
        var status = Self.status(scene, isTimed: true, course: course)
        (status.events, status.farthestEvents, status.isWhole) = (events, events, isWhole)
        scene.view.replay = status
        let screen = scene.screen()
        let foot = screen.lines.last ?? ""
        #expect(foot.contains("Space ") == (course != .ended), "\(foot)")
        #expect(foot.contains(", . event") == steps, "\(foot)")
        // A file is read once.
        #expect(!screen.contains("tries") && screen.contains("q quits"))
      }
    }
  }

  @Test func `several recordings, and low screens, tell where the replay stands`() {
    var scene = Self.scene()
    #expect(scene.screen(columns: 120, rows: 10).lines[0].contains("recording, paused  00:02:09 of 00:03:20"))
    var several = Scene("a.sse", "b.sse")
    several.open(0)
    several.open(1)
    several.receive("data: 1\n\n", 1)
    several.view.replay = Self.status(several, isTimed: true, course: .playing)
    #expect(several.screen(columns: 120).lines[0].contains("2 sources   ▸ recording, 10x  00:00:00 of"))
  }

  // MARK: - Among what is kept

  /// The same stream as it comes.
  private static var live: Scene {
    var scene = scene()
    scene.view.replay = nil
    return scene
  }

  private static func cursor(_ scene: inout Scene) -> String? {
    scene.screen().lines.first { $0.hasPrefix("▸") && $0.contains("number") }?.split(separator: " ").last.map(
      String.init)
  }

  @Test func `live, stalls are gone to among the rows that are shown`() {
    var scene = Self.live
    scene.press("(")
    #expect(Self.cursor(&scene) == "51" && scene.view.message?.text == "after 30 s without an event")
    scene.press("(")
    #expect(Self.cursor(&scene) == "51" && scene.view.message?.text == "no stall before this")
    scene.press("g", ")")
    #expect(Self.cursor(&scene) == "51")
    scene.press(")")
    #expect(scene.view.message?.text == "no stall after this")
    scene.press("F", ")")
    #expect(Self.cursor(&scene) == "51")
    scene.press("F")
    scene.type("&5\n")
    scene.press("(")
    #expect(Self.cursor(&scene) == "51")
    scene.type("&7\n")
    scene.press("F", "(")
    #expect(scene.view.message?.text == "no stall before this")
  }

  @Test func `a pause over a reconnect is no stall`() {
    var scene = Scene()
    scene.open()
    for number in 1...20 {
      scene.pass(100)
      scene.receive("data: \(number)\n\n")
    }
    scene.wait(.ended, milliseconds: 20_000)
    scene.pass(20_000)
    scene.open()
    scene.receive("data: back\n\n")
    scene.press("(")
    #expect(scene.view.message?.text == "no stall before this")
  }

  @Test func `live, at goes to the first kept event then or later`() {
    var scene = Self.live
    // The first came after 1.012 s, and so on.
    scene.type(":at 12:35:06\n")
    #expect(Self.cursor(&scene) == "10")
    scene.type(":at +5s\n")
    #expect(Self.cursor(&scene) == "15")
    scene.type(":at -5s\n")
    #expect(Self.cursor(&scene) == "10")
    scene.type(":at #42\n")
    #expect(Self.cursor(&scene) == "42")
    scene.press("F")
    scene.type(":at -10s\n")
    #expect(Self.cursor(&scene) == "90")
    scene.type(":at #101\n")
    #expect(scene.view.message?.text == "#101 has not come, or is not shown")
    scene.type(":at 13:00\n")
    #expect(scene.view.message?.role == .bad && Self.cursor(&scene) == "90")
    scene.type(":speed 4\n")
    #expect(scene.view.prompt?.trouble != nil)
  }

  @Test func `live, drops and losses are gone to by their notices`() {
    var scene = Self.live
    scene.wait(.ended, milliseconds: 1000)
    scene.pass(1000)
    scene.open()
    scene.receive("id: 105\ndata: after\n\n")
    scene.type(":previous drop\n")
    #expect(scene.screen().lines.contains { $0.hasPrefix("▸") && $0.contains("── ") && $0.contains("next try in") })
    scene.type(":next finding\n")
    #expect(scene.view.message?.text == "no finding after this")
  }
}
