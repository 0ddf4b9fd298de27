import NIOCore

/// Closes the connection after a few events, as servers do that restart.
struct Drop: Route {
  let path = "/drop"
  let crossOrigin = CrossOrigin.anyone
  let summary = "closes the connection ?after= events, ?interval= seconds apart, and asks to come back after ?retry= ms"
  let options =
    [
      RouteOption("after", "how many events come before, 3 by default"),
      RouteOption("retry", "the reconnection time in milliseconds, 1000 by default"),
    ] + PaceOptions.options.filter { $0.name != "count" }

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let after = try request.query.integer("after", in: 0...1_000_000, default: 3)
    let retry = try request.query.integer("retry", in: 0...3_600_000, default: 1000)
    let course = try PaceOptions(request, interval: 0.5)
    return .stream { stream in
      var sent = 0
      func goOn() {
        if sent < after {
          stream.send(course.event(sent, "event \(course.id(sent) ?? String(sent + 1))"))
          sent += 1
        }
        if sent == after { stream.endWithConnection() }
      }
      stream.send(.reconnectionTime(retry))
      goOn()
      stream.every(course.interval, goOn)
    }
  }
}
