import NIOCore
import NIOPosix

/// The streams for people, without a server.
enum Listing {
  static func text() throws -> String {
    try ServerNeeds.check()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    defer { try? group.syncShutdownGracefully() }
    let loop = group.next()
    return try loop.submit {
      let log = StandardError(isQuiet: true)
      return text(of: Site.demo(Environment(eventLoop: loop, clock: .system, seed: 0, log: log)).routes)
    }.wait()
  }

  /// A line for each with its description, and one for each option.
  static func text(of routes: [any Route]) -> String {
    let width = routes.flatMap { [$0.path.count] + $0.options.map { $0.name.count + 4 } }.max() ?? 0
    func line(_ start: String, _ meaning: String) -> String {
      start + String(repeating: " ", count: max(0, width - start.count)) + "  " + meaning + "\n"
    }
    return routes.map { route in
      line(route.path, route.summary) + route.options.map { line("  ?\($0.name)=", $0.meaning) }.joined()
    }.joined()
  }
}
