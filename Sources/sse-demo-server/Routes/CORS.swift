import NIOCore
import NIOHTTP1

/// Lets pages of other origins read it as the URL says: what a browser makes of that, `curl` never shows.
///
/// Leave for credentials gives nothing away: the stream is the same for everybody.
struct CORS: Route {
  let path = "/cors"
  let summary = "Access-Control-Allow-Origin as ?allow= says, none without it; ?credentials=true allows them too"
  let options =
    [
      RouteOption("allow", "the origin, like https://shop.example, or *, or null; without it no page may read"),
      RouteOption("credentials", "true: sends Access-Control-Allow-Credentials: true; false by default"),
    ] + PaceOptions.options

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let course = try PaceOptions(request, interval: 1)
    var headers: HTTPHeaders = [:]
    if let allowed = request.query["allow"] {
      guard Self.isOrigin(allowed) else {
        throw BadQuery(sentence: "The option allow must be an origin, like https://shop.example:8443, or *, or null.")
      }
      headers.add(name: "Access-Control-Allow-Origin", value: allowed)
    }
    switch request.query["credentials"] ?? "false" {
    case "true": headers.add(name: "Access-Control-Allow-Credentials", value: "true")
    case "false": break
    default: throw BadQuery(sentence: "The option credentials must be true or false.")
    }
    return .stream(headers) { stream in
      stream.follow(course) { number in
        Block.event(course.event(number, "event \(course.name(number))")).encoded()
      }
    }
  }

  /// Whether a text is what that header can hold (Fetch, 3.3.3): nothing else gets into a header.
  static func isOrigin(_ text: String) -> Bool {
    if text == "*" || text == "null" { return true }
    for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
      return text.utf8.count <= 300 && Authority(text.dropFirst(scheme.count)) != nil
    }
    return false
  }
}
