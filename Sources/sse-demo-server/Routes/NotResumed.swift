import NIOCore

/// Sends the same events to everybody, whatever was seen before: Last-Event-ID is not read.
struct Replay: Route {
  let path = "/replay"
  let crossOrigin = CrossOrigin.anyone
  let summary = "events 1 to ?count= at each connection, in spite of Last-Event-ID, then the end"
  let options = notResumedOptions(count: 5, firstID: 1)

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let retry = try request.query.integer("retry", in: 0...3_600_000, default: 1000)
    let course = try PaceOptions(request, interval: 0.5, count: 5, resumes: false)
    return .stream { stream in
      stream.send(.reconnectionTime(retry))
      stream.follow(course) { number in
        Block.event(course.event(number, "event \(course.name(number))")).encoded()
      }
    }
  }
}

/// Numbers the events of each connection from the same id, so that an id says nothing of which event it was.
struct RestartedIDs: Route {
  let path = "/restart-ids"
  let crossOrigin = CrossOrigin.anyone
  let summary = "new events at each connection, but their ids begin again at ?id=, then the end"
  let options = notResumedOptions(count: 10, firstID: 100)

  private let connections = Connections()

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let retry = try request.query.integer("retry", in: 0...3_600_000, default: 1000)
    let course = try PaceOptions(request, interval: 0.5, count: 10, firstID: 100, resumes: false)
    return .stream { [connections] stream in
      connections.count += 1
      let connection = connections.count
      stream.send(.reconnectionTime(retry))
      stream.follow(course) { number in
        Block.event(course.event(number, #"{"connection":\#(connection),"n":\#(number + 1)}"#)).encoded()
      }
    }
  }

  /// How many there have been.
  private final class Connections {
    var count = 0
  }
}

private func notResumedOptions(count: Int, firstID: Int) -> [RouteOption] {
  [
    RouteOption("interval", "seconds between events"),
    RouteOption("count", "how many events come each time, \(count) by default; 0: without end"),
    RouteOption("type", "the type of the events"),
    RouteOption("id", "the first id each time, \(firstID) by default; none: no ids"),
    RouteOption("retry", "the reconnection time in milliseconds, 1000 by default"),
  ]
}
