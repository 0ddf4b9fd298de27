import NIOCore
import NIOHTTP1

/// A stream for those who have the password or the token.
struct Auth: Route {
  let path = "/auth"
  let summary = "wants Basic (user demo, password demo) or a bearer token (demo); else 401"
  let options = [RouteOption("scheme", "basic or bearer, to accept only that one")] + PaceOptions.options

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let course = try PaceOptions(request, interval: 1)
    let schemes: [Scheme]
    switch request.query["scheme"] {
    case nil: schemes = [.basic, .bearer]
    case "basic": schemes = [.basic]
    case "bearer": schemes = [.bearer]
    default: throw BadQuery(sentence: "The option scheme must be basic or bearer.")
    }
    guard let scheme = schemes.first(where: { $0.admits(request.headers["Authorization"]) }) else {
      let challenges = HTTPHeaders(schemes.map { ("WWW-Authenticate", $0.challenge) })
      return .whole(.text(.unauthorized, "This stream is for those who can say who they are.\n", headers: challenges))
    }
    return .stream { stream in
      stream.follow(course) { number in
        Block.event(course.event(number, "admitted by \(scheme.rawValue), event \(number + 1)")).encoded()
      }
    }
  }

  private enum Scheme: String {
    case basic = "Basic"
    case bearer = "Bearer"

    /// The credentials of RFC 7617 ("demo:demo" in base64) and RFC 6750.
    private var credentials: String { self == .basic ? "ZGVtbzpkZW1v" : "demo" }
    var challenge: String { self == .basic ? #"Basic realm="demo", charset="UTF-8""# : #"Bearer realm="demo""# }

    /// The name of a scheme is case-insensitive (RFC 9110, 11.1).
    func admits(_ values: [String]) -> Bool {
      guard values.count == 1 else { return false }
      let parts = values[0].split(separator: " ")
      return parts.count == 2 && parts[0].lowercased() == rawValue.lowercased() && parts[1] == credentials
    }
  }
}
