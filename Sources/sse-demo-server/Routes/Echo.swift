import NIOCore
import NIOHTTP1

/// Gives back what was posted, line by line, as streams do that answer a question.
struct Echo: Route {
  let path = "/post"
  let summary = "POST: each line of the body comes back as an event, then the stream ends"
  let options = PaceOptions.options
  let takesBody = true

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    guard request.method == .POST else {
      return .whole(
        .text(.methodNotAllowed, "Send a POST with a body, for example with curl -d.\n", headers: ["Allow": "POST"]))
    }
    let course = try PaceOptions(request, interval: 0.1)
    let body = String(buffer: request.body)
    let type = request.headers.first(name: "Content-Type") ?? ""
    return .stream { stream in
      let about = #"{"bytes":\#(request.body.readableBytes),"contentType":\#(JSONText.quoted(type))}"#
      stream.send(Event(type: "request", data: about))
      var lines = body.split(whereSeparator: \.isNewline).makeIterator()
      stream.follow(course) { number in
        lines.next().map { Block.event(course.event(number, type: "line", String($0))).encoded() }
      }
    }
  }
}
