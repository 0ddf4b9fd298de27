import NIOCore

/// Events with one line that is very long, each followed by a short one.
struct Huge: Route {
  let path = "/huge"
  let summary = "an event with one line of ?bytes= of data, then a short one, every ?interval= seconds"
  let options = [
    RouteOption("bytes", "the length of the long line, 1000000 by default"),
    RouteOption("interval", "seconds from one pair to the next, 5 by default"),
    RouteOption("count", "how many pairs until the stream ends; 0: without end"),
  ]

  private static let alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
  private static let filling = ByteBuffer(string: String(repeating: alphabet, count: 1024))

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let size = try request.query.integer("bytes", in: 0...1_000_000_000, default: 1_000_000)
    let course = try PaceOptions(request, interval: 5)
    return .stream { stream in
      var id = 0
      /// What is still to come of the pair of events; never all of it at once, so that any size costs the same.
      var rest = Rest.nothing

      func start() {
        // A client for which five seconds are too short gets the next pair later.
        if case .nothing = rest { rest = .head }
      }
      func next() -> ByteBuffer? {
        switch rest {
        case .nothing:
          if id > 0, id == 2 * course.count { stream.end() }
          return nil
        case .head:
          id += 1
          rest = size > 0 ? .data(size) : .end
          return ByteBuffer(string: "id: \(id)\nevent: huge\ndata: ")
        case .data(let missing):
          let count = min(missing, Self.filling.readableBytes)
          rest = missing > count ? .data(missing - count) : .end
          return Self.filling.getSlice(at: 0, length: count)
        case .end:
          id += 1
          rest = .nothing
          return ByteBuffer(string: "\n\nid: \(id)\nevent: small\ndata: after \(size) bytes\n\n")
        }
      }

      start()
      let flow = stream.flow(next)
      stream.every(course.interval) {
        start()
        flow.resume()
      }
    }
  }

  private enum Rest {
    case nothing, head
    case data(Int)
    case end
  }
}
