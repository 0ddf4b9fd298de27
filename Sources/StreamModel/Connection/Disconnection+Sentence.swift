extension Disconnection {
  /// What to tell people: one sentence without a full stop. The one place where causes become words.
  public var sentence: String {
    switch self {
    case .malformedURL(let detail): detail.isEmpty ? "the URL cannot be read" : detail
    case .unsupportedScheme(let detail): with(detail, "only http and https are supported")
    case .proxyNotFound(let detail): with(detail, "the proxy's name was not found")
    case .nameNotFound(let detail): with(detail, "the server's name was not found")
    case .couldNotConnect(let detail): with(detail, "could not connect")
    case .handshake(let detail): with(detail, "the TLS handshake failed")
    case .certificate(let detail): with(detail, "the server's certificate is not trusted")
    case .tooManyRedirects(let detail): with(detail, "too many redirects")
    case .timedOut(let detail): with(detail, "timed out")
    case .notHTTP(let detail): with(detail, "the response is not HTTP")
    case .emptyReply: "the server closed the connection without a response"
    case .status(204): "the server says there is no more to come (204 No Content)"
    // Only a proxy says that (RFC 9110, 15.5.8).
    case .status(407): "the proxy responded with 407 Proxy Authentication Required"
    case .status(let status):
      "the server responded with \(status)\(Self.reasonPhrase(of: status).map { " " + $0 } ?? "")"
    case .contentType(nil): "not an event stream: the response names no content type"
    case .contentType(let type?) where MIMEType.essence(ofContentTypes: [type]) == "application/json":
      "not an event stream: the content type is \(type); --ndjson reads each line as an event"
    case .contentType(let type?): "not an event stream: the content type is \(type)"
    case .ended: "the server ended the stream"
    case .surplus(let detail): detail
    case .finished(let mark): "the stream is finished (\(mark))"
    case .cut(let detail): with(detail, "the stream was cut short")
    case .reset(let detail): with(detail, "the connection broke")
    case .closed: "closed"
    case .endOfFile(let detail): with(detail, "end of file")
    case .unreadable(let detail): with(detail, "cannot be read")
    case .notEvents(let detail): with(detail, "not an event stream")
    case .noResources(let detail): with(detail, "the system has no room for connections")
    case .request(_, let detail), .other(_, let detail): detail
    }
  }

  private func with(_ detail: String, _ sentence: String) -> String {
    detail.isEmpty ? sentence : "\(sentence): \(detail)"
  }

  /// The usual words for a status (RFC 9110, section 15), for those that event streams meet.
  private static func reasonPhrase(of status: Int) -> String? {
    switch status {
    case 101: "Switching Protocols"
    case 201: "Created"
    case 202: "Accepted"
    case 205: "Reset Content"
    case 206: "Partial Content"
    case 300: "Multiple Choices"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 402: "Payment Required"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 422: "Unprocessable Content"
    case 426: "Upgrade Required"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    default: nil
    }
  }
}
