import NIOCore

extension Series {
  /// Nothing, then many at once.
  static let bursts = Series(
    path: "/bursts", summary: "?size= events at once every ?interval= seconds; ?count= is that of the bursts",
    ownOptions: [RouteOption("size", "how many events come at once, 100 by default")], interval: 3
  ) { course, query throws(BadQuery) in
    let size = try query.integer("size", in: 1...10_000, default: 100)
    return { burst in
      var bytes = ByteBuffer()
      for place in 0..<size {
        let data = #"{"burst":\#(burst + 1),"place":\#(place + 1)}"#
        bytes.writeImmutableBuffer(Block.event(course.event(burst * size + place, type: "burst", data)).encoded())
      }
      return bytes
    }
  }
}
