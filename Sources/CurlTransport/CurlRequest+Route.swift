internal import CCurl
internal import Glibc
internal import StreamModel

extension CurlRequest.Route {
  func configure(_ easy: EasyHandle) throws(Disconnection) {
    if let proxy { try easy.set(CURLOPT_PROXY, proxy) }
    if let proxyUser { try easy.set(CURLOPT_PROXYUSERPWD, proxyUser) }
    if let noProxy { try easy.set(CURLOPT_NOPROXY, noProxy) }
    // What a proxy says to CONNECT is not the head of the response.
    try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    if let unixSocket { try easy.set(CURLOPT_UNIX_SOCKET_PATH, unixSocket) }
    if !resolve.isEmpty { try easy.set(CURLOPT_RESOLVE, resolve) }
    if !connectTo.isEmpty { try easy.set(CURLOPT_CONNECT_TO, connectTo) }
    if let interface { try easy.set(CURLOPT_INTERFACE, interface) }
    switch addressFamily {
    case nil: break
    case .ipv4: try easy.set(CURLOPT_IPRESOLVE, ccurl_ipv4)
    case .ipv6: try easy.set(CURLOPT_IPRESOLVE, ccurl_ipv6)
    }
  }

  /// Whether a host that is not the URL's is a proxy's: one is named, and no other host takes the URL's place.
  var mayUseProxy: Bool {
    guard connectTo.isEmpty else { return false }
    if let proxy { return !proxy.isEmpty }
    let names = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
    return names.contains { getenv($0) != nil }
  }
}
