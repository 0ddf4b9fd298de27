import Testing

@testable import EventStream

@Suite struct EventFeedTests {
  @MainActor @Test func `a feed keeps the newest events within both limits`() async throws {
    let server = try LoopbackServer { connection in
      connection.stream((1...9).map { "data: \($0)\n\n" }.joined() + "data: 1234567890\n\n")
    }
    var options = EventStream.Options()
    options.reconnection.limit = 0
    let feed = EventFeed(countLimit: 3)
    try await feed.run(EventStream(server.url, options: options))
    #expect(feed.events.map(\.data) == ["8", "9", "1234567890"])
    #expect(feed.count == 10)
    guard case .closed(let reason) = feed.state else {
      Issue.record("not closed")
      return
    }
    #expect(reason.kind == .ended)
    let small = EventFeed(byteLimit: 11)
    try await small.run(EventStream(server.url, options: options))
    #expect(small.events.map(\.data) == ["9", "1234567890"])
  }
}
