import NIOCore
import NIOHTTP1

/// A stream that a gateway has collected whole before it passed it on, with the length it then knew.
struct AllAtOnce: Route {
  let path = "/all-at-once"
  let crossOrigin = CrossOrigin.anyone
  let summary = "?count= events made ?interval= seconds apart, collected, and sent whole with a Content-Length"
  let options = [
    RouteOption("interval", "seconds between the times at which the events were made, 0.5 unless given"),
    RouteOption("count", "how many events, 12 unless given"),
    RouteOption("id", "the first id, from which the ids count on; none: no ids"),
  ]

  private let clock: WallClock

  init(_ surroundings: Surroundings) {
    clock = surroundings.clock
  }

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let count = try request.query.integer("count", in: 1...1000, default: 12)
    let course = try Course(request, interval: 0.5, count: count)
    let start = clock.secondsSince1970()
    var body = ByteBuffer()
    for number in 0..<count {
      let time = start + Int((course.interval * number).nanoseconds / 1_000_000_000)
      let data = #"{"n":\#(number + 1),"at":"\#(HTTPDate.iso(secondsSince1970: time))"}"#
      body.writeImmutableBuffer(Block.event(Event(id: course.id(number), data: data)).encoded())
    }
    return .stream(["Content-Length": String(body.readableBytes)], head: .withFirstBytes) { [body] stream in
      stream.after(course.interval * count) {
        stream.send(body)
        stream.end()
      }
    }
  }
}
