import NIOCore

/// One stream for all, of which nothing is lost: who comes back with a last event ID gets all that came since.
///
/// The events count on whether anybody listens or not. A client that falls behind further than the history goes back
/// is told so by a comment.
struct Resume: Route {
  let path = "/resume"
  let crossOrigin = CrossOrigin.anyone
  let summary = "one numbered stream for all, one event a second; nothing after Last-Event-ID is lost"
  let options = [
    RouteOption("from", "the first id wanted by a client that has none; without it, what comes from now on"),
    RouteOption("count", "how many events until the stream ends; 0: without end"),
    RouteOption("type", "the type of the events"),
    RouteOption("retry", "the reconnection time in milliseconds; none is set by default"),
  ]

  private static let pieceLimit = 1 << 14

  private let history: History
  private let listeners = Listeners()
  private let repetition: Repetition

  init(_ environment: Environment) {
    let history = environment.history
    self.history = history
    repetition = Repetition(every: .seconds(1), on: environment.eventLoop) { [listeners] in
      if history.add() { listeners.wake() }
    }
  }

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let from = try request.query.integer("from", in: 0...Int.max / 4, default: history.last + 1)
    let count = try request.query.integer("count", in: 0...1_000_000_000, default: 0)
    let type = request.query["type"]
    let retry = try request.query.integer("retry", in: -1...3_600_000, default: -1)
    // An ID from the future is of another history: this one begins anew for its client.
    let seen = request.lastNumber.map { $0 > history.last ? 0 : $0 }
    return .stream { stream in
      if retry >= 0 { stream.send(.reconnectionTime(retry)) }
      var next = seen.map { $0 + 1 } ?? from
      var rest = count == 0 ? Int.max : count
      let flow = stream.flow {
        guard rest > 0 else {
          stream.end()
          return nil
        }
        var bytes = ByteBuffer()
        if next < history.first {
          let comment = "the history begins at \(history.first): \(history.first - next) events are lost"
          bytes.writeImmutableBuffer(Block.comment(comment).encoded())
          next = history.first
        }
        while next <= history.last, rest > 0, bytes.readableBytes < Self.pieceLimit {
          let event = Event(id: String(next), type: type, data: history.data(of: next))
          bytes.writeImmutableBuffer(Block.event(event).encoded())
          next += 1
          rest -= 1
        }
        return bytes.readableBytes > 0 ? bytes : nil
      }
      listeners.join(stream, flow)
    }
  }
}

/// The flows that wait for more history.
private final class Listeners {
  private var flows: [ObjectIdentifier: Flow] = [:]

  func join(_ stream: ClientStream, _ flow: Flow) {
    let key = ObjectIdentifier(flow)
    flows[key] = flow
    stream.ended.assumeIsolated().whenComplete { _ in self.flows[key] = nil }
  }

  func wake() {
    for flow in flows.values { flow.resume() }
  }
}
