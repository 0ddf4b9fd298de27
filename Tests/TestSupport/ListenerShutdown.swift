import Glibc
import Synchronization

/// Shuts a listener down, once however often it is asked to.
///
/// The thread that accepts closes the listener then, so its number may be another's when a test stops its server again,
/// as at its end: that one would be shut down, and its clients refused.
public final class ListenerShutdown: Sendable {
  private let listener: Int32
  private let isDone = Atomic(false)

  public init(of listener: Int32) { self.listener = listener }

  public func callAsFunction() {
    guard !isDone.exchange(true, ordering: .acquiringAndReleasing) else { return }
    _ = shutdown(listener, Int32(SHUT_RDWR))
  }
}
