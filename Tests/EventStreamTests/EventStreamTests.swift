import Foundation
import Glibc
import Testing

@testable import EventStream

@Suite struct EventStreamTests {
  /// Sends a result out of the server's thread.
  typealias Results<Value: Sendable> = (stream: AsyncStream<Value>, continuation: AsyncStream<Value>.Continuation)

  @Test func `a stream goes on from its last event ID over connections and ends with 204`() async throws {
    let server = try LoopbackServer { connection in
      switch connection.number {
      case 0: connection.stream("retry: 0\nid: 1\nevent: add\ndata: a\ndata: b\n\ndata: dropped")
      case 1: connection.stream("data: c\n\n")
      default: connection.send("HTTP/1.1 204 No Content\r\n\r\n")
      }
    }
    var options = EventStream.Options()
    options.headers = [("X-Token", "5")]
    options.lastEventID = "0"
    var events: [EventStream.Event] = []
    for try await event in EventStream(server.url, options: options) { events.append(event) }
    #expect(events == [.init(type: "add", data: "a\nb", lastEventID: "1"), .init(data: "c", lastEventID: "1")])
    #expect(server.heads.count == 3)
    for (head, id) in zip(server.heads, ["0", "1", "1"]) {
      #expect(head.contains("\r\nLast-Event-ID: \(id)\r\n"))
      #expect(head.contains("\r\nX-Token: 5\r\n"))
      #expect(head.contains("\r\nAccept: text/event-stream\r\n"))
    }
  }

  @Test func `updates tell what becomes of the connection in order`() async throws {
    let server = try LoopbackServer { connection in
      if connection.number == 0 {
        connection.stream("retry: 0\ndata: long enough to be too long\n\ndata: 1\n\n")
      } else {
        connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\nwhy!")
      }
    }
    var options = EventStream.Options()
    options.eventLimit = 20
    var words: [String] = []
    for try await update in EventStream(server.url, options: options).updates {
      switch update {
      case .event(let event): words.append("event \(event.data)")
      case .overlong: words.append("overlong")
      case .state(.connecting(let attempt)): words.append("connecting \(attempt)")
      case .state(.open): words.append("open")
      case .state(.waiting(_, let reason)): words.append("waiting \(reason.kind)")
      case .state(.closed(let reason)):
        words.append("closed \(reason.kind) \(String(decoding: reason.body, as: UTF8.self))")
      }
    }
    #expect(
      words == [
        "connecting 1", "open", "overlong", "event 1", "waiting ended", "connecting 1",
        "closed refused(status: 403) why!",
      ])
  }

  @Test func `what is final and no end is thrown`() async throws {
    let server = try LoopbackServer {
      $0.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi")
    }
    let refusal = await #expect(throws: EventStream.Interruption.self) {
      for try await _ in EventStream(server.url) {}
    }
    #expect(refusal?.kind == .notAnEventStream(contentType: "text/html"))
    #expect(refusal?.body == Array("hi".utf8))
    for url in ["", "no url", "ftp://127.0.0.1/", "http://127.0.0.1:0x/"] {
      let refusal = await #expect(throws: EventStream.Interruption.self) {
        for try await _ in EventStream(url) {}
      }
      #expect(refusal?.kind == .request)
    }
  }

  @Test func `a request with a body is sent once unless told otherwise`() async throws {
    let server = try LoopbackServer { connection in
      connection.read(2)
      connection.stream("retry: 0\n\ndata: 1\n\n")
    }
    var options = EventStream.Options()
    options.body = Array("{}".utf8)
    options.headers = [("Content-Type", "application/json")]
    var count = 0
    for try await _ in EventStream(server.url, options: options) { count += 1 }
    #expect(count == 1)
    #expect(server.heads.map { $0.hasPrefix("POST / ") } == [true])
    options.reconnection.limit = .max
    for try await _ in EventStream(server.url, options: options) {
      count += 1
      if count == 3 { break }
    }
    #expect(server.heads.count == 3)
  }

  @Test func `cancelling the task ends the transfer`() async throws {
    let (closed, isClosed) = AsyncStream<Bool>.makeStream()
    let server = try LoopbackServer { connection in
      connection.stream("data: 1\n\n")
      isClosed.yield(connection.isClosed())
    }
    let (first, isThere) = AsyncStream<Void>.makeStream()
    let reader = Task {
      for try await _ in EventStream(server.url) { isThere.yield() }
    }
    _ = await first.first { true }
    reader.cancel()
    await #expect(throws: CancellationError.self) { try await reader.value }
    #expect(await closed.first { _ in true } == true)
  }

  @Test func `a cancelled task gets at most fifteen of the events that have come already`() async throws {
    let server = try LoopbackServer { connection in
      connection.stream(String(repeating: "data: 1\n\n", count: 100))
      _ = connection.isClosed()
    }
    let reader = Task {
      var count = 0
      do {
        for try await _ in EventStream(server.url) {
          count += 1
          withUnsafeCurrentTask { $0?.cancel() }
        }
      } catch is CancellationError { return count }
      return -1
    }
    #expect(1...16 ~= (try await reader.value))
  }

  @Test func `leaving the loop ends the transfer`() async throws {
    let (closed, isClosed) = AsyncStream<Bool>.makeStream()
    let server = try LoopbackServer { connection in
      connection.stream("data: 1\n\n")
      isClosed.yield(connection.isClosed())
    }
    for try await _ in EventStream(server.url) { break }
    #expect(await closed.first { _ in true } == true)
  }

  @Test func `who does not ask holds up the server`() async throws {
    let (sent, isSent) = AsyncStream<Int>.makeStream()
    let limit = 1 << 30
    let server = try LoopbackServer { connection in
      connection.stream("")
      let text = String(repeating: "data: 0123456789abcdef\n\n", count: 1 << 12)
      isSent.yield(connection.sendUntilBlocked(text, limit: limit))
    }
    var events = EventStream(server.url).makeAsyncIterator()
    #expect(try await events.next()?.data == "0123456789abcdef")
    #expect(try #require(await sent.first { _ in true }) < limit)
    // What was sent is all there.
    #expect(try await events.next()?.data == "0123456789abcdef")
  }

  @Test func `shutting the engine down ends its streams without an error`() async throws {
    let server = try LoopbackServer { connection in
      connection.stream("data: 1\n\n")
      _ = connection.isClosed()
    }
    var options = EventStream.Options()
    options.engine = EventStream.Engine()
    var count = 0
    for try await _ in EventStream(server.url, options: options) {
      count += 1
      await options.engine.shutDown()
    }
    #expect(count == 1)
  }

  @Test(.timeLimit(.minutes(20))) func `ten thousand streams leave nothing`() async throws {
    let server = try LoopbackServer { connection in
      connection.stream("data: 1\n\n")
      _ = connection.isClosed()
    }
    var engine: EventStream.Engine? = EventStream.Engine()
    weak let carrier = engine?.engine
    let before = try count(in: "/proc/self/fd")
    for _ in 0..<10_000 {
      var options = EventStream.Options()
      options.engine = try #require(engine)
      for try await event in EventStream(server.url, options: options) {
        #expect(event.data == "1")
        break
      }
    }
    // Other tests in this process may hold some hundreds more than before; a leak would be ten thousand.
    #expect(try count(in: "/proc/self/fd") < before + 1_000)
    await engine?.shutDown()
    engine = nil
    // Each run and each request holds it, so then none is left. Should one be, the limit of the test ends this.
    while carrier != nil {
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  private func count(in directory: String) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: directory).count
  }
}
