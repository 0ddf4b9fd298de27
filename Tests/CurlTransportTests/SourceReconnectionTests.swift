import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  /// How an event source loses its connection, comes back, or is closed, over the real chain.
  @Suite struct SourceReconnections {
    static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"

    /// Streams these bodies, one a connection, and then says that there is no more.
    func server(_ bodies: [String]) throws -> ScriptedServer {
      try ScriptedServer { peer in
        peer.readHead()
        peer.send(
          bodies.indices.contains(peer.number)
            ? Self.head + "\r\n" + bodies[peer.number] : "HTTP/1.1 204 No Content\r\n\r\n")
      }
    }

    @Test func `C-05, C-06 the id goes with the requests after it, until the stream resets it`() async throws {
      let server = try server(["id: \u{2026}7\ndata: a\n\n", "data: b\n\n", "id\ndata: c\n\n"])
      _ = await SourceRun.of(server.url())
      var ids: [[String]] = []
      for number in 0..<4 {
        let head = RequestHead(await server.report(number).heads[0])
        ids.append(head.values(of: "Last-Event-ID").map { String(decoding: $0, as: UTF8.self) })
      }
      #expect(ids == [[], ["\u{2026}7"], ["\u{2026}7"], []])
    }

    @Test func `C-15 after a drop the first URL is asked again, redirects and all`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(
          peer.path == "/" ? "HTTP/1.1 301 Go\r\nLocation: /there\r\n\r\n" : Self.head + "\r\ndata: a\n\n")
      }
      let run = await SourceRun.of(server.url()) { $0.losses.count == 2 }
      #expect(run.openings == 2)
      #expect(
        server.heads.map { $0.prefix { $0 != "H" } } == ["GET / ", "GET /there ", "GET / ", "GET /there "])
    }

    @Test func `C-16, C-19 a server that is not there is tried again, later each time`() async throws {
      let server = try ScriptedServer(answer: "")
      server.stop()
      await server.stopped()
      let run = await SourceRun.of(server.url()) { $0.losses.count == 3 }
      #expect(
        run.losses
          == [Disconnection](repeating: .couldNotConnect("Connection refused (127.0.0.1:\(server.port))"), count: 3))
      #expect(run.waits == [.seconds(3), .seconds(6), .seconds(12)])
      #expect(run.errors == 3)
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Ty"])
    func `C-16 an answer that breaks off before its headers end is asked for again`(part: String) async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        guard peer.number == 0 else {
          peer.send(Self.head + "\r\n")
          peer.waitForClose()
          return
        }
        peer.send(part)
        peer.reset()
      }
      let run = await SourceRun.of(server.url()) { $0.openings == 1 }
      #expect(run.losses == [.reset("Connection reset by peer")])
      #expect(run.openings == 1)
      #expect(server.connections == 2)
    }

    enum Ending: CaseIterable, Sendable { case close, length, chunks, cutChunk, cutLength, reset }

    @Test(arguments: Ending.allCases)
    func `C-18, C-19 however a body ends, its source comes back`(ending: Ending) async throws {
      let gate = Gate()
      let server = try ScriptedServer { peer in
        peer.readHead()
        guard peer.number == 0 else {
          peer.send(Self.head + "\r\n")
          peer.waitForClose()
          return
        }
        let (framing, rest) =
          switch ending {
          case .close, .reset: ("\r\ndata: a\n\n", "")
          case .length: ("Content-Length: 9\r\n\r\ndata: a\n\n", "")
          case .cutLength: ("Content-Length: 10\r\n\r\ndata: a\n\n", "")
          case .chunks: ("Transfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\n", "0\r\n\r\n")
          case .cutChunk: ("Transfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\n", "9\r\ndata:")
          }
        peer.send(Self.head + framing)
        gate.wait()
        peer.send(rest)
        if ending == .reset { peer.reset() }
      }
      let run = await SourceRun.of(server.url()) { run in
        if case .batch? = run.reports.last { gate.open() }
        return run.openings == 2
      }
      #expect(run.happenings.map(\.name) == ["construction", "open", "message:a", "error", "open", "close"])
      #expect(run.waits == [.seconds(3)])
      #expect(server.connections == 2)
      switch (ending, run.losses.first) {
      case (.close, .ended?), (.length, .ended?), (.chunks, .ended?), (.cutChunk, .cut?), (.cutLength, .cut?),
        (.reset, .reset?):
        break
      default: Issue.record("\(ending) is taken for \(run.losses)")
      }
    }

    @Test func `C-20 a reconnection time outlives its connection`() async throws {
      let server = try server(["retry: 5000\n", "data: a\n\n", "retry: 0\n"])
      let run = await SourceRun.of(server.url())
      #expect(run.waits == [.seconds(5), .seconds(5), .milliseconds(100)])
      #expect(run.closedBecause == .status(204))
    }

    @Test func `C-17, C-22 closing an open source aborts the request and says nothing more`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(Self.head + "\r\ndata: a\n\n")
        peer.waitForClose()
      }
      let run = await SourceRun.of(server.url()) { $0.bodyCount == 9 }
      #expect(await server.report().close != .notInTime)
      #expect(run.happenings.map(\.name) == ["construction", "open", "message:a", "close"])
      #expect(server.connections == 1)
    }

    @Test func `C-22 closing before the answer comes says nothing at all`() async throws {
      let (asked, isAsked) = AsyncStream<Void>.makeStream()
      let server = try ScriptedServer { peer in
        peer.readHead()
        isAsked.yield()
        peer.waitForClose()
      }
      let source = Task { await SourceRun.of(server.url()) }
      _ = await asked.first { true }
      source.cancel()
      #expect(await source.value.states == [.connecting(attempt: 1)])
      #expect(await server.report().close != .notInTime)
    }

    @Test func `C-23 closing a source that waits to reconnect is the end`() async throws {
      let server = try server(["data: a\n\n"])
      let run = await SourceRun.of(server.url()) { $0.losses.count == 1 }
      guard case .waiting(_, after: .ended)? = run.states.last else {
        Issue.record("it did not stay where it was: \(run.states)")
        return
      }
      #expect(server.connections == 1)
    }

    @Test func `C-21, C-22 an engine that shuts down closes its sources for good`() async throws {
      let (opened, isOpened) = AsyncStream<Void>.makeStream()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(Self.head + "\r\n")
        peer.waitForClose()
      }
      let engine = CurlEngine()
      let source = Task {
        await SourceRun.of(.direct(server.url()), engine: engine) { run in
          if run.openings == 1 { isOpened.yield() }
          return false
        }
      }
      _ = await opened.first { true }
      await engine.shutdown()
      #expect(await source.value.closedBecause == .closed)
      #expect(server.connections == 1)
    }
  }
}
