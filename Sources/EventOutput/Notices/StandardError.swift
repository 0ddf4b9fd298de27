import CLinux
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
    let patience: Int32 = isUnheard.load(ordering: .relaxed) ? 0 : 1000
    let error = Array((text + "\n").utf8).withUnsafeBytes {
      linux_write_all(STDERR_FILENO, $0.baseAddress, $0.count, patience, 1)
    }
    isUnheard.store(error == EAGAIN, ordering: .relaxed)
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
