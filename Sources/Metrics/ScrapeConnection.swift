/// A connection to the metrics' address, from its request to the last byte of the answer; without I/O.
struct ScrapeConnection {
  enum Stage: Equatable {
    case reading
    /// For the metrics to be made; whether their text is wanted, or only the head.
    case waiting(hasBody: Bool)
    case writing
    case over
  }

  /// How long a peer may take in all, in milliseconds.
  static let patience: Int64 = 2000

  private(set) var stage = Stage.reading
  /// When it is given up, in milliseconds of the server's clock.
  let deadline: Int64
  private var request = ScrapeRequest()
  private var rest: ArraySlice<UInt8> = []

  init(at now: Int64) { deadline = now + Self.patience }

  /// What is still to be written.
  var output: ArraySlice<UInt8> { rest }

  mutating func read(_ bytes: some Collection<UInt8>) {
    guard stage == .reading, let wanted = request.receive(bytes) else { return }
    switch wanted {
    case .metrics(let hasBody): stage = .waiting(hasBody: hasBody)
    case .notFound: answer("404 Not Found", "text/plain; charset=utf-8", "The metrics are at /metrics.\n")
    case .tooLong:
      answer("431 Request Header Fields Too Large", "text/plain; charset=utf-8", "The request is too long.\n")
    }
  }

  /// The metrics have been made.
  mutating func answer(_ metrics: String) {
    guard case .waiting(let hasBody) = stage else { return }
    answer("200 OK", Exposition.contentType, metrics, hasBody: hasBody)
  }

  mutating func wrote(_ count: Int) {
    rest = rest.dropFirst(count)
    if rest.isEmpty { stage = .over }
  }

  /// The peer is gone, or has had its time.
  mutating func end() { (stage, rest) = (.over, []) }

  private mutating func answer(_ status: String, _ type: String, _ body: String, hasBody: Bool = true) {
    let head =
      "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n"
      + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    rest = Array((head + (hasBody ? body : "")).utf8)[...]
    stage = .writing
  }
}
