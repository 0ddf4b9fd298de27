/// Why a connection is not open. A state to show, not an accident of the program.
///
/// Details are what the transport says, free of secrets; they may hold text of the server's and are cleaned where
/// they are drawn.
public enum Disconnection: Error, Equatable, Sendable {
  /// The URL does not parse (requirement "throw a SyntaxError" of the constructor).
  case malformedURL(String)
  /// Neither http nor https, here or in a redirect.
  case unsupportedScheme(String)
  /// The proxy's name is not known.
  case proxyNotFound(String)
  /// The server's name is not known.
  case nameNotFound(String)
  /// Nobody listens there, or the way there is shut.
  case couldNotConnect(String)
  /// The TLS handshake failed.
  case handshake(String)
  /// The server's certificate is not trusted.
  case certificate(String)
  /// Redirected more often than Fetch allows (20).
  case tooManyRedirects(String)
  /// A deadline passed without a response.
  case timedOut(String)
  /// What answered does not speak HTTP.
  case notHTTP(String)
  /// Accepted, then closed without a byte of a response.
  case emptyReply
  /// A response with another status than 200.
  case status(Int)
  /// A response of another type than `text/event-stream`; `nil` if it named none.
  case contentType(String?)
  /// The body ended as HTTP wants it.
  case ended
  /// The encoded body, or file, was whole, and bytes followed that are none of it; with what was ignored.
  case surplus(String)
  /// The stream said that it is finished, and then its body ended; with the mark that said so.
  case finished(String)
  /// The body ended before its announced end.
  case cut(String)
  /// The connection broke.
  case reset(String)
  /// Closed by the user.
  case closed
  /// A file, or standard input, was read to its end; with why its last connection ended, if it is a recording.
  case endOfFile(String)
  /// A file or standard input cannot be read, or not to its end.
  case unreadable(String)
  /// A file holds something else than events; with what it seems to be.
  case notEvents(String)
  /// The system refuses what every connection of this process needs; with what.
  case noResources(String)
  /// The request cannot be sent as it is: an option, a file or a header on this side is wrong; with curl's number for
  /// it. Never for what a peer sent.
  case request(code: Int, String)
  /// Anything else, with curl's number for it.
  case other(code: Int, String)

  /// Whether all of the body has come, although something is to be said of its end.
  var isWhole: Bool { if case .surplus = self { true } else { false } }

  /// Whether another try is known to be futile, or forbidden by the standard ("fail the connection").
  public var isFinal: Bool {
    switch self {
    case .malformedURL, .unsupportedScheme, .certificate, .tooManyRedirects, .status, .contentType, .finished,
      .closed, .endOfFile, .unreadable, .notEvents, .noResources, .request:
      true
    default: false
    }
  }

  /// The exit status that scripts know for this cause: curl's numbers, 0 for an end that is no failure.
  public var exitCode: Int {
    switch self {
    case .malformedURL, .unsupportedScheme: 3
    case .proxyNotFound: 5
    case .nameNotFound: 6
    case .couldNotConnect: 7
    case .notHTTP: 8
    case .cut: 18
    case .status(204), .finished, .ended, .surplus, .closed, .endOfFile: 0
    case .noResources: 1
    case .status, .contentType, .notEvents: 22
    case .unreadable: 26
    case .timedOut: 28
    case .handshake: 35
    case .tooManyRedirects: 47
    case .emptyReply: 52
    case .reset: 56
    case .certificate: 60
    case .request(let code, _), .other(let code, _): code
    }
  }
}
