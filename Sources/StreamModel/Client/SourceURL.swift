import Text

/// The URL of a source: what the user typed, made whole, and the form that may be shown.
public struct SourceURL: Equatable, Sendable {
  /// What is asked.
  public let text: String

  /// - Parameter word: a URL whose scheme may be missing, and before a port the host too: `:3000/x` is
  ///   `http://localhost:3000/x`; `localhost…` and loopback addresses mean http, all other hosts https.
  public init(_ word: String) {
    if Self.hasScheme(word) {
      text = Self.withTwoSlashes(word)
    } else if word.hasPrefix(":") {
      let rest = word.dropFirst()
      text = "http://localhost" + (rest.first?.isASCIIDigit == true ? ":" : "") + rest
    } else {
      let authority = word.drop { $0 == "/" }
      text = (Self.isLoopback(authority) ? "http://" : "https://") + authority
    }
  }

  /// Browsers and curl take any number of slashes after http: and https: for two; then so must what masks.
  private static func withTwoSlashes(_ word: String) -> String {
    let bytes = word.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      ["http", "https"].contains(word[..<colon].lowercased())
    else { return word }
    let rest = bytes[bytes.index(after: colon)...].drop { $0 == UInt8(ascii: "/") }
    return word[..<bytes.index(after: colon)] + "//" + word[rest.startIndex...]
  }

  /// "Scheme" as in RFC 3986, 3.1; `localhost:3000` is a host and a port all the same, and `me:secret@host` a user.
  private static func hasScheme(_ word: String) -> Bool {
    guard let colon = word.firstIndex(of: ":"), let first = word.first, first.isASCIILetter,
      word[..<colon].allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "+.-".contains($0) })
    else { return false }
    let rest = word[word.index(after: colon)...]
    if rest.hasPrefix("//") { return true }
    if rest.prefix(while: { !"/?#".contains($0) }).contains("@") { return word[..<colon].lowercased() == "mailto" }
    let port = rest.prefix { $0.isASCIIDigit }
    let isPort = !port.isEmpty && (port.endIndex == rest.endIndex || "/?#".contains(rest[port.endIndex]))
    return !isPort
  }

  private static func isLoopback(_ authority: Substring) -> Bool {
    let end = authority.firstIndex { "/?#".contains($0) } ?? authority.endIndex
    let host = authority[..<end].split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if host.hasPrefix("[") { return host.hasPrefix("[::1]") }
    let name = host.prefix { $0 != ":" }.lowercased()
    return name.hasPrefix("localhost") || name.hasSuffix(".localhost") || Self.isLoopbackAddress(name)
  }

  private static func isLoopbackAddress(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

extension Character {
  fileprivate var isASCIILetter: Bool { isASCII && isLetter }
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension SourceURL {
  /// The URL as it may be shown.
  public var displayed: String { MaskedURL(text).text }
}
