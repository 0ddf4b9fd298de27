import NIOHTTP1

/// Which pages of other origins may read a route (the CORS protocol of the Fetch standard).
enum CrossOrigin {
  case refused
  /// Any page, without the user's credentials.
  case anyone
  /// Pages of this machine, on any port, with the user's credentials. A browser then wants the origin named: it refuses
  /// `*`. Pages of elsewhere would come with the credentials of a user who knows nothing of it.
  case loopbackWithCredentials

  /// The headers that let the page which made the request read the response.
  func headers(for request: Request) -> HTTPHeaders {
    switch self {
    case .refused:
      return [:]
    case .anyone:
      return ["Access-Control-Allow-Origin": "*"]
    case .loopbackWithCredentials:
      // A cache has to know that the answer depends on the origin, also when there was none.
      var headers: HTTPHeaders = ["Vary": "Origin"]
      if let origin = request.headers.first(name: "Origin"), Self.isLoopback(origin) {
        headers.add(name: "Access-Control-Allow-Origin", value: origin)
        headers.add(name: "Access-Control-Allow-Credentials", value: "true")
      }
      return headers
    }
  }

  /// Whether an origin, `http://localhost:8080`, is of this machine.
  private static func isLoopback(_ origin: String) -> Bool {
    for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
      return Authority(origin.dropFirst(scheme.count))?.isLoopback == true
    }
    return false
  }

  /// What a preflight is told beyond `headers(for:)`.
  ///
  /// `Last-Event-ID` needs leave only if its value is unusual, but then a reconnecting browser fails without it.
  func preflightHeaders(for request: Request) -> HTTPHeaders {
    guard headers(for: request).contains(name: "Access-Control-Allow-Origin"),
      request.headers.contains(name: "Access-Control-Request-Method")
    else { return [:] }
    return [
      "Access-Control-Allow-Methods": "GET, HEAD",
      "Access-Control-Allow-Headers": "Last-Event-ID, Cache-Control",
      "Access-Control-Max-Age": "600",
    ]
  }
}
