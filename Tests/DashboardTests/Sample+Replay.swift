import StreamModel

@testable import Dashboard

extension Sample {
  /// A recording of an hour that is played, with what its bar marks.
  static func replay(_ course: ReplayStatus.Course) -> Scene {
    var scene = full()
    let start = scene.now + .seconds(-1500)
    var status = ReplayStatus(
      course: course, speed: course == .seeking ? nil : 20, isTimed: true, position: scene.now, start: start,
      end: start + .seconds(3600), farthest: scene.now + .seconds(600), events: scene.state.events,
      farthestEvents: 1234,
      isWhole: course == .ended)
    if course == .ended { (status.position, status.farthest) = (start + .seconds(3600), start + .seconds(3600)) }
    for (kind, minute) in [(ReplayMarks.Kind.drop, 10), (.loss, 11), (.drop, 30), (.finding, 33), (.stall, 5)] {
      status.marks.add(kind, at: .init(moment: start + .seconds(minute * 60), events: minute))
    }
    scene.view.replay = status
    return scene
  }

  var replayScene: Scene {
    switch self {
    case .replayPaused: return Self.replay(.paused)
    case .replaySeeking: return Self.replay(.seeking)
    case .replayEnded: return Self.replay(.ended)
    case .replayEndShown: return EndingScene.scene()
    case .replayHelp:
      var scene = Self.replay(.playing)
      scene.press("?", .pageDown)
      return scene
    case .replaySources:
      var scene = Self.severalSources.scene
      scene.view.replay = Self.replay(.playing).view.replay
      return scene
    case .replayUntimed:
      var scene = Self.replay(.playing)
      scene.view.replay?.isTimed = false
      return scene
    case .onlyErrors:
      var scene = Self.full()
      for number in 0..<40 {
        scene.receive("data: {\"n\":\(number),\"level\":\"\(number % 9 == 0 ? "fatal" : "info")\"}\n\n")
      }
      scene.press("!", "j")
      return scene
    default: return Self.replay(.playing)
    }
  }
}
