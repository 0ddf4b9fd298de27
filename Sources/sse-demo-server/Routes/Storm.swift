import NIOCore

/// Lets clients in and sends them away at once, with leave to come back at once: what a careful client slows down.
struct Storm: Route {
  let path = "/storm"
  let crossOrigin = CrossOrigin.anyone
  let summary = "closes at once, and asks to come back after ?retry= ms"
  let options = [
    RouteOption("retry", "the reconnection time in milliseconds, 10 by default"),
    RouteOption("count", "how many events come before the end, none by default"),
  ]

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let retry = try request.query.integer("retry", in: 0...3_600_000, default: 10)
    let count = try request.query.integer("count", in: 0...1000, default: 0)
    return .stream { stream in
      stream.send(.reconnectionTime(retry))
      let first = (request.lastNumber ?? 0) + 1
      for id in first..<(first + count) { stream.send(Event(id: String(id), data: "event \(id)")) }
      stream.endWithConnection()
    }
  }
}
