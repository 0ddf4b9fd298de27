import CLinux
import Glibc

/// The standard streams of the process.
enum StandardStreams {
  /// Opens `/dev/null` in place of those that are closed.
  ///
  /// Otherwise the next socket gets the number of standard error, and a client gets the log.
  static func fill() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is taken, which is this one.
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Writes to standard output; that no program reads it is no matter.
  static func write(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { linux_write_all(STDOUT_FILENO, $0.baseAddress, $0.count, -1, 0) }
  }
}
