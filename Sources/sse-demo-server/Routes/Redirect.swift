import NIOHTTP1

/// Sends clients elsewhere on this server.
struct Redirect: Route {
  let path = "/redirect"
  let summary = "redirects with status ?code= (301, 302, 303, 307, 308) to the path ?to= of this server"
  let options = [
    RouteOption("code", "301, 302, 303, 307 or 308, 302 by default"),
    RouteOption("to", "a path of this server, /mixed by default"),
  ]

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let code = try request.query.integer("code", in: 300...399, default: 302)
    guard [301, 302, 303, 307, 308].contains(code) else {
      throw BadQuery(sentence: "The option code must be 301, 302, 303, 307 or 308.")
    }
    let target = request.query["to"] ?? "/mixed"
    guard Self.isPath(target) else {
      throw BadQuery(sentence: "The option to must be a path of this server in ASCII, like /mixed.")
    }
    return .whole(
      .text(HTTPResponseStatus(statusCode: code), "The stream is elsewhere.\n", headers: ["Location": target]))
  }

  /// Whether a reference can neither leave the server nor the header: two slashes would begin a host's name, and
  /// browsers take a backslash for a slash.
  private static func isPath(_ text: String) -> Bool {
    text.hasPrefix("/") && !text.hasPrefix("//") && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C }
  }
}
