import Glibc

/// Where the summary goes as JSON.
///
/// Opened at the start, so that a name that cannot be written is told before hours of watching, and emptied only when
/// there is something to put in its place.
nonisolated struct SummaryFile: Sendable {
  struct Failure: Error {
    var sentence: String

    init(_ name: String, _ error: Int32) {
      sentence = "--summary: \(Printable.text(name)) cannot be written: \(String(cString: strerror(error)))"
    }
  }

  private let name: String
  private let descriptor: Int32
  private var isStandardOutput: Bool { descriptor == STDOUT_FILENO }

  /// - Parameter name: a file, or `-` for standard output.
  init(_ name: String) throws(Failure) {
    self.name = name
    guard name != "-" else {
      descriptor = STDOUT_FILENO
      return
    }
    descriptor = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure(name, errno) }
  }

  /// Writes the summary, as the last that is done with the file. A reader that is gone is no failure.
  ///
  /// - Parameter isHurried: gives up on a reader that does not read for a second.
  func write(_ summary: Summary, isHurried: Bool) throws(Failure) {
    let isTerminal = isatty(descriptor) == 1
    let line = summary.json(for: !isTerminal ? .program : Codeset.speaksUTF8 ? .terminal : .asciiTerminal) + "\n"
    // A device or a pipe cannot be cut, and need not be.
    if !isStandardOutput { _ = ftruncate(descriptor, 0) }
    var error = Self.write(Array(line.utf8), to: descriptor, isHurried: isHurried)
    if !isStandardOutput, close(descriptor) != 0, error == 0 { error = errno }
    if error != 0, error != EPIPE { throw Failure(name, error) }
  }

  /// Writes all of it, and returns the system's error number, or 0.
  static func write(_ bytes: [UInt8], to descriptor: Int32, isHurried: Bool) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      let ready = poll(&state, 1, isHurried ? 1000 : -1)
      if ready == 0 { return EPIPE }
      if ready < 0, errno == EINTR { continue }
      // No more than a pipe that is ready takes without blocking.
      let count = rest.prefix(Int(PIPE_BUF)).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}
