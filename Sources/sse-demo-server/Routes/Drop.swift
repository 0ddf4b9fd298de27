import NIOCore

/// Closes the connection after a few events, as servers do that restart.
struct Drop: Route {
  let path = "/drop"
  let summary = "closes the connection ?after= events, ?interval= seconds apart, and asks to come back after ?retry= ms"
  let options = [
    RouteOption("after", "how many events come before, 3 unless given"),
    RouteOption("interval", "seconds between events"),
    RouteOption("retry", "the reconnection time in milliseconds, 1000 unless given"),
  ]

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let after = try request.query.integer("after", in: 0...1_000_000, default: 3)
    let retry = try request.query.integer("retry", in: 0...3_600_000, default: 1000)
    let interval = try request.query.interval(default: 0.5)
    return .stream { stream in
      var id = request.lastNumber ?? 0
      let last = id + after
      func goOn() {
        if id < last {
          id += 1
          stream.send(Event(id: String(id), data: "event \(id)"))
        }
        if id == last { stream.endWithConnection() }
      }
      stream.send(.reconnectionTime(retry))
      goOn()
      stream.every(interval, goOn)
    }
  }
}
