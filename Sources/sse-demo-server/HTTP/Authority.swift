import Glibc

/// Who is asked, or who asks: a host and perhaps a port, as in a Host header, a target in absolute form, or an Origin.
struct Authority: Equatable {
  /// In lower case; brackets around an IPv6 address.
  let host: String

  /// - Returns: `nil` for what is none. User information is refused too (RFC 9110, 4.2.4).
  init?(_ text: some StringProtocol) {
    var rest = text[...]
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { return nil }
      rest = rest[text.index(after: end)...]
      guard rest.isEmpty || rest.first == ":" else { return nil }
    } else {
      rest = rest.drop { $0 != ":" }
    }
    let host = text[..<rest.startIndex]
    guard !host.isEmpty, rest.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      host.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Self.separators.contains($0) })
    else { return nil }
    self.host = host.lowercased()
  }

  private static let separators = Set("/\\?#@\"<>".utf8)

  /// Whether it means this machine without a name server's say: a name of RFC 6761, 6.3, or a loopback address.
  var isLoopback: Bool {
    if host.hasPrefix("[") { return Self.isLoopback(six: String(host.dropFirst().dropLast())) }
    // The dot at the end makes a name absolute, and is no part of it.
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    return name == "localhost" || name.hasSuffix(".localhost") || Self.isLoopback(four: name)
  }

  /// In any of the forms that clients take for an IPv4 address: 127.0.0.1, 127.1, 0x7f000001.
  private static func isLoopback(four text: String) -> Bool {
    var address = in_addr()
    guard inet_aton(text, &address) != 0 else { return false }
    return UInt32(bigEndian: address.s_addr) >> 24 == 127
  }

  private static func isLoopback(six text: String) -> Bool {
    var address = in6_addr()
    guard inet_pton(AF_INET6, text, &address) == 1 else { return false }
    let bytes = withUnsafeBytes(of: &address) { Array($0) }
    let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10...11].allSatisfy { $0 == 0xFF } && bytes[12] == 127
    return isMapped || bytes[..<15].allSatisfy { $0 == 0 } && bytes[15] == 1
  }
}
