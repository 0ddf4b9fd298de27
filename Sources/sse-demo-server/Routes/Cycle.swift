import NIOCore

/// The same few events again and again, for clients that are to show something difficult.
struct Cycle: Route {
  /// The options of a cycle; types and ids are part of what it shows.
  static let pace = PaceOptions.options.filter { $0.name == "interval" || $0.name == "count" }

  let path: String
  let summary: String
  /// What is sent at a time: an event, mostly, and maybe something before it.
  let pieces: [ByteBuffer]
  /// In seconds, unless the client chooses another.
  var interval = 0.5
  /// How many pieces until the stream ends, unless the client chooses; 0: without end.
  var count = 0

  var crossOrigin: CrossOrigin { .anyone }
  var options: [RouteOption] { Self.pace }

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    try answer(request, after: nil)
  }

  /// The same, with a piece at the beginning that does not count and does not come again.
  func answer(_ request: Request, after first: ByteBuffer?) throws(BadQuery) -> Answer {
    let course = try PaceOptions(request, interval: interval, count: count)
    return .stream { stream in
      if let first { stream.send(first) }
      stream.follow(course) { pieces[$0 % pieces.count] }
    }
  }
}
