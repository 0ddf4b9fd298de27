import NIOCore
import NIOHTTP1

/// What comes of a stream through a proxy that buffers, as nginx does unless told otherwise: the head late, and then
/// blocks of one length, cut wherever they are full.
struct Held: Route {
  let path = "/held"
  let crossOrigin = CrossOrigin.anyone
  let summary = "22 events a second, held back until ?bytes= of them have gathered, as by nginx with proxy_buffering on"
  let options =
    [
      RouteOption("bytes", "the length of the blocks that go out, 4096 by default"),
      RouteOption("size", "bytes of each event, 180 by default"),
    ] + PaceOptions.options

  /// The longest block, in bytes: far less than what may wait for a client, or it would be dropped.
  private static let longestBlock = 1 << 18

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let length = try request.query.integer("bytes", in: 256...Self.longestBlock, default: 4096)
    let size = try request.query.integer("size", in: 1...PaceOptions.longestPadding, default: 180)
    let course = try PaceOptions(request, interval: 1.0 / 22)
    return .stream(["Server": "nginx"], head: .withFirstBytes) { stream in
      var buffer = BlockBuffer(length: length)
      var number = 0
      func goOn() {
        for block in buffer.add(course.paddedEvent(number, size: size)) { stream.send(block) }
        number += 1
        if number == course.count {
          if buffer.rest.readableBytes > 0 { stream.send(buffer.rest) }
          stream.end()
        }
      }
      goOn()
      stream.every(course.interval, goOn)
    }
  }
}
