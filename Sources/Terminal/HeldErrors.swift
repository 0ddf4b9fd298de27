import Glibc

/// Holds what is written to standard error while the screen is up, and prints it after.
///
/// In a pipe that nobody waits for: what is more than the pipe takes (64 KiB on Linux) is lost, not waited for.
final class HeldErrors {
  /// Where standard error went before; -1 if it is no terminal and so was left alone.
  let original: Int32
  /// Where it is held meanwhile, to be read without waiting; -1 likewise.
  let held: Int32

  init() {
    guard isatty(STDERR_FILENO) == 1, let pipe = Pipe() else {
      (original, held) = (-1, -1)
      return
    }
    original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    held = pipe.reading
    _ = fcntl(pipe.reading, F_SETFL, O_NONBLOCK)
    _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK)
    dup2(pipe.writing, STDERR_FILENO)
    close(pipe.writing)
  }

  /// Puts standard error back and prints what was held.
  func release() {
    guard held >= 0 else { return }
    dup2(original, STDERR_FILENO)
    close(original)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(held, &buffer, buffer.count)
      guard count > 0, Output.write(buffer[..<count], to: STDERR_FILENO) else { break }
    }
    close(held)
  }
}
