import NIOCore

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
