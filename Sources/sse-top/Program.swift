import Dashboard
import StreamModel

/// What a run consists of, beside where it is shown.
struct Program {
  let model: StreamModel
  /// What wakes the loop.
  let doorbell: Doorbell
  /// What the sources have reported, for the intake.
  let inbox: Inbox
  let intake: Intake
  /// What was asked of the output where there is no dashboard.
  let output: OutputPlan
  let sources: [RunningSource]
  let recorder: Recorder
  let clock: ContinuousClock
  /// What time it is.
  let timeline: Timeline
  /// How long the program may run; `nil` for no end.
  let maxTime: Duration?
  let receipt: Receipt

  /// Starts the sources, and the time that they have.
  func begin(output: LineOutput? = nil) {
    intake.begin(doorbell, output: output)
    for source in sources { source.start() }
    guard let maxTime else { return }
    let (clock, doorbell) = (clock, doorbell)
    // Not on the main actor, which may be writing to a reader that does not read.
    Task { @concurrent in
      try? await clock.sleep(for: maxTime)
      doorbell.endTime()
    }
  }

  var now: Moment { timeline.now }

  /// Turns moments into local times of day.
  var wallClock: WallClock {
    let now = now
    return LocalTime.clock(at: now, time: timeline.time(of: now))
  }
}
