/// Something the server has to offer at one path.
///
/// A route is used on the event loop of the server only, so it may keep state of its own.
protocol Route {
  var path: String { get }
  /// One line for people: what there is to see.
  var summary: String { get }
  var crossOrigin: CrossOrigin { get }
  /// Answers a GET; a HEAD is answered with the same, less the body, and then no stream is opened.
  ///
  /// Throws what is wrong with the options of the request, which is then answered with 400.
  func answer(_ request: Request) throws(BadQuery) -> Answer
}

extension Route {
  var crossOrigin: CrossOrigin { .refused }
}
