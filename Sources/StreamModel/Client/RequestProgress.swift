/// How far a request has come that has no response yet.
public struct RequestProgress: Equatable, Sendable {
  /// What was sent: the request line, then a line a header, without what ends a line; bytes that are not UTF-8 are
  /// replaced. Empty while the connection stands and the TLS handshake is not over.
  public var lines: [String]
  /// What it went through so far.
  public var timings: ResponseHead.Timings

  public init(lines: [String], timings: ResponseHead.Timings = .init()) {
    self.lines = lines
    self.timings = timings
  }
}
