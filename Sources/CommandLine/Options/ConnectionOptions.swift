import ArgumentParser

/// The way to the server.
struct ConnectionOptions: ParsableArguments {
  @Option(
    name: [.customShort("x"), .customLong("proxy")],
    help: ArgumentHelp("A proxy: http, https, socks5, socks5h …; empty for none.", valueName: "url"))
  var proxy: OrderedArgument?

  @Option(
    name: [.customShort("U"), .customLong("proxy-user")],
    help: ArgumentHelp("Who one is to the proxy.", valueName: "name:password"))
  var proxyUser: OrderedArgument?

  @Option(
    name: .customLong("noproxy"), help: ArgumentHelp("Hosts that are asked without the proxy.", valueName: "hosts"))
  var noProxy: OrderedArgument?

  @Option(
    name: .customLong("socks5-hostname"),
    help: ArgumentHelp("A SOCKS5 proxy that looks names up itself.", valueName: "host:port"))
  var socksProxy: OrderedArgument?

  @Option(
    name: .customLong("unix-socket"), help: ArgumentHelp("A Unix domain socket to connect to.", valueName: "path"),
    completion: .file())
  var unixSocket: OrderedArgument?

  @Option(
    name: .customLong("resolve"),
    help: ArgumentHelp("The address of a host, as if a name server had told it.", valueName: "host:port:address"))
  var resolve: [OrderedArgument] = []

  @Option(
    name: .customLong("connect-to"),
    help: ArgumentHelp("Connects elsewhere than the URL says.", valueName: "host:port:host:port"))
  var connectTo: [OrderedArgument] = []

  @Option(
    name: .customLong("interface"), help: ArgumentHelp("The interface or address to come from.", valueName: "name"))
  var interface: OrderedArgument?

  @Flag(exclusivity: .chooseLast) var addressFamily: AddressFamily?

  @Flag(exclusivity: .chooseLast) var httpVersion: HTTPVersion?

  @Option(
    name: .customLong("connect-timeout"),
    help: ArgumentHelp("How long connecting may take: 30.", valueName: "seconds"))
  var connectTimeout: Seconds?

  @Option(
    name: [.customShort("m"), .customLong("max-time")],
    help: ArgumentHelp("How long all of it may take.", valueName: "seconds"))
  var maxTime: Seconds?

  @Option(
    name: .customLong("idle-timeout"),
    help: ArgumentHelp("No byte for so long counts as a lost connection.", valueName: "seconds"))
  var idleTimeout: Seconds?

  enum AddressFamily: String, EnumerableFlag {
    case ipv4, ipv6

    static func name(for value: Self) -> NameSpecification {
      [.customShort(value == .ipv4 ? "4" : "6"), .customLong(value.rawValue)]
    }

    static func help(for value: Self) -> ArgumentHelp? { "\(value == .ipv4 ? "IPv4" : "IPv6") only." }
  }

  enum HTTPVersion: String, EnumerableFlag {
    case http11 = "http1.1"
    case http2
    case http2PriorKnowledge = "http2-prior-knowledge"

    static func name(for value: Self) -> NameSpecification { .customLong(value.rawValue) }

    static func help(for value: Self) -> ArgumentHelp? {
      switch value {
      case .http11: "HTTP/1.1 only."
      case .http2: "HTTP/2, if the server speaks it."
      case .http2PriorKnowledge: "HTTP/2 from the first byte."
      }
    }
  }
}

/// Whom to trust, and what to show.
struct TLSOptions: ParsableArguments {
  @Flag(name: [.customShort("k"), .customLong("insecure")], help: "Trusts any certificate.")
  var isInsecure = false

  @Option(
    name: .customLong("cacert"), help: ArgumentHelp("The certificates to trust.", valueName: "file"),
    completion: .file())
  var caFile: OrderedArgument?

  @Option(
    name: .customLong("capath"), help: ArgumentHelp("A folder of certificates to trust.", valueName: "folder"),
    completion: .directory)
  var caFolder: OrderedArgument?

  @Option(
    name: [.customShort("E"), .customLong("cert")],
    help: ArgumentHelp("A certificate of one's own.", valueName: "file[:password]"), completion: .file())
  var certificate: OrderedArgument?

  @Option(
    name: .customLong("key"), help: ArgumentHelp("Its key, if that is not with it.", valueName: "file"),
    completion: .file())
  var key: OrderedArgument?

  @Option(name: .customLong("pass"), help: ArgumentHelp("The key's password.", valueName: "phrase"))
  var passphrase: OrderedArgument?

  @Flag(exclusivity: .chooseLast) var minimumVersion: Version?

  @Option(
    name: .customLong("tls-max"),
    help: ArgumentHelp("The newest TLS to speak: 1.0, 1.1, 1.2, 1.3 or default.", valueName: "version"))
  var maximumVersion: MaximumVersion?

  enum MaximumVersion: String, ExpressibleByArgument, CaseIterable {
    case usual = "default"
    case tls10 = "1.0"
    case tls11 = "1.1"
    case tls12 = "1.2"
    case tls13 = "1.3"
  }

  enum Version: String, EnumerableFlag {
    case tls12 = "tlsv1.2"
    case tls13 = "tlsv1.3"

    static func name(for value: Self) -> NameSpecification { .customLong(value.rawValue) }

    static func help(for value: Self) -> ArgumentHelp? { "TLS 1.\(value == .tls12 ? 2 : 3) or newer." }
  }
}
