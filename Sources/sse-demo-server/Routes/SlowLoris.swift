import NIOCore

/// Sends each byte by itself.
struct SlowLoris: Route {
  let path = "/slow-loris"
  let crossOrigin = CrossOrigin.anyone
  let summary = "each byte in a chunk of its own, ?interval= seconds apart"
  let options = PaceOptions.options

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let course = try PaceOptions(request, interval: 0.05)
    return .stream { stream in
      var number = 0
      var rest = ByteBuffer()
      func goOn() {
        if rest.readableBytes == 0 {
          rest = Block.event(course.event(number, "é: event \(number + 1)")).encoded()
          number += 1
        }
        if let byte = rest.readSlice(length: 1) { stream.send(byte) }
        if number == course.count, rest.readableBytes == 0 { stream.end() }
      }
      goOn()
      stream.every(course.interval, goOn)
    }
  }
}
