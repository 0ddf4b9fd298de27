import NIOHTTP1

/// The routes of the server, and the right answer to whatever else is asked.
struct Site {
  let routes: [any Route]
  /// All streams of the server take turns with each other.
  let turns = YieldQueue()

  /// Whether the body of a request is to be read before it is answered.
  func takesBody(of request: Request) -> Bool {
    request.method == .POST && route(at: request.path)?.takesBody == true
  }

  func answer(to request: Request) -> Answer {
    if request.method == .OPTIONS, request.path == "*" {
      return .whole(Response(status: .noContent, headers: ["Allow": "GET, HEAD, OPTIONS"], body: nil))
    }
    guard let route = route(at: request.path) else { return .whole(notFound) }
    let crossOrigin = route.crossOrigin.headers(for: request)
    let methods = route.takesBody ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD, OPTIONS"
    switch request.method {
    case .POST where route.takesBody, .GET, .HEAD:
      do {
        return try route.answer(request).adding(crossOrigin)
      } catch {
        return Answer.whole(.text(.badRequest, error.sentence + "\n")).adding(crossOrigin)
      }
    case .OPTIONS:
      let preflight = route.crossOrigin.preflightHeaders(for: request)
      return Answer.whole(Response(status: .noContent, headers: ["Allow": methods], body: nil))
        .adding(crossOrigin).adding(preflight)
    default:
      return Answer.whole(route.methodNotAllowed(allowing: methods)).adding(crossOrigin)
    }
  }

  private func route(at path: String) -> (any Route)? {
    routes.first { Self.withoutSlash($0.path) == Self.withoutSlash(path) }
  }

  /// One slash at the end of a path makes no difference.
  private static func withoutSlash(_ path: String) -> Substring {
    path.count > 1 && path.hasSuffix("/") ? path.dropLast() : path[...]
  }

  private var notFound: Response {
    let width = routes.map(\.path.count).max() ?? 0
    let lines = routes.map { route in
      "  \(route.path)\(String(repeating: " ", count: width - route.path.count))  \(route.summary)\n"
    }
    return .text(.notFound, "There is nothing at this path. There is something at:\n\n" + lines.joined())
  }
}

extension Answer {
  /// The same answer with more headers.
  fileprivate func adding(_ more: HTTPHeaders) -> Answer {
    switch self {
    case .whole(var response):
      response.headers.add(contentsOf: more)
      return .whole(response)
    case .stream(var headers, let head, let open):
      headers.add(contentsOf: more)
      return .stream(headers, head: head, open: open)
    }
  }
}
