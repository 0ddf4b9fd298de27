import Dispatch
import Glibc
import Synchronization
import Text

/// Where the output goes: standard output, or the file of `-o`.
package final class OutputSink: Sendable {
  package enum Failure: Equatable {
    /// Nobody reads any more, as after `| head`.
    case readerGone
    /// A signal, or the time, wants the end, and the reader is too slow to wait for.
    case interrupted
    case system(Int32)

    /// As in "PLACE cannot be written to: …".
    package var sentence: String {
      switch self {
      case .readerGone: "no program reads it"
      case .interrupted: "the reader is too slow"
      case .system(let number): String(cString: strerror(number))
      }
    }
  }

  package let isTerminal: Bool
  /// For sentences.
  package let name: String
  /// The name of the file that is written, if it is one.
  package let files: [String]
  /// The file, if an option named it.
  package let opened: OpenedOutput?
  private let descriptor: Int32
  private let isFile: Bool
  private let canBlock: Bool
  private let hasReader: Bool
  private let hasBegun = Atomic(false)
  private let lastWait = LastWait()
  private let now: @Sendable () -> ContinuousClock.Instant

  /// Standard output.
  convenience init() { self.init(nil, name: "standard output", files: []) }

  /// A file, which keeps what it holds until `begin`.
  ///
  /// - Parameter now: tells how long a reader has been waited for.
  convenience init(
    path: String, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) throws(OpenedOutput.Failure) {
    self.init(try OpenedOutput(path), name: Printable.text(path), files: [path], now: now)
  }

  private init(
    _ opened: OpenedOutput?, name: String, files: [String],
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    (self.opened, self.name, self.files, self.now) = (opened, name, files, now)
    descriptor = opened?.descriptor ?? STDOUT_FILENO
    isTerminal = isatty(descriptor) == 1
    var status = stat()
    let kind = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
    isFile = kind == S_IFREG && opened?.isStandardStream == false
    canBlock = isTerminal || [S_IFIFO, S_IFSOCK].contains(kind)
    hasReader = [S_IFIFO, S_IFSOCK].contains(kind)
  }

  /// Empties the file: from now on it is this run's. What is written first does the same.
  package func begin() {
    if isFile, !hasBegun.exchange(true, ordering: .relaxed) { ftruncate(descriptor, 0) }
  }

  /// Writes all of it, and waits for a slow reader, but not for long against what wants the end.
  ///
  /// That nobody reads the socket meanwhile is the back-pressure.
  ///
  /// - Parameter isOver: whether a signal or the time wants the end.
  package func write(_ bytes: [UInt8], unless isOver: () -> Bool) -> Failure? {
    begin()
    var rest = bytes[...]
    var isCut = false
    while !rest.isEmpty {
      if canBlock, isOver() {
        switch lastWait.patience(at: now()) {
        case .forAll: break
        case .forLine:
          guard !isCut else { break }
          isCut = true
          // What has begun is finished if the reader reads, so that the last line is whole.
          let hasBegun = rest.startIndex > 0 && bytes[rest.startIndex - 1] != 0x0A
          rest = hasBegun ? rest[...(rest.firstIndex(of: 0x0A) ?? rest.endIndex - 1)] : []
          if rest.isEmpty { return .interrupted }
        case .none: return .interrupted
        }
      }
      if canBlock, !isReady { continue }
      // No more than a pipe that is ready takes without blocking.
      let part = canBlock ? rest.prefix(Int(PIPE_BUF)) : rest
      let count = part.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 || errno == EAGAIN {
        _ = isReady
      } else if errno == EPIPE {
        return .readerGone
      } else if errno != EINTR {
        return .system(errno)
      }
    }
    return isCut ? .interrupted : nil
  }

  /// Whether something can be written within a tenth of a second.
  private var isReady: Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&state, 1, 100) > 0
  }

  /// Calls `isGone` when the reader goes, also while there is nothing to write: `| head` shall not wait for another event.
  ///
  /// For pipes and sockets. One thread waits until then, or until the process ends.
  package func watchReader(_ isGone: @escaping @Sendable () -> Void) {
    guard hasReader else { return }
    DispatchQueue(label: "reader").async { [descriptor] in
      var state = pollfd(fd: descriptor, events: 0, revents: 0)
      while poll(&state, 1, -1) < 0, errno == EINTR {}
      if state.revents & Int16(POLLERR | POLLHUP) != 0 { isGone() }
    }
  }
}
