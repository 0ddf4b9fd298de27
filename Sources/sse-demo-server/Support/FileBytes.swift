import Glibc

/// Whole files.
enum FileBytes {
  struct Failure: Error, CustomStringConvertible {
    let errnoCode: CInt
    var description: String { reason(errnoCode) }
  }

  /// Reads a file of no more than that many bytes. Throws a `Failure`; EFBIG for a larger one.
  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(errnoCode: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure(errnoCode: errno) }
      guard count > 0 else { return bytes }
      guard bytes.count + count <= limit else { throw Failure(errnoCode: EFBIG) }
      bytes += piece[..<count]
    }
  }
}
