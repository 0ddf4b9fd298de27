import Synchronization

/// How long a reader is waited for once something wants the end of the run: a second for all that there is, and another
/// one for the rest of the line that has begun.
final class LastWait: Sendable {
  enum Patience {
    case forAll
    case forLine
    case none
  }

  private static let length = Duration.seconds(1)

  private let beginning = Mutex<ContinuousClock.Instant?>(nil)

  /// What there is still time for; it begins to run with the first call.
  func patience(at now: ContinuousClock.Instant) -> Patience {
    let beginning = beginning.withLock { beginning in
      let known = beginning ?? now
      beginning = known
      return known
    }
    let waited = beginning.duration(to: now)
    return waited < Self.length ? .forAll : waited < Self.length * 2 ? .forLine : .none
  }
}
