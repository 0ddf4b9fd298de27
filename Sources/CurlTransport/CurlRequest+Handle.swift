internal import CCurl
internal import ContentDecoding
internal import StreamModel
internal import Text

extension CurlRequest {
  /// The most that libcurl 7.88 takes; small reads cost a flushed stream half its speed.
  static let receiveBuffer = 512 * 1024

  /// Writes the request into an easy handle.
  ///
  /// - Throws: what is wrong with the URL, the method or a header, before anything is connected to.
  func configure(_ easy: EasyHandle, lastEventID: [UInt8]) throws(Disconnection) {
    _ = try WebURL(checking: url)
    try easy.set(CURLOPT_URL, url)
    try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
    try configureMethod(easy)
    try configureHeaders(easy, lastEventID)
    try configureCookies(easy)
    try configureRedirects(easy)
    try configureConnection(easy)
    try credentials.configure(easy)
    try tls.configure(easy)
    try route.configure(easy)
  }

  private func configureMethod(_ easy: EasyHandle) throws(Disconnection) {
    if let body { try easy.set(body: body) }
    guard let method else { return }
    guard HTTPToken.holds(method) else { throw RequestHeaders.refusal("the method is not a token") }
    try easy.set(CURLOPT_CUSTOMREQUEST, method)
  }

  private func configureHeaders(_ easy: EasyHandle, _ lastEventID: [UInt8]) throws(Disconnection) {
    try easy.set(headers: RequestHeaders(self, lastEventID: lastEventID).lines())
    // Not among the lines, since a proxy's CONNECT carries it as well.
    try easy.set(CURLOPT_USERAGENT, RequestHeaders.checked(userAgent ?? "sse-top", "User-Agent"))
    if let referer { try easy.set(CURLOPT_REFERER, RequestHeaders.checked(referer, "Referer")) }
    // Whether they are offered is decided in RequestHeaders. The body is taken as it comes: libcurl would decode all of
    // a read before anybody could say that it is too much.
    try easy.set(CURLOPT_ACCEPT_ENCODING, ContentCoding.offer)
    try easy.set(CURLOPT_HTTP_CONTENT_DECODING, 0)
    try easy.set(CURLOPT_HTTP09_ALLOWED, 0)
  }

  /// Not among the lines of the headers: those of a file are put after them by libcurl.
  private func configureCookies(_ easy: EasyHandle) throws(Disconnection) {
    if let cookie, !cookie.isEmpty { try easy.set(CURLOPT_COOKIE, RequestHeaders.checked(cookie, "Cookie")) }
    guard let cookieFile else { return }
    // No file, but the beginning of keeping cookies.
    try easy.set(CURLOPT_COOKIEFILE, "")
    for line in cookieFile { easy.add(cookie: line) }
  }

  private func configureRedirects(_ easy: EasyHandle) throws(Disconnection) {
    // Which statuses are followed is decided as their status line comes: see Transfer.
    try easy.set(CURLOPT_FOLLOWLOCATION, 0)
    // -1 would be no limit.
    try easy.set(CURLOPT_MAXREDIRS, max(redirectLimit, -1))
    try easy.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
  }

  private func configureConnection(_ easy: EasyHandle) throws(Disconnection) {
    switch httpVersion {
    // Refused only by a libcurl without HTTP/2, which then speaks 1.1.
    case nil: try? easy.set(CURLOPT_HTTP_VERSION, ccurl_http_2_over_tls)
    case .http11: try easy.set(CURLOPT_HTTP_VERSION, ccurl_http_1_1)
    case .http2: try easy.set(CURLOPT_HTTP_VERSION, ccurl_http_2)
    case .http2PriorKnowledge: try easy.set(CURLOPT_HTTP_VERSION, ccurl_http_2_prior_knowledge)
    }
    let (seconds, attoseconds) = connectTimeout.components
    let milliseconds =
      min(max(seconds, 0), 1_000_000) * 1000 + max(attoseconds, 0) / 1_000_000_000_000_000
    // 0 would mean libcurl's own five minutes.
    try easy.set(CURLOPT_CONNECTTIMEOUT_MS, max(Int(milliseconds), 1))
    try easy.set(CURLOPT_TCP_KEEPALIVE, 1)
    try easy.set(CURLOPT_TCP_NODELAY, 1)
    try easy.set(CURLOPT_BUFFERSIZE, Self.receiveBuffer)
    try easy.set(CURLOPT_PIPEWAIT, 0)
    // A stream is read until it breaks: its connection is never worth keeping, and one from before may be dead.
    try easy.set(CURLOPT_FRESH_CONNECT, 1)
    try easy.set(CURLOPT_FORBID_REUSE, 1)
    try easy.set(CURLOPT_NOSIGNAL, 1)
    // Cancelling during a name lookup would wait for the resolver and hold up every other stream.
    try easy.set(CURLOPT_QUICK_EXIT, 1)
  }
}

extension CurlRequest.Credentials {
  /// All but the bearer token, which is a header like any other: see RequestHeaders.
  ///
  /// Only Basic, libcurl's default: it needs no response to be asked for, so the first head is the final one.
  func configure(_ easy: EasyHandle) throws(Disconnection) {
    if let user { try easy.set(CURLOPT_USERPWD, user) }
    guard usesNetrc else { return }
    try easy.set(CURLOPT_NETRC, ccurl_netrc_optional)
    if let netrcFile { try easy.set(CURLOPT_NETRC_FILE, netrcFile) }
  }
}
