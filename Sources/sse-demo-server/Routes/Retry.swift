/// Sets the time after which clients come back, and sends them away.
struct Retry: Route {
  let path = "/retry"
  let crossOrigin = CrossOrigin.anyone
  let summary = "tells to come back after ?ms= milliseconds, sends an event and ends"
  let options = [RouteOption("ms", "the reconnection time in milliseconds, 1000 by default")]

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let time = try request.query.integer("ms", in: 0...1_000_000_000_000, default: 1000)
    return .stream { stream in
      let id = (request.lastNumber ?? 0) + 1
      stream.send(.reconnectionTime(time))
      stream.send(Event(id: String(id), data: "visit \(id)"))
      stream.end()
    }
  }
}
