import CurlTransport
import StreamModel

/// What a request carries that must not be shown, even where a server says it back.
nonisolated struct Secrets: Sendable {
  private let texts: [[UInt8]]

  /// Shorter ones would be found where they are none.
  private static let shortest = 4
  /// Of cookies of a file there may be many, most of them no secrets: "true", "en-US".
  private static let shortestCookie = 8

  init(_ request: CurlRequest) {
    let credentials = request.credentials
    var texts: [String] = []
    for pair in [credentials.user, request.route.proxyUser].compactMap(\.self) {
      texts += [Self.base64(Array(pair.utf8)), pair]
      texts += pair.split(separator: ":", maxSplits: 1).dropFirst().map(String.init)
    }
    texts += SourceURL(request.url).secrets
    texts += [credentials.bearer, request.cookie].compactMap(\.self)
    for header in request.headers where Masking.isSecret(header.name) {
      guard let value = header.value else { continue }
      // "Bearer …": the word before it may be shown.
      texts += [value] + value.split(separator: " ", maxSplits: 1).dropFirst().map(String.init)
    }
    let cookies = CookieFile.values(in: request.cookieFile ?? []).filter { $0.count >= Self.shortestCookie }
    let known = texts.map { Array($0.utf8) }.filter { $0.count >= Self.shortest }
    self.texts = (known + cookies).sorted { $0.count > $1.count }
  }

  /// The text with `***` in place of each secret.
  func masked(_ text: [UInt8]) -> [UInt8] {
    texts.reduce(text) { text, secret in
      text.count < secret.count ? text : text.replacing(secret, with: Array("***".utf8))
    }
  }

  /// As in Basic authentication (RFC 4648, 4).
  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)
    var text = String.UnicodeScalarView()
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 { text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : "=") }
    }
    return String(text)
  }
}
