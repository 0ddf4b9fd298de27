/// Names of files as people type them.
nonisolated enum Path {
  /// `~/x` is in the user's own folder, as a shell would have it.
  static func expanded(_ path: String, home: String?) -> String {
    guard path.hasPrefix("~/"), let home else { return path }
    return home + path.dropFirst()
  }
}
