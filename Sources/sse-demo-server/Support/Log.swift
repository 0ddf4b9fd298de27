import CLinux
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
    let error = Array(text.utf8).withUnsafeBytes { linux_write_all(STDERR_FILENO, $0.baseAddress, $0.count, 0, 1) }
    // If nobody is left to read, nothing is lost.
    return error != EAGAIN
  }
}
