import NIOCore

/// Counts for each client by itself.
struct Counter: Route {
  let path = "/event"
  let summary = "a count of your own from 0, one a second"
  let crossOrigin = CrossOrigin.anyone

  func answer(_ request: Request) -> Answer {
    .stream { stream in
      var count = 0
      stream.every(.seconds(1)) {
        stream.send(Event(data: String(count)))
        count += 1
      }
    }
  }
}
