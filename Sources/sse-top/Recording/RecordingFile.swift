import Glibc

/// A file that is written at once and whole: what stands in it is complete up to the last event, whatever happens.
nonisolated final class RecordingFile {
  struct Failure: Error, Equatable {
    let path: String
    let reason: String
    /// Whether there is a file of that name already.
    var exists = false

    var sentence: String { "\(Printable.text(path)): \(reason)" }
  }

  let path: String
  private let descriptor: Int32
  private let isRegular: Bool
  /// What was written.
  private(set) var bytes = 0

  /// How long a pipe's reader may keep us waiting, in milliseconds.
  private static let patience: Int32 = 5000

  /// Creates a file. What exists is not written over, unless it is a pipe or a device.
  init(creating path: String) throws(Failure) {
    self.path = path
    var status = stat()
    if stat(path, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR { throw Failure(path: path, reason: "it is a folder") }
      if kind == S_IFBLK { throw Failure(path: path, reason: "it is a block device") }
      if kind == S_IFREG {
        throw Failure(path: path, reason: "it exists already, and is not written over", exists: true)
      }
      isRegular = false
      // A pipe that nobody reads would hold up everything.
      descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    } else {
      isRegular = true
      descriptor = open(path, O_WRONLY | O_CLOEXEC | O_CREAT | O_EXCL, 0o666)
    }
    guard descriptor >= 0 else {
      throw Failure(path: path, reason: String(cString: strerror(errno)), exists: errno == EEXIST)
    }
  }

  deinit { close(descriptor) }

  /// Whether a file of this name may be replaced: neither a link nor a device.
  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Writes all of it; a regular file that cannot take it keeps what it had before.
  func write(_ output: [UInt8]) throws(Failure) {
    var rest = output[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
        continue
      }
      let error = errno
      if error == EINTR { continue }
      if error == EAGAIN, isReady() { continue }
      if isRegular { ftruncate(descriptor, off_t(bytes)) }
      throw Failure(path: path, reason: error == EAGAIN ? "nobody reads it" : String(cString: strerror(error)))
    }
    bytes += output.count
  }

  private func isReady() -> Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&state, 1, Self.patience) > 0
  }
}
