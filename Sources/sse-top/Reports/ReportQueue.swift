import StreamModel
import Synchronization

/// What the sources have reported and the main actor has not taken yet, in order.
///
/// The sources go on reading meanwhile: however many pieces a stream comes in, the main actor is woken once for all
/// that has gathered. Beyond a limit they wait, so that a reader who does not read slows the sockets down.
nonisolated final class ReportQueue: Sendable {
  typealias Delivery = (reports: [Report], source: Int)

  /// Bytes of the wire from which on it is to be taken at once, whatever the screen's pace.
  private static let backlog = 1 << 18
  /// Bytes of the wire from which on who delivers has to wait.
  private static let limit = 1 << 20
  /// Records from which on who delivers has to wait: many small ones take more than the bytes that made them.
  private static let recordLimit = 1 << 17

  private struct State {
    var deliveries: [Delivery] = []
    var bytes = 0
    var records = 0
    var waiters: [CheckedContinuation<Void, Never>] = []

    var isFull: Bool { bytes >= limit || records >= recordLimit }
  }

  private let state = Mutex(State())
  private let doorbell: Doorbell

  init(_ doorbell: Doorbell) { self.doorbell = doorbell }

  /// Leaves what a source reports.
  func add(_ reports: [Report], source: Int) {
    let (bytes, isFull) = state.withLock { state in
      state.deliveries.append((reports, source))
      for case .batch(let batch) in reports {
        state.bytes += batch.bytes.count
        state.records += batch.records.count
      }
      return (state.bytes, state.isFull)
    }
    doorbell.ring(bytes < Self.backlog && !isFull ? .reports : [.reports, .backlog])
  }

  /// Returns at once unless there is too much, then when it is taken.
  func waitForRoom() async {
    guard state.withLock(\.isFull) else { return }
    await withCheckedContinuation { continuation in
      let isFull = state.withLock { state in
        guard state.isFull else { return false }
        state.waiters.append(continuation)
        return true
      }
      if !isFull { continuation.resume() }
    }
  }

  /// Takes out everything.
  func drain() -> [Delivery] {
    let taken = state.withLock { state in
      defer { state = State() }
      return state
    }
    for waiter in taken.waiters { waiter.resume() }
    return taken.deliveries
  }
}
