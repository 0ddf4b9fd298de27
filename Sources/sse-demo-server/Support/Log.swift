import Glibc
import Synchronization

/// Where the server tells what happens.
protocol Log: Sendable {
  /// Tells one line, given without its end.
  func say(_ line: String)
  /// Tells one line that a quiet log leaves out: nothing is wrong.
  func mention(_ line: String)
  /// Tells of a request, unless it is quiet.
  func note(_ access: Access)
}

/// In which form the log is written.
enum LogFormat: String, CaseIterable, Sendable {
  case text, json
}

/// Lines on standard error, which never hold up the server.
///
/// If standard error takes no more (a reader that stopped, a terminal held with Ctrl-S), lines are lost and counted,
/// and their number is told as soon as it takes lines again.
final class StandardError: Log {
  private let lost = Mutex(0)
  private let format: LogFormat
  private let isQuiet: Bool

  /// A quiet one tells only what went wrong.
  init(format: LogFormat = .text, isQuiet: Bool = false) {
    self.format = format
    self.isQuiet = isQuiet
  }

  func say(_ line: String) {
    switch format {
    case .text: put(line)
    case .json:
      put(
        JSONText.object([
          "time": String(WallClock.system.secondsSince1970()), "log": JSONText.quoted("said"),
          "line": JSONText.quoted(line),
        ]))
    }
  }

  func mention(_ line: String) {
    if !isQuiet { say(line) }
  }

  func note(_ access: Access) {
    guard !isQuiet else { return }
    put(format == .json ? access.json : access.line)
  }

  private func put(_ line: String) {
    lost.withLock { lost in
      if lost > 0 {
        guard write("(\(lost) lines lost)\n") else {
          lost += 1
          return
        }
        lost = 0
      }
      if !write(line + "\n") { lost += 1 }
    }
  }

  private func write(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      var ready = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
      guard poll(&ready, 1, 0) == 1 else { return false }
      // A pipe that is ready takes at least PIPE_BUF (4096) bytes without blocking: pipe(7).
      let count = rest.prefix(4096).withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // If nobody is left to read, nothing is lost.
      guard count > 0 else { return errno != EAGAIN }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
