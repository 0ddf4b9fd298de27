import NIOCore

/// Keeps a connection busy without an event.
struct Heartbeat: Route {
  let path = "/heartbeat"
  let crossOrigin = CrossOrigin.anyone
  let summary = "a comment every ?interval= seconds, 1 by default, and no events"
  let options = [RouteOption("interval", "seconds between comments")]

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let interval = try request.query.interval(default: 1)
    return .stream { stream in
      stream.every(interval) { stream.send(.comment("heartbeat")) }
    }
  }
}

/// Opens a stream and leaves it at that.
struct Silent: Route {
  let path = "/silent"
  let crossOrigin = CrossOrigin.anyone
  let summary = "an open stream in which nothing ever comes"

  func answer(_ request: Request) -> Answer {
    .stream { _ in }
  }
}
