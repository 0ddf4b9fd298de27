internal import CCurl
internal import StreamModel

/// What to ask a server for, under the names that curl's users know.
public struct CurlRequest: Equatable, Sendable {
  /// Absolute, `http` or `https`.
  public var url: String
  public var userAgent: String
  public var accept: String
  /// How long name lookup, connecting and the TLS handshake may take together.
  public var connectTimeout: Duration
  /// Sent as they are, in order. A name given here replaces the header the client would send by itself.
  public var headers: [Header]
  /// The proxy's URL; empty for none; `nil` for what the environment says (`https_proxy`, `no_proxy` …).
  public var proxy: String?
  /// A file of certificates to trust instead of the system's.
  public var certificateAuthorities: String?

  public struct Header: Equatable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public init(
    url: String, userAgent: String = "sse-top", accept: String = "text/event-stream",
    connectTimeout: Duration = .seconds(30), headers: [Header] = [], proxy: String? = nil,
    certificateAuthorities: String? = nil
  ) {
    self.url = url
    self.userAgent = userAgent
    self.accept = accept
    self.connectTimeout = connectTimeout
    self.headers = headers
    self.proxy = proxy
    self.certificateAuthorities = certificateAuthorities
  }

  /// What Fetch allows.
  static let redirectLimit = 20
  /// The most that libcurl 7.88 takes; small reads cost a flushed stream half its speed.
  static let receiveBuffer = 512 * 1024
}

extension CurlRequest {
  /// Writes the request into an easy handle.
  ///
  /// - Throws: what is wrong with the URL or a header, before anything is connected to.
  func configure(_ easy: EasyHandle, lastEventID: [UInt8]) throws(Disconnection) {
    _ = try WebURL(checking: url)
    try easy.set(CURLOPT_URL, url)
    try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
    try easy.set(headers: RequestHeaders(self, lastEventID: lastEventID).lines())
    try easy.set(CURLOPT_USERAGENT, userAgent)
    // Empty: every coding that libcurl can undo. The header that would offer them is removed in RequestHeaders.
    try easy.set(CURLOPT_ACCEPT_ENCODING, "")
    try easy.set(CURLOPT_HTTP09_ALLOWED, 0)
    // Refused only by a libcurl without HTTP/2, which then speaks 1.1.
    _ = ccurl_prefer_http2_over_tls(easy.pointer)
    try configureRedirects(easy)
    try configureConnection(easy)
  }

  private func configureRedirects(_ easy: EasyHandle) throws(Disconnection) {
    // Which statuses are followed is decided as their status line comes: see Transfer.
    try easy.set(CURLOPT_FOLLOWLOCATION, 0)
    try easy.set(CURLOPT_MAXREDIRS, Self.redirectLimit)
    try easy.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
  }

  private func configureConnection(_ easy: EasyHandle) throws(Disconnection) {
    let (seconds, attoseconds) = connectTimeout.components
    let milliseconds =
      min(max(seconds, 0), 1_000_000) * 1000 + max(attoseconds, 0) / 1_000_000_000_000_000
    // 0 would mean libcurl's own five minutes.
    try easy.set(CURLOPT_CONNECTTIMEOUT_MS, max(Int(milliseconds), 1))
    if let proxy { try easy.set(CURLOPT_PROXY, proxy) }
    // What a proxy says to CONNECT is not the head of the response.
    try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    if let certificateAuthorities { try easy.set(CURLOPT_CAINFO, certificateAuthorities) }
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
