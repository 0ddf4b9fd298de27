import StreamModel

@testable import Dashboard

/// A recording whose end is in view while what lies before it is read.
enum EndingScene {
  /// Where a file is read that has no clock of its own.
  private struct Still: Playhead {
    var now: Moment { .start }
    var isPaced: Bool { false }
    func moment(at: Duration, since start: Duration?) -> Moment { Moment(at) }
    func reach(_ moment: Moment) async throws {}
    func end() {}
  }

  /// A recording of events a second apart; every seventh is of another type, and from the middle on every ninth of one
  /// more.
  static func event(_ number: Int, of count: Int = 3600) -> String {
    let type = number.isMultiple(of: 7) ? "beat" : number > count / 2 && number.isMultiple(of: 9) ? "late" : "tick"
    return "id: \(number)\nevent: \(type)\ndata: {\"n\":\(number),\"kind\":\"k\(number % 3)\"}\n\n"
  }

  /// - Parameter member: what a member of each event is called.
  static func end(from first: Int = 3400, to last: Int = 3600, member: String = "kind") -> FileEnd {
    let text = (first...last).map { ": sse-top at=\($0).000 connection=1\n\(event($0))" }.joined()
      .replacing("kind", with: member)
    return FileEnd(
      Array(text.utf8), isWhole: false, FileEnd.Form(format: .eventStream, isRecording: true), playhead: Still(),
      session: SourceSession())
  }

  /// So many of its events were read.
  static func read(_ count: Int, into scene: inout Scene) {
    for number in scene.state.events + 1..<scene.state.events + 1 + count {
      scene.now = Moment(.seconds(number))
      scene.receive(event(number))
      scene.view.receive(scene.state)
    }
    scene.view.replay = status(scene)
  }

  static func status(_ scene: Scene) -> ReplayStatus {
    let isWhole = scene.state.events >= 3600
    var status = ReplayStatus(
      course: isWhole ? .ended : .seeking, speed: nil, isTimed: true, position: scene.now, start: .start,
      end: Moment(.seconds(3600)), farthest: scene.now, events: scene.state.events,
      farthestEvents: scene.state.events, isWhole: isWhole)
    if scene.view.showsEnd, !isWhole { status.counted = scene.state.events * 100 / 3600 }
    return status
  }

  /// So many of its events were read when the end came into view.
  static func scene(read count: Int = 1000, showsEnd: Bool = true) -> Scene {
    var scene = Scene("day.sse")
    scene.open()
    read(count, into: &scene)
    if showsEnd {
      scene.view.show(end: [end()], scene.state)
      scene.view.replay = status(scene)
    }
    return scene
  }
}
