import NIOCore

/// A few events, and then a connection that breaks in one of the ways networks and servers have.
struct Breakdown: Route {
  let path: String
  let summary: String
  let happens: @Sendable (ClientStream) -> Void

  var crossOrigin: CrossOrigin { .anyone }
  var options: [RouteOption] {
    [RouteOption("after", "how many events come before, 3 by default")]
      + PaceOptions.options.filter { $0.name != "count" }
  }

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let after = try request.query.integer("after", in: 0...1_000_000, default: 3)
    let course = try PaceOptions(request, interval: 0.5)
    return .stream { stream in
      var sent = 0
      func goOn() {
        guard sent < after else {
          if sent == after { happens(stream) }
          sent += 1
          return
        }
        stream.send(course.event(sent, "event \(sent + 1)"))
        sent += 1
      }
      goOn()
      stream.every(course.interval, goOn)
    }
  }
}

extension Breakdown {
  static let reset = Breakdown(
    path: "/reset", summary: "resets the connection (RST) after ?after= events"
  ) { $0.reset() }

  /// What is seen of a machine that has lost its network: only a time limit of the client's finds out.
  static let halfOpen = Breakdown(
    path: "/half-open", summary: "goes silent for ever after ?after= events, and the connection stays"
  ) { _ in }

  static let truncate = Breakdown(
    path: "/truncate", summary: "announces a longer chunk than it sends, then closes, after ?after= events"
  ) { $0.breakOff(chunkOf: 1000, after: ByteBuffer(string: "id: cut\ndata: this event is cut o")) }
}
