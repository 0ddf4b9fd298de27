import EventOutput
import Glibc

/// One line of standard error that is written again and again, where that is a terminal.
struct ProgressLine {
  let isShown: Bool
  private var isThere = false

  init() {
    let type = getenv("TERM").map { String(cString: $0) } ?? ""
    isShown = isatty(STDERR_FILENO) == 1 && !["", "dumb"].contains(type) && StandardError.speech == .everything
  }

  var columns: Int { TerminalWidth.columns(of: STDERR_FILENO) ?? 80 }

  /// - Parameter text: cleaned, and no longer than a line.
  mutating func show(_ text: String) {
    guard isShown else { return }
    isThere = true
    Self.write("\r" + text + "\u{1B}[K")
  }

  mutating func erase() {
    guard isThere else { return }
    isThere = false
    Self.write("\r\u{1B}[K")
  }

  /// Nobody waits for a terminal that is stopped.
  private static func write(_ text: String) {
    var state = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    guard poll(&state, 1, 0) > 0 else { return }
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
