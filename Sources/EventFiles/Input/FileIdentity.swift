import Glibc

/// Which regular file something is, whatever its names.
package struct FileIdentity: Equatable, Sendable {
  private let device: dev_t
  private let number: ino_t

  /// - Returns: `nil` for what is no regular file.
  private init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    (device, number) = (status.st_dev, status.st_ino)
  }

  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  package init?(_ input: Input) {
    switch input {
    case .url: return nil
    case .file(let path): self.init(path: path)
    case .standardInput: self.init(descriptor: STDIN_FILENO)
    }
  }
}
