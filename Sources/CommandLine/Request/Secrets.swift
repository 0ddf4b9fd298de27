package import CurlTransport
package import StreamModel
import Text

/// What a request carries that must not be shown, even where a server says it back.
package struct Secrets: Sendable {
  private let texts: [[UInt8]]

  /// Shorter ones would be found where they are none.
  private static let shortest = 4
  /// Of cookies of a file there may be many, most of them no secrets: "true", "en-US".
  private static let shortestCookie = 8

  package init(_ request: CurlRequest) {
    let credentials = request.credentials
    var texts: [String] = []
    var pairs = [credentials.user, request.route.proxyUser]
    for url in [request.url, request.referer, request.route.proxy].compactMap(\.self).map({ MaskedURL($0) }) {
      texts += url.secrets
      pairs.append(url.userInfo.map { $0.contains(":") ? $0 : $0 + ":" })
    }
    for pair in pairs.compactMap(\.self) {
      // As in Basic authentication.
      texts += [Base64.text(Array(pair.utf8)), pair]
      texts += pair.split(separator: ":", maxSplits: 1).dropFirst().map(String.init)
    }
    texts += [credentials.bearer, request.cookie, request.tls.passphrase].compactMap(\.self)
    if let cookie = request.cookie { texts += Self.values(ofCookies: cookie) }
    for header in request.headers {
      guard let value = header.value else { continue }
      guard SecretNames.contains(header.name) else {
        texts += MaskedURL(value, beginsWithItem: true).secrets
        continue
      }
      // "Bearer …": the word before it may be shown.
      texts += [value] + value.split(separator: " ", maxSplits: 1).dropFirst().map(String.init)
      if header.name.lowercased() == "cookie" { texts += Self.values(ofCookies: value) }
    }
    if let body = request.body { texts += SecretsOfBody.values(in: body) }
    let cookies = CookieFile.values(in: request.cookieFile ?? []).filter { $0.count >= Self.shortestCookie }
    let known = texts.map { Array($0.utf8) }.filter { $0.count >= Self.shortest }
    self.texts = Set(known + cookies).sorted { $0.count > $1.count }
  }

  private static func values(ofCookies cookies: String) -> [String] {
    cookies.split(separator: ";").compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      return parts.count == 2 ? String(parts[1]) : nil
    }
  }

  /// The text with `***` in place of each secret.
  func masked(_ text: [UInt8]) -> [UInt8] {
    texts.reduce(text) { text, secret in
      text.count < secret.count ? text : text.replacing(secret, with: Array("***".utf8))
    }
  }

  /// The text with `***` in place of each secret.
  package func masked(_ text: String) -> String { String(decoding: masked(Array(text.utf8)), as: UTF8.self) }

  /// The report without secrets in what is shown of it: in what was sent by their names too.
  package func masked(_ report: Report) -> Report {
    switch report {
    case .refusal(let start): return .refusal(masked(start))
    case .progress(var progress, let now):
      progress.lines = RequestMask.shown(progress.lines).map {
        String(decoding: masked(Array($0.utf8)), as: UTF8.self)
      }
      return .progress(progress, at: now)
    default: return report
    }
  }
}
