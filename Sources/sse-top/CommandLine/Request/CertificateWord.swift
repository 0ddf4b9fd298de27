/// Reads `-E FILE[:PASSWORD]`, where a backslash keeps a colon in the file's name.
nonisolated enum CertificateWord {
  static func parts(_ word: String) -> (file: String, password: String?) {
    // A name of PKCS #11 is full of colons (RFC 7512).
    if word.lowercased().hasPrefix("pkcs11:") { return (word, nil) }
    var file = ""
    var rest = word[...]
    while let character = rest.popFirst() {
      switch character {
      case ":": return (file, rest.isEmpty ? nil : String(rest))
      case "\\":
        guard let next = rest.popFirst() else {
          file.append("\\")
          break
        }
        file += next == "\\" || next == ":" ? String(next) : "\\\(next)"
      default: file.append(character)
      }
    }
    return (file, nil)
  }
}
