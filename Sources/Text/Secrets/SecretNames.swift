/// The one list of names whose values must not be shown: of headers, of items in URLs and forms, of members in JSON.
public enum SecretNames {
  /// Anywhere in a name.
  private static let parts = [
    "key", "token", "secret", "pass", "pwd", "auth", "sig", "credential", "jwt", "session", "cookie", "bearer", "hmac",
    "ticket", "sessid", "saml", "assertion", "csrf", "xsrf",
  ].map { BytePattern(Array($0.utf8), ignoresCase: false) }
  /// As a word of a name; within a word they mean nothing.
  private static let words: Set<String> = ["pw", "otp", "totp", "pin", "sid", "sess", "nonce", "code"]
  /// Before "code", these make it a code that is no secret.
  private static let plainCodes: Set<String> = [
    "status", "error", "response", "result", "reason", "exit", "country", "language", "lang", "currency", "region",
    "zip",
    "postal", "product",
  ]
  /// These ask for credentials and hold none. HTTP/2 has the host in the last.
  private static let exceptions: Set<String> = ["www-authenticate", "proxy-authenticate", ":authority"]

  /// - Parameter name: also with percent signs, brackets or a prefix, as in `auth%5Btoken%5D`.
  public static func contains(_ name: some StringProtocol) -> Bool {
    var bytes = Array(name.utf8)
    // Some encode what is encoded already.
    for _ in 0..<3 where bytes.contains(UInt8(ascii: "%")) { bytes = PercentEncoding.decoded(bytes) }
    let name = String(decoding: bytes, as: UTF8.self)
    let lowered = name.lowercased()
    guard !exceptions.contains(lowered) else { return false }
    // By bytes, since each header of a request is looked at before it is sent.
    let holdsPart = Array(lowered.utf8).withUnsafeBytes { bytes in parts.contains { $0.first(in: bytes) != nil } }
    if holdsPart { return true }
    let words = Self.words(of: name)
    return zip([""] + words, words).contains { before, word in
      Self.words.contains(word) && !(word == "code" && plainCodes.contains(before))
    }
  }

  /// The words of `user_pw`, `user-pw`, `user[pw]` and `userPw`, in small letters.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for scalar in name.unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if !isWord || wasSmall && scalar.properties.isUppercase {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if isWord { word.unicodeScalars.append(scalar) }
      wasSmall = scalar.properties.isLowercase
    }
    return word.isEmpty ? words : words + [word.lowercased()]
  }
}
