import Dashboard
import Findings
import TestSupport
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

    init(isTimed: Bool = true, isSeekable: Bool = true, to end: Double? = 100, ends: FileEnds? = nil) {
      replay = ReplayStage.replay(isTimed: isTimed)
      track = ReplayStage.track(replay, isSeekable: isSeekable)
      desk = ReplayDesk(
        track, from: ReplayStage.moment(0), to: end.map(ReplayStage.moment), isCompressed: false,
        ends: ends)
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

    func ask(_ request: ReplayRequest, end: Double? = nil) -> String? {
      desk.perform(request, at: now, end: end.map(ReplayStage.moment))?.sentence
    }
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

  @Test func `while the end is in view that was not counted to, one goes by time from there`() {
    var stage = Stage()
    stage.read(to: 30, events: 10)
    for request: ReplayRequest in [.toggle, .step(events: 1), .step(events: -1), .place([.drop], isForward: false)] {
      #expect(stage.ask(request, end: 100)?.contains("still being counted") == true, "\(request)")
    }
    for request: ReplayRequest in [.end, .skip(.seconds(1)), .place([.stall], isForward: true)] {
      #expect(stage.ask(request, end: 100) == "this is the end", "\(request)")
    }
    #expect(stage.replay.player.goal == nil && !stage.replay.player.isPaused)
    #expect(stage.ask(.skip(.seconds(-1)), end: 100) == nil)
    #expect(stage.replay.player.goal == .moment(ReplayStage.moment(99)))
    #expect(stage.ask(.event(4000), end: 100) == nil && stage.replay.player.goal == .events(4000))
  }

  @Test func `an end that is far is read from behind, one that is near or was counted to is not`() throws {
    let folder = try TemporaryFolder()
    let event = ": sse-top at=1.000 connection=1\ndata: \(String(repeating: "x", count: 1 << 20))\n\n"
    let beginning = ": sse-top at=0.000 start=2026-11-21T05:00:00.000Z\n"
    for (events, isFar) in [(7, false), (9, true)] {
      let name = "\(events).sse"
      try folder.write(Array((beginning + String(repeating: event, count: events)).utf8), name)
      let opened = try OpenedInputs([.file(folder.path(name))], ReadingOptions(), format: nil)
      let clock = ContinuousClock()
      let timeline = opened.timeline(clock, start: clock.now, isControlled: true)
      let stage = Stage(ends: FileEnds(opened, timeline, session: SourceSession()))
      #expect((stage.desk.readEnds() != nil) == isFar)
      #expect(stage.desk.status(at: stage.now, showsEnd: true).counted == 0)
      #expect(stage.desk.status(at: stage.now).counted == nil)
      #expect(stage.desk.countedShare?.contains("the first 0% were counted") == true)
      // What is looked for needs all that lies before it.
      #expect(stage.ask(.place([.drop], isForward: true)) == "looking for the next drop")
      #expect(stage.desk.readEnds() == nil && stage.desk.goesToEnd && !stage.desk.isCounted)
      #expect(stage.ask(.step(events: 1)) == nil && !stage.desk.goesToEnd)
      stage.end()
      stage.replay.change { player, _ in player.end() }
      #expect(stage.desk.readEnds() == nil && stage.desk.goesToEnd && stage.desk.isCounted)
      #expect(stage.desk.status(at: stage.now, showsEnd: true).counted == nil && stage.desk.countedShare == nil)
    }
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
