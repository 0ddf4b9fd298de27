import NIOHTTP1

/// Answers as a server does that cannot, or will not.
struct Status: Route {
  let path = "/status"
  let summary = "answers with the status ?code= and a JSON error, ?as=json or ?as=event-stream"
  let options = [
    RouteOption("code", "the status from 200 to 599, 503 by default"),
    RouteOption("as", "the content type: json or event-stream"),
  ]

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let code = try request.query.integer("code", in: 200...599, default: 503)
    let status = HTTPResponseStatus(statusCode: code)
    let type: String
    switch request.query["as"] ?? "json" {
    case "json": type = "application/json"
    case "event-stream": type = "text/event-stream"
    default: throw BadQuery(sentence: "The option as must be json or event-stream.")
    }
    // RFC 9110, 15.3.5 and 15.4.5: these two end with their head.
    guard code != 204, code != 304 else { return .whole(Response(status: status, headers: [:], body: nil)) }
    // RFC 9110, 15.3.6: a 205 has no content, either.
    let body = code == 205 ? "" : #"{"error":{"status":\#(code),"reason":"\#(status.reasonPhrase)"}}"# + "\n"
    return .whole(Response(status: status, headers: ["Content-Type": type], body: body))
  }
}
