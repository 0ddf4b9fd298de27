import Glibc
import NIOCore
import Testing

@testable import sse_demo_server

/// With real sockets, on the loopback interface; one test after the other, since they count them.
@Suite(.timeLimit(.minutes(20)), .serialized)
struct ServerTests {
  private func start(_ log: any Log, host: String = "127.0.0.1", port: Int = 0) throws -> Server {
    try Server.start(host: host, port: port, log: log) { eventLoop in
      let environment = Environment(
        eventLoop: eventLoop, clock: .system, seed: 7, log: log)
      return Site(routes: [Flood(), Tick()] + Site.demo(environment).routes)
    }
  }

  @Test(arguments: ["127.0.0.1", "localhost"])
  func `It tells where it listens, answers there, and ends its streams when it stops`(host: String) throws {
    let server = try start(Lines(), host: host)
    let port = try #require(server.port)
    let socket = try Socket(port: port)
    try socket.send("GET /time HTTP/1.1\r\nHost: localhost\r\n\r\n")
    let text = try socket.read { $0.contains("hello from stream\n\n") }
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    try server.stop()
    #expect(try socket.readToEnd().hasSuffix("0\r\n\r\n"))
    #expect(throws: Socket.Failure.self) { try Socket(port: port) }
  }

  @Test func `A client that closes its sending half is gone`() throws {
    let server = try start(Lines())
    let socket = try Socket(port: try #require(server.port))
    try socket.send("GET /tick HTTP/1.1\r\nHost: localhost\r\n\r\n")
    _ = try socket.read { $0.contains("tick") }
    socket.closeSendingHalf()
    _ = try socket.readToEnd()
    try server.stop()
  }

  @Test func `A port in use is told in a sentence`() throws {
    let server = try start(Lines())
    let port = try #require(server.port)
    let failure = #expect(throws: ServerFailure.self) { try start(Lines(), port: port) }
    #expect(failure?.description.hasPrefix("Port \(port) of 127.0.0.1 is in use") == true)
    try server.stop()
  }

  @Test func `A host without an address is told in a sentence`() {
    let failure = #expect(throws: ServerFailure.self) { try start(Lines(), host: "not an address") }
    #expect(failure?.description == "The host \"not an address\" has no address that could be found.")
  }

  @Test func `A client that never reads is dropped while another keeps receiving`() throws {
    let lines = Lines()
    let server = try start(lines)
    let port = try #require(server.port)
    let asleep = try Socket(port: port)
    try asleep.send("GET /flood HTTP/1.1\r\nHost: localhost\r\n\r\n")
    let awake = try Socket(port: port)
    try awake.send("GET /tick HTTP/1.1\r\nHost: localhost\r\n\r\n")
    // The ticks go on for as long as it takes; the time limit of the suite is the bound.
    while !lines.all.contains(where: { $0.hasPrefix("/flood: dropped 127.0.0.1:") }) {
      _ = try awake.read { $0.contains("tick") }
    }
    _ = try awake.read { $0.contains("tick") }
    try server.stop()
  }

  @Test(arguments: [true, false])
  func `A client that vanishes amid the firehose leaves no descriptor`(hasRead: Bool) throws {
    let server = try start(Lines())
    let port = try #require(server.port)
    let ticks = try Socket(port: port)
    try ticks.send("GET /tick HTTP/1.1\r\nHost: localhost\r\n\r\n")
    _ = try ticks.read { $0.contains("tick") }
    let base = Socket.count(port: port)
    // With bytes unread, a close resets the connection: what the system does for a client that was killed.
    var clients = try (0..<6).map { number in
      let client = try Socket(port: port)
      try client.send("GET /firehose?rate=\(number % 2 * 1000) HTTP/1.1\r\nHost: localhost\r\n\r\n")
      if hasRead { _ = try client.read { $0.utf8.count > 10_000 } }
      return client
    }
    // The ticks go on for as long as it takes; the time limit of the suite is the bound.
    while Socket.count(port: port) < base + 2 * clients.count { _ = try ticks.read { $0.contains("tick") } }
    clients = []
    while Socket.count(port: port) > base { _ = try ticks.read { $0.contains("tick") } }
    try server.stop()
    // The ticks' own end alone.
    #expect(Socket.count(port: port) <= 1)
  }

  @Test func `Any number of firehoses leave the others their turn`() throws {
    let server = try start(Lines())
    let port = try #require(server.port)
    let ticks = try Socket(port: port)
    try ticks.send("GET /tick HTTP/1.1\r\nHost: localhost\r\n\r\n")
    let clients = try (0..<3).map { _ in
      let client = try Socket(port: port)
      try client.send("GET /firehose?rate=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
      return client
    }
    for client in clients {
      _ = try client.read { $0.utf8.count > 300_000 }
      _ = try ticks.read { $0.contains("tick") }
    }
    try server.stop()
  }
}

/// More than any client can be kept waiting for.
private struct Flood: Route {
  let path = "/flood"
  let summary = ""
  func answer(_ request: Request) -> Answer {
    .stream { stream in
      let text = String(repeating: "x", count: 1 << 18)
      stream.every(.milliseconds(1)) { stream.send(.comment(text)) }
    }
  }
}

private struct Tick: Route {
  let path = "/tick"
  let summary = ""
  func answer(_ request: Request) -> Answer {
    .stream { stream in
      stream.every(.milliseconds(5)) { stream.send(.comment("tick")) }
    }
  }
}

extension Server {
  fileprivate var port: Int? { url.split(separator: ":").last.flatMap { Int($0) } }
}
