/// A response whose body is still arriving.
///
/// `chunks` yields what has arrived since the last call, never an empty chunk; it ends when the body ended as HTTP
/// wants it, and throws a `Disconnection` when it broke. Not asking is back-pressure: the transport then stops reading
/// the socket. Cancelling the task that asks aborts the request.
public struct Response: Sendable {
  public var head: ResponseHead
  public var chunks: any AsyncSequence<[UInt8], any Error> & Sendable

  /// Where the connection stood in its packets when the newest pause ended; `nil` as long as there was none, and where
  /// nobody counts them.
  package var position: @Sendable () -> PacketPosition? = { nil }

  public init(head: ResponseHead, chunks: any AsyncSequence<[UInt8], any Error> & Sendable) {
    self.head = head
    self.chunks = chunks
  }
}

/// The one seam to the network.
public protocol Transport: Sendable {
  /// Sends the request and returns when the final response's head is there, redirects walked.
  ///
  /// - Parameters:
  ///   - lastEventID: goes as `Last-Event-ID` in raw UTF-8 if not empty; holds no NUL, CR or LF.
  ///   - progress: is told how far the request has come before there is a response; the newest, should several gather.
  /// - Throws: a `Disconnection`, or `CancellationError` if the task was cancelled; then nothing of the request is left.
  func open(
    lastEventID: [UInt8], progress: @Sendable (RequestProgress) async -> Void
  ) async throws -> Response
}

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
