import EventOutput
import StreamModel

/// Examinations that go on at the same time, each by itself, and end when the last one does.
final class Examinations {
  /// Between two looks at what is to be done.
  private static let tick = Duration.milliseconds(100)

  let doorbell: Doorbell
  let all: [Examination]

  /// - Parameter doorbell: what all of them ring.
  init(_ all: [Examination], _ doorbell: Doorbell) { (self.all, self.doorbell) = (all, doorbell) }

  /// Runs to the end of all, or to a signal; what comes back is 0, or the exit status of that.
  ///
  /// - Parameter tell: is called once a second.
  func run(tell: @escaping () -> Void = {}) async -> Int32 {
    let (clock, doorbell) = (ContinuousClock(), doorbell)
    let ticks = Task { @concurrent in
      while (try? await clock.sleep(for: Self.tick)) != nil { doorbell.ring(.time) }
    }
    var toldAt = clock.now
    var absences = AbsenceWatch()
    let status = await doorbell.answer { [all] in
      let wakes = doorbell.drain()
      let isResumed = absences.look() != nil || wakes.contains(.resume)
      for examination in all { examination.step(isResumed: isResumed) }
      if wakes.contains(.stop) { return ExitCode.signal(doorbell.signal) }
      if clock.now - toldAt >= .seconds(1) {
        toldAt = clock.now
        tell()
      }
      return all.allSatisfy { $0.endedAt != nil } ? ExitCode.success : nil
    }
    ticks.cancel()
    for examination in all { examination.end() }
    return status
  }
}
