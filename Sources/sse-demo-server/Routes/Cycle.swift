import NIOCore

/// The same few events again and again, for clients that are to show something difficult.
struct Cycle: Route {
  let path: String
  let summary: String
  /// Each with one event, and maybe a comment before it.
  let pieces: [ByteBuffer]

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let interval = try request.query.interval(default: 0.5)
    let count = try request.query.integer("count", in: 0...1_000_000_000, default: 0)
    return .stream { stream in
      var sent = 0
      func sendNext() {
        stream.send(pieces[sent % pieces.count])
        sent += 1
        if sent == count { stream.end() }
      }
      sendNext()
      stream.every(interval, sendNext)
    }
  }
}
