/// What to ask a server for, under the names that curl's users know.
///
/// `nil` leaves a thing to its default. Options are named as curl names them on its command line; what each means is
/// what curl(1) says of it.
public struct CurlRequest: Equatable, Sendable {
  /// Absolute, `http` or `https`.
  public var url: String
  /// `-X`; without it GET, or POST where there is a body. Kept over redirects, as curl does.
  public var method: String?
  /// What is sent; not `nil` also for an empty body.
  public var body: [UInt8]?
  /// `-H`, in order. A name given here takes the place of the header that would be sent by itself.
  public var headers: [Header]
  /// `-A`; `nil` for our own, empty for none.
  public var userAgent: String?
  public var accept: String
  /// `-e`
  public var referer: String?
  /// `-b`, as in a Cookie header: `name=value; name2=value2`. Sent to the first origin only.
  public var cookie: String?
  /// The lines of `-b FILE`, in Netscape's format or as `Set-Cookie:`; each goes where it says. With them, cookies that
  /// a redirect sets are sent on, as curl does; `nil` for neither.
  public var cookieFile: [[UInt8]]?
  /// `--compressed`: offers every coding that can be undone.
  public var isCompressed: Bool
  /// How many redirects are followed; Fetch allows 20, -1 is any number.
  public var redirectLimit: Int
  public var httpVersion: HTTPVersion?
  public var credentials: Credentials
  public var tls: TLS
  public var route: Route
  /// How long name lookup, connecting and the TLS handshake may take together.
  public var connectTimeout: Duration
  /// No byte for so long, of the head neither, is a failure.
  public var idleTimeout: Duration?

  /// One `-H`.
  public struct Header: Equatable, Sendable {
    public var name: String
    /// Empty sends the header without a value (`-H 'Name;'`); `nil` removes it (`-H 'Name:'`).
    public var value: String?

    public init(name: String, value: String?) {
      self.name = name
      self.value = value
    }
  }

  public enum HTTPVersion: Equatable, Sendable {
    /// `--http1.1`
    case http11
    /// `--http2`: over TLS by negotiation, else by upgrade.
    case http2
    /// `--http2-prior-knowledge`
    case http2PriorKnowledge
  }

  /// Who asks.
  public struct Credentials: Equatable, Sendable {
    /// `-u`, `name:password`.
    public var user: String?
    /// `--oauth2-bearer`
    public var bearer: String?
    /// `-n`: user and password from the netrc file.
    public var usesNetrc = false
    /// The netrc file; `nil` for `~/.netrc`.
    public var netrcFile: String?

    public init() {}
  }

  /// Whom to trust, and what to show.
  public struct TLS: Equatable, Sendable {
    /// `-k`: any certificate will do.
    public var isInsecure = false
    /// `--cacert`: a file of certificates to trust instead of the system's.
    public var caFile: String?
    /// `--capath`
    public var caFolder: String?
    /// `-E`, a file; `--key` and `--pass` belong to it.
    public var certificate: String?
    public var key: String?
    public var passphrase: String?
    public var minimumVersion: Version?
    /// `--tls-max`
    public var maximumVersion: Version?

    public enum Version: Comparable, Sendable {
      case tls10, tls11, tls12, tls13
    }

    public init() {}
  }

  /// The way there.
  public struct Route: Equatable, Sendable {
    /// `-x`; empty for none; `nil` for what the environment says (`https_proxy`, `no_proxy` …).
    public var proxy: String?
    /// `-U`, `name:password`.
    public var proxyUser: String?
    /// `--noproxy`
    public var noProxy: String?
    /// `--unix-socket`
    public var unixSocket: String?
    /// `--resolve`, each `host:port:address`.
    public var resolve: [String] = []
    /// `--connect-to`, each `host:port:host:port`.
    public var connectTo: [String] = []
    /// `--interface`
    public var interface: String?
    public var addressFamily: AddressFamily?

    public enum AddressFamily: Equatable, Sendable {
      case ipv4, ipv6
    }

    public init() {}
  }

  public init(url: String) {
    self.url = url
    headers = []
    accept = "text/event-stream"
    isCompressed = false
    redirectLimit = Self.redirectLimit
    credentials = Credentials()
    tls = TLS()
    route = Route()
    connectTimeout = .seconds(30)
  }

  /// What Fetch allows.
  static let redirectLimit = 20
}
