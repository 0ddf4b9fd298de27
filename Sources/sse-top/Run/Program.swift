import EventFiles
import EventOutput
import StreamModel

/// What a run consists of, beside where it is shown.
struct Program {
  let model: LiveState
  /// What wakes the loop.
  let doorbell: Doorbell
  /// What the sources have reported, for the report processor.
  let reportQueue: ReportQueue
  let processor: ReportProcessor
  /// Where the sources leave their reports.
  let delivery: ReportDelivery
  /// What was asked of the output where there is no dashboard.
  let output: OutputPlan
  /// Where that goes.
  let sink: OutputSink
  let sources: [RunningSource]
  let recorder: Recorder
  /// Whether `--rotate` asks for more than one file of a recording.
  let rotates: Bool
  /// What is read and written, beside recordings.
  let files: FilesInUse
  let clock: ContinuousClock
  /// What time it is.
  let timeline: Timeline
  /// How long the program may run; `nil` for no end.
  let maxTime: Duration?
  /// Whether connections are given up when their heartbeats do not come any more.
  let learnsIdleTimeout: Bool
  let receipt: Receipt
  /// The replay of recordings, where somebody may have it wait or go elsewhere.
  let replay: ReplayDesk?
  /// What `:diagnose` asks.
  let diagnosis: DashboardDiagnosis
  private let spareMemory = SpareMemory()

  /// Starts the sources, and the time that they have.
  func begin(output: LineOutput? = nil) {
    processor.begin(doorbell, timeline, output: output) { [sources] index in
      // A file is read once.
      sources.first { $0.index == index }?.reconnect()
    }
    for source in sources { source.start() }
    guard let maxTime else { return }
    let (clock, doorbell) = (clock, doorbell)
    // Not on the main actor, which may be writing to a reader that does not read.
    Task { @concurrent in
      try? await clock.sleep(for: maxTime)
      doorbell.endTime()
    }
  }

  /// What is done once a second, whatever comes.
  func passSecond() {
    processor.judgeInTime()
    giveUpSilentSources()
    let sources = model.state.sources
    if spareMemory.isDue(sources.indices.reduce(0) { $0 + sources[$1].bytes }) { SpareMemory.giveBack() }
  }

  /// Gives up the connections whose heartbeats do not come any more, if that was asked for.
  private func giveUpSilentSources() {
    guard learnsIdleTimeout else { return }
    let now = now
    for source in sources {
      let state = model.state.sources[source.index]
      guard let limit = state.silences.beats.goneAfter, let silence = state.silence(at: now)?.duration, silence >= limit
      else { continue }
      let seconds = ((limit / .milliseconds(100)).rounded() / 10).description
      source.giveUp(opening: state.openings, because: .timedOut("no byte for \(seconds) s, 3 heartbeats and 1 s"))
    }
  }

  /// Ends the sources. What they have reported by then is all that there is, and is taken.
  func endSources() {
    for source in sources { source.stop() }
    delivery.close()
    processor.receive(reportQueue.drain())
  }

  var now: Moment { timeline.now }

  /// Turns moments into local times of day.
  var wallClock: WallClock {
    let now = now
    return LocalTime.clock(at: now, time: timeline.time(of: now))
  }
}
