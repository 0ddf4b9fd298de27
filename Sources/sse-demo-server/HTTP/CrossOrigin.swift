import NIOHTTP1

/// Which pages of other origins may read a route (the CORS protocol of the Fetch standard).
enum CrossOrigin {
  case refused
  /// Any page, without the user's credentials.
  case anyone
  /// Any page, with the user's credentials. A browser then wants its origin named: it refuses `*`.
  case withCredentials

  /// The headers that let the page which made the request read the response.
  func headers(for request: Request) -> HTTPHeaders {
    switch self {
    case .refused:
      return [:]
    case .anyone:
      return ["Access-Control-Allow-Origin": "*"]
    case .withCredentials:
      // A cache has to know that the answer depends on the origin, also when there was none.
      var headers: HTTPHeaders = ["Vary": "Origin"]
      if let origin = request.headers.first(name: "Origin") {
        headers.add(name: "Access-Control-Allow-Origin", value: origin)
        headers.add(name: "Access-Control-Allow-Credentials", value: "true")
      }
      return headers
    }
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
