package import EventFiles
import Glibc
import Text

/// A file that an option names, opened to be written. What it holds stays until something is.
package struct OpenedOutput: Sendable {
  struct Failure: Error {
    var number: Int32
  }

  let descriptor: Int32
  /// Whether it is another name for a standard stream, which others write too.
  let isStandardStream: Bool
  /// Whether it was made by this call.
  let isNew: Bool
  private let path: String

  /// Opens a file. Waits for a reader if it is a FIFO, and says so.
  init(_ path: String) throws(Failure) {
    self.path = path
    if let standard = Self.standardStreams[path] {
      (descriptor, isStandardStream, isNew) = (fcntl(standard, F_DUPFD_CLOEXEC, 3), true, false)
    } else {
      let flags = O_WRONLY | O_CLOEXEC | O_NOCTTY
      let created = open(path, flags | O_CREAT | O_EXCL, 0o666)
      (isStandardStream, isNew) = (false, created >= 0)
      // A link may lead to a file that is not there yet.
      descriptor = created >= 0 ? created : Self.isFIFO(path) ? Self.openFIFO(path) : open(path, flags | O_CREAT, 0o666)
    }
    guard descriptor >= 0 else { throw Failure(number: errno) }
  }

  /// What it is, to be compared with what else is read and written.
  package var identity: FileIdentity? { isStandardStream ? nil : FileIdentity(descriptor: descriptor) }

  /// Leaves the folder as it was before, if nothing was written.
  package func withdraw() {
    var status = stat()
    if isNew, fstat(descriptor, &status) == 0, status.st_size == 0 { unlink(path) }
  }

  /// Opened by name they would begin at the file's start, whatever stands there.
  private static let standardStreams: [String: Int32] = [
    "/dev/stdout": STDOUT_FILENO, "/dev/fd/1": STDOUT_FILENO, "/proc/self/fd/1": STDOUT_FILENO,
    "/dev/stderr": STDERR_FILENO, "/dev/fd/2": STDERR_FILENO, "/proc/self/fd/2": STDERR_FILENO,
  ]

  private static func isFIFO(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
  }

  private static func openFIFO(_ path: String) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor < 0, errno == ENXIO else {
      let flags = fcntl(descriptor, F_GETFL)
      if descriptor >= 0 { _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) }
      return descriptor
    }
    StandardError.note("sse-top: \(Printable.text(path)) is a pipe that nobody reads yet; waiting for a reader")
    return open(path, O_WRONLY | O_CLOEXEC)
  }
}
