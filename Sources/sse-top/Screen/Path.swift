import Glibc

/// Names of files as people type them.
nonisolated enum Path {
  /// `~/x` is in the user's own folder, as a shell would have it.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }
}
