/// One try to connect, and what came of it.
public struct Attempt: Equatable, Sendable {
  /// Attempts of a source that are kept.
  public static let limit = 200

  /// The final response, without its headers.
  public struct Response: Equatable, Sendable {
    public let status: Int
    /// As on the status line: "HTTP/1.1", "HTTP/2".
    public let version: String
    /// How many redirects were walked to it.
    public let redirects: Int
    public let timings: ResponseHead.Timings

    init(_ head: ResponseHead) {
      (status, version, redirects, timings) = (head.status, head.version, head.redirects.count, head.timings)
    }
  }

  public struct End: Equatable, Sendable {
    public let reason: Disconnection
    public let at: Moment
  }

  /// Its place among the attempts in a row, from 1 and on over failures.
  public let number: Int
  public let beganAt: Moment
  /// What the request carried; the first 256 bytes.
  public internal(set) var lastEventID: [UInt8]
  /// When the connection was known to stand; `nil` before.
  public internal(set) var connectedAt: Moment?
  /// When the request was sent, the newest of redirects; `nil` before.
  public internal(set) var askedAt: Moment?
  /// What the request went through before there was a response.
  public internal(set) var timings = ResponseHead.Timings()
  public internal(set) var response: Response?
  /// When the stream was open; `nil` if it never was.
  public internal(set) var openedAt: Moment?
  public internal(set) var firstEventAt: Moment?
  /// When the first and the last byte of the body came.
  public internal(set) var firstByteAt: Moment?
  public internal(set) var lastByteAt: Moment?
  /// When the program last went on after it had been stopped, or its machine had slept: no time over this is a server's.
  package internal(set) var interruptedAt: Moment?
  /// How much of the wait for the response lies in times in which the machine was busy; see `StreamState.longestExcuse`.
  package internal(set) var excused = Duration.zero
  public internal(set) var events = 0
  /// Bytes of the body.
  public internal(set) var bytes = 0
  /// How it ended; `nil` while it goes on.
  public internal(set) var end: End?
}
