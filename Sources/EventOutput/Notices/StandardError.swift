import Glibc
import Synchronization

/// Standard error, for sentences: as much of them as the user wants to hear.
package enum StandardError {
  /// Says what is wrong.
  package static func say(_ text: String) { if speech != .nothing { write(text) } }

  /// Says something that is no error.
  package static func note(_ text: String) { if speech == .everything { write(text) } }

  /// What the user wants to hear.
  package static var speech: Speech {
    get { Speech(rawValue: wanted.load(ordering: .relaxed)) ?? .everything }
    set { wanted.store(newValue.rawValue, ordering: .relaxed) }
  }

  private static let wanted = Atomic(Speech.everything.rawValue)

  /// A reader who does not read is waited for once, for a second: he must not hold up a stream, nor an end.
  private static func write(_ text: String) {
    var rest = Array((text + "\n").utf8)[...]
    while !rest.isEmpty {
      var state = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
      let isReady = poll(&state, 1, isUnheard.load(ordering: .relaxed) ? 0 : 1000) != 0
      isUnheard.store(!isReady, ordering: .relaxed)
      guard isReady else { return }
      // No more than a pipe that is ready takes without blocking.
      let count = rest.prefix(Int(PIPE_BUF)).withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR, errno != EAGAIN { return }
    }
  }

  /// Whether nobody has read what was said last.
  private static let isUnheard = Atomic(false)
}

/// What is said on standard error.
package enum Speech: UInt8, Sendable {
  /// `-s`
  case nothing
  /// `-s -S`
  case errors
  case everything
}
