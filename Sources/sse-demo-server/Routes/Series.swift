import NIOCore
import NIOHTTP1

/// A stream of one piece after the other at a steady pace, each for its own client: what most scenarios are.
struct Series: Route {
  let path: String
  let summary: String
  /// What is peculiar to it, beside the options of a course.
  var ownOptions: [RouteOption] = []
  /// In seconds, unless the client chooses another.
  var interval = 0.5
  var headers: HTTPHeaders = [:]
  /// Reads the scenario's own options and gives what makes the pieces, from their number, counted from 0.
  let start: @Sendable (PaceOptions, Query) throws(BadQuery) -> (Int) -> ByteBuffer?

  var crossOrigin: CrossOrigin { .anyone }
  var options: [RouteOption] { ownOptions + PaceOptions.options }

  func answer(_ request: Request) throws(BadQuery) -> Answer {
    let course = try PaceOptions(request, interval: interval)
    let next = try start(course, request.query)
    return .stream(headers) { $0.follow(course, next) }
  }
}
