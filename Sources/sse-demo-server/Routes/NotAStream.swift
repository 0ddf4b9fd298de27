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
