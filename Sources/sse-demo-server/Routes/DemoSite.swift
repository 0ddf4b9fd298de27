extension Site {
  /// Everything the demo server shows. A new scenario is a file in this folder and a line here.
  static func demo(_ surroundings: Surroundings) -> Site {
    let streams: [any Route] = [
      RandomNumbers(surroundings),
      Counter(),
      CurrentTime(surroundings),
      Mixed(surroundings),
      Firehose(),
      Cycle.escape,
      Cycle.bidi,
      Huge(),
      Drop(),
      Retry(),
      Silent(),
      Heartbeat(),
      Status(),
      WebPage(),
      Redirect(),
    ]
    return Site(routes: [Page(about: streams)] + streams)
  }
}
