import Synchronization

/// A clock whose sleepers wake at once: time jumps to what they wait for.
package final class JumpingClock: Clock, Sendable {
  package struct Instant: InstantProtocol {
    package var time: Duration
    package func advanced(by duration: Duration) -> Instant { Instant(time: time + duration) }
    package func duration(to other: Instant) -> Duration { other.time - time }
    package static func < (left: Instant, right: Instant) -> Bool { left.time < right.time }
  }

  package static let start = Instant(time: .zero)
  private let instant = Mutex(JumpingClock.start)

  package init() {}

  package var now: Instant { instant.withLock(\.self) }
  package var minimumResolution: Duration { .nanoseconds(1) }

  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    instant.withLock { $0 = max($0, deadline) }
  }

  package func pass(_ duration: Duration) { instant.withLock { $0 = $0.advanced(by: duration) } }
}
