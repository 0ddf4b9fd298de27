import NIOCore

/// Ends within an event: what the standard tells a client to throw away.
struct NoNewline: Route {
  let path = "/no-newline"
  let crossOrigin = CrossOrigin.anyone
  let summary = "?count= events, the last without the empty line that would end it, then the end of the body"
  let options = PaceOptions.options

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let course = try PaceOptions(request, interval: 0.5, count: 3)
    return .stream { stream in
      stream.follow(course) { number in
        let whole = Block.event(course.event(number, "event \(number + 1)")).encoded()
        let isLast = number + 1 == course.count
        return isLast ? whole.getSlice(at: whole.readerIndex, length: whole.readableBytes - 2) : whole
      }
    }
  }
}
