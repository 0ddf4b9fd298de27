import NIOCore
import NIOHTTP1

/// The answer that tells a client never to come back.
struct NoContent: Route {
  let path = "/204"
  let summary = "204 No Content: the stream is over, and a client must not come back"

  func answer(_ request: Request) -> Answer {
    .whole(Response(status: .noContent, headers: [:], body: nil))
  }
}

extension Series {
  /// Lines of JSON that are no event stream, under a content type that says so.
  static let ndjson = Series(
    path: "/ndjson", summary: "newline-delimited JSON: not an event stream, and not called one",
    headers: ["Content-Type": "application/x-ndjson"]
  ) { course, _ in
    { number in
      let event = course.event(number, type: "ADDED", "event \(number + 1)")
      let id = event.id.map { #""id":"\#($0)","# } ?? ""
      let type = JSONText.quoted(event.type ?? "")
      return ByteBuffer(string: #"{"type":\#(type),\#(id)"data":\#(JSONText.quoted(event.data))}"# + "\n")
    }
  }
}

/// A web page where an event stream is expected, as from a proxy or a login.
struct WebPage: Route {
  let path = "/html"
  let summary = "a web page with status 200 instead of a stream"

  func answer(_ request: Request) -> Answer {
    .whole(
      .document(
        "text/html; charset=utf-8",
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Not a stream</title></head>
        <body><h1>Not a stream</h1><p>Please log in.</p></body>
        </html>

        """))
  }
}

/// An error that is sent as if it were the stream: with its status and its content type.
struct JSONError: Route {
  let path = "/json-error"
  let crossOrigin = CrossOrigin.anyone
  let summary = "200 and text/event-stream, but the body is a JSON error, or a page with ?as=html"
  let options = [RouteOption("as", "what the body is: json or html")]

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let body: String
    switch request.query["as"] ?? "json" {
    case "json":
      body = #"{"error":{"code":"quota_exceeded","message":"The quota of this key is used up."}}"# + "\n"
    case "html":
      body = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Down for maintenance</title></head>
        <body><h1>Down for maintenance</h1></body></html>

        """
    default: throw BadQuery(sentence: "The option as must be json or html.")
    }
    return .stream { stream in
      stream.send(ByteBuffer(string: body))
      stream.end()
    }
  }
}
