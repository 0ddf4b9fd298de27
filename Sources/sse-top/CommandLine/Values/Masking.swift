/// Hides what must not be shown of headers.
nonisolated enum Masking {
  /// The value as it may be shown: whole, or `***` for a header whose name sounds like a credential.
  static func value(_ value: String, ofHeader name: String) -> String {
    isSecret(name) && !value.isEmpty ? "***" : value
  }

  static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["auth", "cookie", "key", "token", "secret", "pass", "pwd", "credential", "jwt", "session", "signature"]
      .contains { name.contains($0) }
  }
}
