import CurlTransport

/// The options of the way to the server: proxies, addresses, versions of HTTP, time limits.
struct ConnectionOptions: Equatable, Sendable {
  var proxy: String?
  var proxyUser: String?
  var noProxy: String?
  var unixSocket: String?
  var resolve: [String] = []
  var connectTo: [String] = []
  var interface: String?
  var addressFamily: CurlRequest.Route.AddressFamily?
  var httpVersion: CurlRequest.HTTPVersion?
  var connectTimeout: Seconds?
  var maxTime: Seconds?
  var idleTimeout: IdleTimeout?
}

extension OptionTable {
  static let connectionOptions: [Option] = [
    text("proxy", letter: "x", "url", "A proxy: http, https, socks5, socks5h …; empty for none.") {
      $0.connection.proxy = $1
    },
    text("proxy-user", letter: "U", "name:password", "User and password for the proxy.") {
      $0.connection.proxyUser = $1
    },
    text("noproxy", "hosts", "Hosts that are reached without the proxy.") { $0.connection.noProxy = $1 },
    synonym("socks4", of: "proxy", prefix: "socks4://"),
    synonym("socks4a", of: "proxy", prefix: "socks4a://"),
    synonym("socks5", of: "proxy", prefix: "socks5://"),
    synonym(
      "socks5-hostname", of: "proxy", prefix: "socks5h://",
      Help(value: "host:port", text: "A SOCKS5 proxy that also resolves host names.")),
    text("unix-socket", "path", "A Unix domain socket to connect to.", completed: .files) {
      $0.connection.unixSocket = $1
    },
    texts("resolve", "host:port:address", "The address to use for a host, instead of a lookup.") {
      $0.connection.resolve.append($1)
    },
    texts("connect-to", "host:port:host:port", "Connects to another host and port than the URL says.") {
      $0.connection.connectTo.append($1)
    },
    text("interface", "name", "The network interface or address to connect from.") { $0.connection.interface = $1 },
    flag("ipv4", letter: "4", "IPv4 only.") { $0.connection.addressFamily = .ipv4 },
    flag("ipv6", letter: "6", "IPv6 only.") { $0.connection.addressFamily = .ipv6 },
    flag("http1.1", "HTTP/1.1 only.") { $0.connection.httpVersion = .http11 },
    flag("http2", "HTTP/2, if the server speaks it.") { $0.connection.httpVersion = .http2 },
    flag("http2-prior-knowledge", "HTTP/2 from the first byte.") {
      $0.connection.httpVersion = .http2PriorKnowledge
    },
    amount("connect-timeout", "seconds", "The most time to connect; 30 by default.") {
      $0.connection.connectTimeout = $1
    },
    amount("max-time", letter: "m", "seconds", "Ends the run after this time.") { $0.connection.maxTime = $1 },
    amount(
      "idle-timeout", "seconds",
      "After this time without a byte the connection counts as lost; auto: 3 heartbeat intervals and 1 s, once they are known."
    ) {
      $0.connection.idleTimeout = $1
    },
  ]
}
