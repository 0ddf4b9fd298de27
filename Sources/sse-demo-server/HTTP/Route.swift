import NIOHTTP1

/// Something the server has to offer at one path.
///
/// A route is used on the event loop of the server only, so it may keep state of its own.
protocol Route {
  var path: String { get }
  /// One line for people: what there is to see.
  var summary: String { get }
  /// What a query may ask for.
  var options: [RouteOption] { get }
  var crossOrigin: CrossOrigin { get }
  /// Whether POST is answered as well as GET, once its body has come.
  var takesBody: Bool { get }
  /// Answers a GET; a HEAD is answered with the same, less the body, and then no stream is opened.
  ///
  /// Throws what is wrong with the options of the request, which is then answered with 400.
  func answer(_ request: Request) throws(BadQuery) -> Answer
  /// What is said to another method than those, which are a list for the Allow header.
  func methodNotAllowed(allowing methods: String) -> Response
}

extension Route {
  var options: [RouteOption] { [] }
  var crossOrigin: CrossOrigin { .refused }
  var takesBody: Bool { false }

  func methodNotAllowed(allowing methods: String) -> Response {
    .text(.methodNotAllowed, "This path answers only: \(methods).\n", headers: ["Allow": methods])
  }

  /// The path without its slashes, by which people speak of it.
  var name: String { path.split(separator: "/").joined(separator: "/") }
}

/// An option of a query, as people are told of it.
struct RouteOption: Sendable {
  let name: String
  let meaning: String

  init(_ name: String, _ meaning: String) {
    self.name = name
    self.meaning = meaning
  }
}
