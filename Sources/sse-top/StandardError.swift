import Glibc
import Synchronization

/// Standard error, for sentences.
nonisolated enum StandardError {
  /// Says something on standard error.
  ///
  /// A reader of it that does not read is waited for once, for a second: it must not hold up a stream, nor an end.
  static func say(_ text: String) {
    var rest = Array((text + "\n").utf8)[...]
    while !rest.isEmpty {
      var state = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
      let isReady = poll(&state, 1, isUnheard.load(ordering: .relaxed) ? 0 : 1000) != 0
      isUnheard.store(!isReady, ordering: .relaxed)
      guard isReady else { return }
      // No more than a pipe that is ready takes without blocking.
      let count = rest.prefix(Int(PIPE_BUF)).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR, errno != EAGAIN { return }
    }
  }

  /// Whether nobody has read what was said last.
  private static let isUnheard = Atomic(false)
}
