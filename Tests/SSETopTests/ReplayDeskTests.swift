import Dashboard
import Findings
import Testing

@testable import EventFiles
@testable import StreamModel
@testable import sse_top

/// What is asked of a replay: what the player does about it, and what is said.
@MainActor @Suite struct ReplayDeskTests {
  @MainActor private struct Stage {
    let replay: Replay
    let track: ReplayTrack
    let desk: ReplayDesk
    var now = ReplayStage.moment(0)

    init(isTimed: Bool = true, isSeekable: Bool = true, to end: Double? = 100) {
      replay = ReplayStage.replay(isTimed: isTimed)
      track = ReplayStage.track(replay, isSeekable: isSeekable)
      desk = ReplayDesk(
        track, from: ReplayStage.moment(0), to: end.map(ReplayStage.moment), isCompressed: false)
    }

    /// As if so much had been read.
    mutating func read(to seconds: Double, events: Int) {
      replay.change { player, instant in
        _ = player.ask(for: ReplayStage.moment(seconds), at: instant)
        player.took(events: events)
      }
      now = ReplayStage.moment(seconds)
    }

    /// As if the file's end had been taken.
    func end() {
      var reading = FileReading(title: "file", playhead: Still(), options: .init(), session: .init())
      _ = reading.receive(.end(.unreadable("gone")))
      track.reached(FilePlace(reading, rest: [], offset: 0), 0) { places in
        Checkpoint(
          state: StreamState(urls: ["file://x"]).checkpoint, findings: .init(sources: 1),
          findingNotices: .init(sources: 1), answers: nil, groups: nil, places: places, moment: .start)
      }
    }

    func ask(_ request: ReplayRequest) -> String? { desk.perform(request, at: now)?.sentence }
  }

  @Test func `Space pauses and plays on, and says at the end where one is`() {
    let stage = Stage()
    #expect(stage.ask(.toggle) == nil && stage.replay.player.isPaused)
    #expect(stage.desk.status(at: stage.now).course == .paused)
    #expect(stage.ask(.toggle) == nil && !stage.replay.player.isPaused)
    #expect(stage.desk.status(at: stage.now).course == .playing)
    stage.replay.change { player, _ in player.end() }
    #expect(stage.desk.status(at: stage.now).course == .ended)
    for request: ReplayRequest in [.toggle, .step(events: 1), .skip(.seconds(1)), .end] {
      #expect(stage.ask(request)?.hasPrefix("this is the end") == true, "\(request)")
    }
  }

  @Test func `steps add up while one is on the way`() {
    var stage = Stage()
    #expect(stage.ask(.step(events: -1)) == "this is the beginning")
    stage.read(to: 3, events: 10)
    for _ in 0..<4 { #expect(stage.ask(.step(events: 1)) == nil) }
    #expect(stage.replay.player.goal == .events(14) && stage.replay.player.isPaused)
    #expect(stage.desk.status(at: stage.now).course == .seeking)
  }

  @Test func `seconds add up too, and stay within the recording`() {
    var stage = Stage()
    stage.read(to: 30, events: 10)
    #expect(stage.ask(.skip(.seconds(20))) == nil)
    #expect(stage.ask(.skip(.seconds(15))) == nil)
    #expect(stage.replay.player.goal == .moment(ReplayStage.moment(65)))
    #expect(stage.ask(.skip(.seconds(60))) == nil)
    #expect(stage.replay.player.goal == .end)
  }

  @Test func `a file that has grown is as long as what was read of it`() {
    var stage = Stage(to: 100)
    for (seconds, length) in [(99.0, 100.0), (150, 150), (20, 150)] {
      stage.read(to: seconds, events: 1)
      #expect(stage.desk.status(at: stage.now).end == ReplayStage.moment(length))
    }
    stage = Stage(to: nil)
    stage.read(to: 150, events: 1)
    #expect(stage.desk.status(at: stage.now).end == nil)
  }

  @Test func `what has no times goes by events only`() {
    let stage = Stage(isTimed: false)
    for request: ReplayRequest in [.skip(.seconds(1)), .moment(ReplayStage.moment(1)), .faster, .slower, .speed("2x")] {
      #expect(stage.ask(request)?.contains("no recorded times") == true, "\(request)")
    }
    #expect(stage.ask(.step(events: 1)) == nil)
  }

  @Test func `what came through a pipe is not gone back in`() {
    var stage = Stage(isSeekable: false)
    stage.read(to: 9, events: 10)
    #expect(stage.ask(.step(events: -1))?.contains("pipe") == true)
    #expect(stage.ask(.moment(ReplayStage.moment(1)))?.contains("pipe") == true)
    #expect(!stage.desk.stop(at: 4) && stage.replay.player.isPaused)
  }

  @Test func `a speed is set, and a wrong one tells the forms`() {
    let stage = Stage()
    #expect(stage.ask(.faster) == nil)
    #expect(stage.desk.status(at: stage.now).speed.map { $0 > 1 } == true)
    #expect(stage.ask(.speed("fast")) == PlaybackSpeed.forms)
    #expect(stage.ask(.speed("4x")) == nil && stage.desk.status(at: stage.now).speed == 4)
  }

  @Test func `a kind that is not known yet is read for, and gone to when it is seen`() {
    var stage = Stage()
    stage.read(to: 5, events: 5)
    #expect(stage.ask(.place([.drop], isForward: false)) == "no drop before this")
    #expect(stage.ask(.place([.drop], isForward: true)) == "looking for the next drop")
    #expect(stage.replay.player.goal == .end && stage.desk.goOn() == nil)
    // Another wish ends it.
    #expect(stage.ask(.step(events: 1)) == nil)
    stage.replay.change { player, _ in player.end() }
    #expect(stage.desk.goOn() == nil)
  }

  @Test func `that there is none is said when all of the file was taken, not when all was read`() {
    var stage = Stage(isSeekable: false)
    stage.read(to: 5, events: 5)
    #expect(stage.ask(.place([.stall, .drop], isForward: true)) == "looking for the next stall, drop")
    stage.replay.change { player, _ in player.end() }
    #expect(stage.desk.goOn() == nil)
    stage.end()
    #expect(stage.desk.goOn()?.sentence == "no stall, drop to the end")
    #expect(stage.desk.goOn() == nil)
  }
}

/// Stands at the beginning of a file.
private struct Still: Playhead {
  var now: Moment { .start }
  var isPaced: Bool { false }
  func moment(at: Duration, since start: Duration?) -> Moment { .start }
  func reach(_ moment: Moment) async throws {}
  func end() {}
}
