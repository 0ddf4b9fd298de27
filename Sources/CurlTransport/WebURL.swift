internal import CCurl
internal import StreamModel

/// A URL as libcurl reads it, and what of it may be shown.
struct WebURL {
  let scheme: String
  /// Host and port, the port always: "example.org:443".
  let authority: String
  /// The whole URL but user info and fragment.
  let address: String

  /// What two URLs must share to be trusted alike (HTML Living Standard, 7.1.1 "Origins").
  var origin: String { "\(scheme)://\(authority)".lowercased() }

  var isHTTP: Bool { Self.isHTTP(scheme: scheme) }

  /// `nil` if libcurl cannot read it.
  init?(_ text: String) {
    guard case .success(let url) = Self.parse(text) else { return nil }
    self = url
  }

  /// - Throws: `.unsupportedScheme` for a URL of another kind, `.malformedURL` for what is none.
  init(checking text: String) throws(Disconnection) {
    // Asked of the text, since libcurl has no opinion on URLs without an authority, such as mailto:.
    if let scheme = Self.scheme(of: text), !Self.isHTTP(scheme: scheme) {
      throw .unsupportedScheme("\(scheme): is neither http: nor https:")
    }
    self = try Self.parse(text).get()
  }

  /// Where a redirect leads, as libcurl will read it.
  ///
  /// - Parameter base: the URL that was asked.
  /// - Throws: `.unsupportedScheme`, or for what is no URL curl's number for it: the server's fault, which may pass.
  init(location: String, base: String) throws(Disconnection) {
    if let scheme = Self.scheme(of: location), !Self.isHTTP(scheme: scheme) {
      throw .unsupportedScheme("\(scheme): is neither http: nor https:")
    }
    do { self = try Self.parse(location, base: base).get() } catch {
      throw .other(code: error.exitCode, error.sentence)
    }
  }

  private init(scheme: String, authority: String, address: String) {
    self.scheme = scheme
    self.authority = authority
    self.address = address
  }

  private static func parse(_ text: String, base: String? = nil) -> Result<WebURL, Disconnection> {
    // A NUL would end the C string early.
    guard !text.utf8.contains(0) else { return .failure(.malformedURL("the URL holds a NUL")) }
    guard let handle = curl_url() else { return .failure(.malformedURL("out of memory")) }
    defer { curl_url_cleanup(handle) }
    var flags = CURLU_NON_SUPPORT_SCHEME
    if let base {
      guard curl_url_set(handle, CURLUPART_URL, base, 0) == CURLUE_OK else {
        return .failure(.malformedURL("the URL does not parse"))
      }
      flags |= CURLU_URLENCODE | CURLU_ALLOW_SPACE
    }
    let code = curl_url_set(handle, CURLUPART_URL, text, UInt32(flags))
    guard code == CURLUE_OK else {
      let subject = base == nil ? "the URL" : "the redirect's target"
      return .failure(.malformedURL("\(subject) does not parse: \(String(cString: curl_url_strerror(code)))"))
    }
    for secret in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] {
      _ = curl_url_set(handle, secret, nil, 0)
    }
    func part(_ part: CURLUPart) -> String? {
      var bytes: UnsafeMutablePointer<CChar>?
      guard curl_url_get(handle, part, &bytes, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let bytes
      else { return nil }
      defer { curl_free(bytes) }
      return String(cString: bytes)
    }
    let authority = (part(CURLUPART_HOST) ?? "") + (part(CURLUPART_PORT).map { ":\($0)" } ?? "")
    var address: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, CURLUPART_URL, &address, 0) == CURLUE_OK, let address else {
      return .failure(.malformedURL("the URL does not parse"))
    }
    defer { curl_free(address) }
    return .success(
      WebURL(
        scheme: part(CURLUPART_SCHEME) ?? "", authority: authority,
        address: String(cString: address)))
  }

  private static func isHTTP(scheme: String) -> Bool {
    ["http", "https"].contains(scheme.lowercased())
  }

  /// The scheme by RFC 3986, 3.1.
  private static func scheme(of text: String) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = text[..<colon]
    guard let first = scheme.first, first.isASCII, first.isLetter,
      scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
    else { return nil }
    return String(scheme)
  }
}
