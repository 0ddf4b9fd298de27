/// The head of a response: what the connection machine decides by and the dashboard shows.
public struct ResponseHead: Equatable, Sendable {
  public var status: Int
  /// As on the status line: "HTTP/1.1", "HTTP/2".
  public var version: String
  /// The URL that responded, after redirects.
  public var url: String
  /// Names as they came, in order; bytes that are not UTF-8 are replaced.
  public var headers: [Header]
  /// The URLs that redirected, in order, without user info; the one asked first is the first.
  public var redirects: [String]
  public var timings: Timings
  /// When it came, since 1970 by this machine's clock; `nil` where nobody knows.
  public var receivedAt: Duration?

  public struct Header: Equatable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// When the final request had got how far, each time counted from its start; `nil` for what it did not go through.
  public struct Timings: Equatable, Sendable {
    public var nameLookup: Duration?
    /// The connection to the server, or to its proxy.
    public var connect: Duration?
    /// The end of the TLS handshake.
    public var handshake: Duration?
    public var firstByte: Duration?

    /// From the first packet to its answer, as the connection was made; `nil` where none was made for the request.
    package var roundTrip: Duration? { connect.map { max($0 - (nameLookup ?? .zero), .zero) } }

    public init(
      nameLookup: Duration? = nil, connect: Duration? = nil, handshake: Duration? = nil, firstByte: Duration? = nil
    ) {
      self.nameLookup = nameLookup
      self.connect = connect
      self.handshake = handshake
      self.firstByte = firstByte
    }
  }

  public init(
    status: Int, version: String = "HTTP/1.1", url: String = "", headers: [Header] = [], redirects: [String] = [],
    timings: Timings = Timings(), receivedAt: Duration? = nil
  ) {
    self.status = status
    self.version = version
    self.url = url
    self.headers = headers
    self.redirects = redirects
    self.timings = timings
    self.receivedAt = receivedAt
  }

  /// As on the status line, `HTTP/1.1 200`; for what was no response, what it is.
  public var title: String { status == 0 ? version : "\(version) \(status)" }

  /// All values of a header, names compared without regard to ASCII case.
  public func values(of name: String) -> [String] {
    headers.lazy.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  /// Whether the body has a content coding.
  package var isCoded: Bool {
    values(of: "Content-Encoding").contains { !["", "identity"].contains($0.lowercased()) }
  }
}
