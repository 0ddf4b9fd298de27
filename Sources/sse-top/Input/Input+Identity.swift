import Glibc

nonisolated extension Input {
  /// Whether it is the regular file of this name, which must not be written while it is read.
  func isFile(named path: String) -> Bool {
    var (ours, other) = (stat(), stat())
    guard stat(path, &other) == 0, other.st_mode & S_IFMT == S_IFREG else { return false }
    switch self {
    case .url: return false
    case .file(let name): guard stat(name, &ours) == 0 else { return false }
    case .standardInput: guard fstat(STDIN_FILENO, &ours) == 0 else { return false }
    }
    return ours.st_dev == other.st_dev && ours.st_ino == other.st_ino
  }
}
