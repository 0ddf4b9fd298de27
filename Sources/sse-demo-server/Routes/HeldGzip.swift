import NIOCore
import NIOHTTP1

/// A stream in gzip by a compressor that nobody flushes: it gathers a whole block of input before anything comes out.
struct HeldGzip: Route {
  let path = "/held-gzip"
  let crossOrigin = CrossOrigin.anyone
  let summary = "50 events a second in gzip, not flushed: nothing until ?bytes= of them have gathered, then all at once"
  let options =
    [
      RouteOption("bytes", "how much the compressor gathers before it gives anything, 32768 by default"),
      RouteOption("size", "bytes of each event, 76 by default"),
      RouteOption("when", "always, or asked: without gzip and at once for those who do not accept gzip"),
    ] + PaceOptions.options

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let length = try request.query.integer("bytes", in: 256...Int(UInt16.max), default: 32_768)
    let size = try request.query.integer("size", in: 1...PaceOptions.longestPadding, default: 76)
    let course = try PaceOptions(request, interval: 0.02)
    let isCompressed: Bool
    switch request.query["when"] ?? "always" {
    case "always": isCompressed = true
    case "asked": isCompressed = request.acceptsGzip
    default: throw BadQuery(sentence: "The option when must be always or asked.")
    }
    guard isCompressed else {
      return .stream(["Vary": "Accept-Encoding"]) { stream in
        stream.follow(course) { course.paddedEvent($0, size: size) }
      }
    }
    return .stream(["Content-Encoding": "gzip", "Vary": "Accept-Encoding"]) { stream in
      var member = GzipMember()
      var waiting = member.head
      var buffer = BlockBuffer(length: length)
      var number = 0
      func send(_ bytes: ByteBuffer) {
        waiting.writeImmutableBuffer(member.block(bytes))
        stream.send(waiting)
        waiting = ByteBuffer()
      }
      func goOn() {
        for block in buffer.add(course.paddedEvent(number, size: size)) { send(block) }
        number += 1
        if number == course.count {
          if buffer.rest.readableBytes > 0 { send(buffer.rest) }
          stream.send(member.end)
          stream.end()
        }
      }
      goOn()
      stream.every(course.interval, goOn)
    }
  }
}

extension Request {
  /// Whether gzip is among what the client accepts by name (RFC 9110, 12.5.3).
  var acceptsGzip: Bool {
    headers[canonicalForm: "Accept-Encoding"].contains { item in
      let parts = item.lowercased().split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      let isRefused = parts.dropFirst().contains { $0.hasPrefix("q=") && Double($0.dropFirst(2)) == 0 }
      return (parts.first == "gzip" || parts.first == "x-gzip") && !isRefused
    }
  }
}
