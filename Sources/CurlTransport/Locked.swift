internal import Glibc

/// A value that several threads use, one at a time.
///
/// Not `Mutex` of Synchronization: that one waits on a futex of its own, which the thread sanitizer knows nothing of;
/// a POSIX mutex lets it see how the value passes from thread to thread.
///
/// Unchecked, because the compiler sees a variable in a class. The proof: `value` is private and touched in `withLock`
/// alone, between locking and unlocking, so by one thread at a time, and each sees what the one before it wrote. It is
/// `Sendable` itself, so what was put into it or is taken out of it may be used on any thread. The mutex lies in memory
/// of its own, so its address is stable from `init` to `deinit`, when nobody can hold it: who is in `withLock` holds a
/// reference to the object.
package final class Locked<Value: Sendable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  package init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    // With default attributes it cannot fail on Linux, nor can what is done with it below.
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deinitialize(count: 1)
    mutex.deallocate()
  }

  /// Lends the value to `body`, which must not come back for it.
  package func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
