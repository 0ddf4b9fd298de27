import NIOHTTP1

/// What the server does about a request.
enum Answer {
  case whole(Response)
  /// A `text/event-stream` that stays open: further headers, when the head goes out, and who takes the stream over.
  case stream(HTTPHeaders = [:], head: HeadDelivery = .atOnce, open: (ClientStream) -> Void)
}

/// When the head of a stream goes out.
enum HeadDelivery {
  case atOnce
  /// In one flush with the first bytes of the body, as from a proxy that buffers. Without `X-Accel-Buffering`, which
  /// nginx, where it buffers, does not pass on.
  case withFirstBytes
}

/// A response that is known as a whole.
struct Response {
  var status: HTTPResponseStatus
  var headers: HTTPHeaders
  /// Nil for a status that has no body, like 204.
  var body: String?

  static func document(_ type: String, _ body: String) -> Response {
    Response(status: .ok, headers: ["Content-Type": type], body: body)
  }

  static func text(_ status: HTTPResponseStatus, _ body: String, headers: HTTPHeaders = [:]) -> Response {
    var headers = headers
    headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
    return Response(status: status, headers: headers, body: body)
  }
}
