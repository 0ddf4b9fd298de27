import NIOHTTP1

/// The routes of the server, and the right answer to whatever else is asked.
struct Site {
  let routes: [any Route]
  /// All streams of the server take turns with each other.
  let turns = Turns()

  private static let methods: HTTPHeaders = ["Allow": "GET, HEAD, OPTIONS"]

  func answer(to request: Request) -> Answer {
    if request.method == .OPTIONS, request.path == "*" {
      return .whole(Response(status: .noContent, headers: Self.methods, body: nil))
    }
    guard let route = route(at: request.path) else { return .whole(notFound) }
    let crossOrigin = route.crossOrigin.headers(for: request)
    switch request.method {
    case .GET, .HEAD:
      do {
        return try route.answer(request).adding(crossOrigin)
      } catch {
        return Answer.whole(.text(.badRequest, error.sentence + "\n")).adding(crossOrigin)
      }
    case .OPTIONS:
      let preflight = route.crossOrigin.preflightHeaders(for: request)
      return Answer.whole(Response(status: .noContent, headers: Self.methods, body: nil))
        .adding(crossOrigin).adding(preflight)
    default:
      let sentence = "This path answers GET, HEAD and OPTIONS only.\n"
      return Answer.whole(.text(.methodNotAllowed, sentence, headers: Self.methods)).adding(crossOrigin)
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
    case .stream(var headers, let open):
      headers.add(contentsOf: more)
      return .stream(headers, open: open)
    }
  }
}
