extension SourceURL {
  /// The URL without what must not be shown: user info, and the values of query and fragment items whose names sound
  /// like credentials. Bytes are compared, because a combining mark would hide a delimiter among characters.
  public var displayed: String { parts.displayed }

  /// What `displayed` leaves out, piece by piece: for those who must not show it elsewhere either.
  public var secrets: [String] { parts.secrets }

  private var parts: (displayed: String, secrets: [String]) {
    let bytes = text.utf8
    guard let start = bytes.firstRange(of: "://".utf8)?.upperBound else { return (text, []) }
    var end = bytes[start...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.endIndex
    // A password that holds a delimiter ends the authority too early; the port that is none tells.
    if let at = bytes.lastIndex(of: UInt8(ascii: "@")), at > end, Self.hasNoPort(bytes[start..<end]) {
      end = bytes[at...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.endIndex
    }
    let host = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")).map { bytes.index(after: $0) } ?? start
    let mask = host == start ? "" : "***@"
    var secrets: [String] = []
    if host != start {
      // The name alone is shown in many places; the password nowhere.
      secrets = text[start..<bytes.index(before: host)].split(separator: ":", maxSplits: 1).dropFirst().map(String.init)
    }
    let tail = Self.masked(text[end...], &secrets)
    return (text[..<start] + mask + text[host..<end] + tail, secrets)
  }

  /// Whether what stands behind the authority's last colon cannot be a port.
  private static func hasNoPort(_ authority: Substring.UTF8View) -> Bool {
    guard let colon = authority.lastIndex(of: UInt8(ascii: ":")) else { return false }
    return !authority[authority.index(after: colon)...].allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Path, query and fragment, the values of secret items replaced.
  private static func masked(_ tail: Substring, _ secrets: inout [String]) -> String {
    let bytes = tail.utf8
    guard var rest = bytes.firstIndex(where: { "?#;".utf8.contains($0) }) else { return String(tail) }
    var shown = String(tail[..<rest])
    while rest < bytes.endIndex {
      let start = bytes.index(after: rest)
      let end = bytes[start...].firstIndex { "&;?#".utf8.contains($0) } ?? bytes.endIndex
      shown += tail[rest..<start]
      if let equals = bytes[start..<end].firstIndex(of: UInt8(ascii: "=")), isSecret(bytes[start..<equals]) {
        shown += tail[start..<bytes.index(after: equals)] + "***"
        secrets.append(String(tail[bytes.index(after: equals)..<end]))
      } else {
        shown += tail[start..<end]
      }
      rest = end
    }
    return shown
  }

  private static func isSecret(_ name: Substring.UTF8View) -> Bool {
    let name = String(decoding: percentDecoded(name), as: UTF8.self).lowercased()
    return ["key", "token", "secret", "pass", "pwd", "auth", "sig", "credential", "jwt", "session"]
      .contains { name.contains($0) }
  }

  private static func percentDecoded(_ bytes: Substring.UTF8View) -> [UInt8] {
    var decoded: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(String(digits) ?? "", radix: 16) {
        decoded.append(value)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return decoded
  }
}
