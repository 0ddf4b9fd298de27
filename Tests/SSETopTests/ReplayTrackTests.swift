import Dashboard
import Findings
import StreamModel
import Testing

@testable import EventFiles
@testable import sse_top

/// A replay that no file is read for.
@MainActor enum ReplayStage {
  static func replay(_ speed: PlaybackSpeed = .factor(1), files: Int = 1, isTimed: Bool = true) -> Replay {
    Replay(speed, clock: ContinuousClock(), files: files, isTimed: isTimed, MergeOrder(files: files))
  }

  static func track(_ replay: Replay, files: Int = 1, isSeekable: Bool = true) -> ReplayTrack {
    ReplayTrack(replay, files: files, isSeekable: isSeekable)
  }

  static func moment(_ seconds: Double) -> Moment { Moment(.seconds(seconds)) }
}

/// What is worth a look of a recording, and how one gets to a place.
@MainActor @Suite struct ReplayTrackTests {
  /// Tells a track of an event of a source.
  private func event(
    _ track: ReplayTrack, at seconds: Double, events: Int, source: Int = 0, stall: Double = 2, missing: Int? = nil
  ) {
    let (before, after) = (figures(events: events, drops: 0), figures(events: events + 1, drops: 0))
    track.look(
      at: Reports.batch("data: x\n\n", at: .seconds(seconds)), of: source, before: before, after: after,
      stall: { .seconds(stall) }, missing: { missing }, events: events)
  }

  private func figures(events: Int, drops: Int) -> ReplayTrack.Figures {
    var figures = ReplayTrack.Figures(StreamState(urls: ["file://x"]).sources[0])
    (figures.events, figures.drops) = (events, drops)
    return figures
  }

  private func state(_ track: ReplayTrack, _ state: ConnectionMachine.State, at seconds: Double, drops: Int = 0) {
    track.look(
      at: .state(state, at: ReplayStage.moment(seconds)), of: 0, before: figures(events: 0, drops: 0),
      after: figures(events: 0, drops: drops), stall: { .zero }, missing: { nil }, events: 7)
  }

  private func marks(_ track: ReplayTrack, _ kind: ReplayMarks.Kind) -> [Double] {
    track.marks.places(of: kind).map { $0.moment.sinceStart / .seconds(1) }
  }

  @Test func `a pause longer than a stall is one, and is seen at the event behind it`() {
    let track = ReplayStage.track(ReplayStage.replay())
    for (number, seconds) in [0, 0.5, 1.5, 4, 4.1, 9].enumerated() { event(track, at: seconds, events: number) }
    #expect(marks(track, .stall) == [4, 9])
    #expect(track.marks.places(of: .stall).map(\.events) == [4, 6])
  }

  @Test func `what is shorter than a second is no stall, and the pause between two connections is none`() {
    let track = ReplayStage.track(ReplayStage.replay())
    event(track, at: 0, events: 0, stall: 0.1)
    event(track, at: 0.9, events: 1, stall: 0.1)
    state(track, .waiting(until: ReplayStage.moment(4), after: .ended), at: 1, drops: 1)
    event(track, at: 60, events: 2, stall: 0.1)
    #expect(marks(track, .stall) == [] && marks(track, .drop) == [1])
    #expect(track.marks.places(of: .drop).map(\.events) == [7])
  }

  @Test func `an id that is missing is a loss where it is noticed, one that was missing before is not`() {
    let track = ReplayStage.track(ReplayStage.replay())
    for (number, missing) in [nil, 2, 2, 3, 3, 9].enumerated() {
      event(track, at: Double(number), events: number, missing: missing)
    }
    #expect(marks(track, .loss) == [3, 5])
  }

  @Test func `each source has its own pauses`() {
    let track = ReplayStage.track(ReplayStage.replay(files: 2), files: 2)
    for second in 0..<10 { event(track, at: Double(second), events: second * 2, source: 0) }
    event(track, at: 0, events: 1, source: 1)
    event(track, at: 5, events: 12, source: 1)
    #expect(marks(track, .stall) == [5])
  }

  @Test func `findings are marks, notes are not`() {
    let track = ReplayStage.track(ReplayStage.replay())
    for (second, severity) in [Severity.note, .warning, .error].enumerated() {
      let verdict = Verdict(.heldBySize, severity: severity, evidence: [])
      track.found(
        Finding(verdict, at: ReplayStage.moment(Double(second))), at: ReplayStage.moment(Double(second)), events: 1)
    }
    #expect(marks(track, .finding) == [1, 2])
  }

  @Test(arguments: [false, true])
  func `ahead is reached by reading on; back only where something was kept`(isSeekable: Bool) {
    let replay = ReplayStage.replay()
    let track = ReplayStage.track(replay, isSeekable: isSeekable)
    replay.change { player, instant in
      _ = player.ask(for: ReplayStage.moment(10), at: instant)
      player.took(events: 5)
    }
    for (goal, isAhead) in [
      (Player.Goal.events(9), true), (.events(5), true), (.moment(ReplayStage.moment(30)), true), (.end, true),
      (.events(4), false), (.moment(ReplayStage.moment(3)), false),
    ] {
      switch track.seek(goal) {
      case .onward: #expect(isAhead && replay.player.goal == goal, "\(goal)")
      case .again, .impossible: #expect(!isAhead, "\(goal)")
      }
    }
    #expect(!track.isRepeating && !track.isStale(0))
  }

  @Test func `how far a place is behind what was kept goes by its share of what lies between`() {
    let last = ReplayTrack.Spot(moment: ReplayStage.moment(100), events: 1000, offset: 5000)
    let next = ReplayTrack.Spot(moment: ReplayStage.moment(300), events: 1400, offset: 13_000)
    for share in [0, 0.25, 0.5, 1] {
      for goal in [Player.Goal.moment(ReplayStage.moment(100 + 200 * share)), .events(1000 + Int(400 * share))] {
        #expect(goal.bytes(after: last, before: next) == Int(8000 * share))
        #expect(goal.bytes(after: next, before: last) == 0 && goal.bytes(after: last, before: last) == 0)
      }
    }
    for goal in [Player.Goal.end, .events(999), .events(1401), .moment(ReplayStage.moment(99))] {
      #expect(goal.bytes(after: last, before: next) == 0)
    }
  }
}
