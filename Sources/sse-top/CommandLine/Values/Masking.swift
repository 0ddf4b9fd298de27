/// Which headers hold what must not be shown.
nonisolated enum Masking {
  /// Whether a header's name sounds like a credential.
  static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["auth", "cookie", "key", "token", "secret", "pass", "pwd", "credential", "jwt", "session", "signature"]
      .contains { name.contains($0) }
  }
}
