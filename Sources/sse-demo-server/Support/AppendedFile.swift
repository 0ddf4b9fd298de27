import CLinux
import Glibc
import NIOCore

/// A file that only ever grows at its end.
final class AppendedFile: Sendable {
  private let descriptor: CInt

  /// Throws a `ServerFailure`.
  init(path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ServerFailure.cannotOpen(path: path, reason: reason(errno)) }
  }

  deinit {
    close(descriptor)
  }

  /// Writes all of it, or gives the error number.
  func append(_ bytes: ByteBuffer) -> CInt? {
    let error = bytes.withUnsafeReadableBytes { linux_write_all(descriptor, $0.baseAddress, $0.count, -1, 0) }
    return error == 0 ? nil : error
  }
}
