import NIOCore

/// As many events as a client can bear: the load for tests of throughput.
struct Firehose: Route {
  let path = "/firehose"
  let crossOrigin = CrossOrigin.anyone
  let summary =
    "numbered JSON: ?rate= events a second (0: as fast as you read), ?size= bytes of data, ?types=, ?count= in all"
  let options = [
    RouteOption("rate", "events a second, 1000 by default; 0: as fast as you read"),
    RouteOption("size", "bytes of data, 40 by default"),
    RouteOption("types", "how many types take turns, 5 by default"),
    RouteOption("count", "how many events until the stream ends; 0: without end"),
  ]

  /// How often a flow with a rate sends what is due.
  private static let beat = TimeAmount.milliseconds(10)
  private static let pieceLimit = 1 << 16

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let query = request.query
    let rate = try query.integer("rate", in: 0...10_000_000, default: 1000)
    let size = try query.integer("size", in: 0...1_000_000, default: 40)
    let types = try query.integer("types", in: 1...1000, default: 5)
    let count = try query.integer("count", in: 0...1_000_000_000_000, default: 0)
    return .stream { stream in
      var events = NumberedEvents(size: size, types: types, after: request.lastNumber ?? 0)
      var rest = count == 0 ? Int.max : count

      func piece(atMost due: Int) -> ByteBuffer? {
        guard rest > 0 else {
          stream.end()
          return nil
        }
        guard due > 0 else { return nil }
        let before = events.count
        let bytes = events.next(atMost: min(due, rest), bytes: Self.pieceLimit)
        rest -= events.count - before
        return bytes
      }

      guard rate > 0 else {
        stream.flow { piece(atMost: .max) }
        return
      }
      var allowance = Allowance(perSecond: rate, at: stream.eventLoop.now)
      let flow = stream.flow {
        let before = events.count
        let bytes = piece(atMost: allowance.whole)
        allowance.receive(events.count - before)
        return bytes
      }
      // It grows with the beat only: otherwise, at high rates, each little piece would make the next one due.
      stream.every(Self.beat) {
        allowance.grow(at: stream.eventLoop.now)
        flow.resume()
      }
    }
  }
}

/// How many events are due at a rate.
///
/// What could not be sent for longer than a second is not made up for.
struct Allowance {
  private let perSecond: Int
  private var then: NIODeadline
  /// In events times nanoseconds, so that nothing is lost to rounding.
  private var credit = 0

  init(perSecond: Int, at now: NIODeadline) {
    self.perSecond = perSecond
    then = now
  }

  var whole: Int { credit / 1_000_000_000 }

  mutating func grow(at now: NIODeadline) {
    let elapsed = Int(min(max(0, (now - then).nanoseconds), 1_000_000_000))
    then = now
    credit = min(credit + perSecond * elapsed, perSecond * 1_000_000_000)
  }

  mutating func receive(_ count: Int) {
    credit -= count * 1_000_000_000
  }
}
