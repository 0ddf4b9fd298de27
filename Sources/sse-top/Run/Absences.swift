import StreamModel

extension AbsenceWatch {
  private static let origin = (continuous: ContinuousClock.now, suspending: SuspendingClock.now)

  /// Looks at the machine's clocks.
  mutating func look() -> Absence? {
    look(
      at: Clocks(
        continuous: Self.origin.continuous.duration(to: .now),
        suspending: Self.origin.suspending.duration(to: .now)))
  }
}
