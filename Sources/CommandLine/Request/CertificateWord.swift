/// Reads `-E FILE[:PASSWORD]`, where a backslash keeps a colon in the file's name.
enum CertificateWord {
  static func parts(_ word: String) -> (file: String, password: String?) {
    // A name of PKCS #11 is full of colons (RFC 7512).
    if word.lowercased().hasPrefix("pkcs11:") { return (word, nil) }
    var file = String.UnicodeScalarView()
    var rest = word.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case ":": return (String(file), rest.isEmpty ? nil : String(rest))
      case "\\" where rest.first == "\\" || rest.first == ":": file.append(rest.removeFirst())
      default: file.append(scalar)
      }
    }
    return (String(file), nil)
  }
}
