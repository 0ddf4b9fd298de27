import NIOCore

/// Keeps a connection busy without an event.
struct Heartbeat: Route {
  let path = "/heartbeat"
  let summary = "a comment a second, and no events"

  func answer(_ request: Request) -> Answer {
    .stream { stream in
      stream.every(.seconds(1)) { stream.send(.comment("heartbeat")) }
    }
  }
}
