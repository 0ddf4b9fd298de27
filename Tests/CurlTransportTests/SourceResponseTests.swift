import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  /// What an answer makes of an event source, over the real chain.
  @Suite struct SourceAnswers {
    func head(_ status: Int = 200, type: String = "Content-Type: text/event-stream\r\n", _ more: String = "") -> String
    {
      "HTTP/1.1 \(status) Status\r\n\(type)\(more)\r\n"
    }

    @Test func `C-08 a stream is open before any of its events comes`() async throws {
      let gate = Gate()
      let wasOpenBefore = Locked(false)
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(head())
        let isOpen = gate.wait()
        wasOpenBefore.withLock { $0 = isOpen }
        peer.send("data: a\n\n")
        peer.waitForClose()
      }
      let run = await SourceRun.of(server.url()) { run in
        if case .state(.open, _)? = run.reports.last { gate.open() }
        return run.bodyCount > 0
      }
      #expect(wasOpenBefore.withLock { $0 })
      #expect(
        run.happenings.map(\.name) == ["construction", "open", "message:a", "close"])
    }

    @Test(arguments: [201, 204, 205, 206, 210, 299, 300, 304, 400, 401, 404, 410, 429, 500, 502, 503, 504])
    func `C-09, C-21 any status but 200 fails the connection once and for all`(status: Int) async throws {
      let server = try ScriptedServer(answer: head(status) + "data: a\n\n")
      let run = await SourceRun.of(server.url())
      #expect(run.closedBecause == .status(status))
      #expect(run.happenings.map(\.name) == ["construction", "error"])
      #expect(server.connections == 1)
    }

    @Test func `C-10 204 tells a source that was open to stay away`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(peer.number == 0 ? head() + "data: a\n\n" : head(204))
      }
      let run = await SourceRun.of(server.url())
      #expect(run.closedBecause == .status(204))
      #expect(run.happenings.map(\.name) == ["construction", "open", "message:a", "error", "error"])
      #expect(server.connections == 2)
    }

    @Test(arguments: [
      "content-type:TEXT/Event-Stream", "Content-Type: text/event-stream;",
      "Content-Type: text/html, text/event-stream",
      "Content-Type: text/html\r\nContent-Type: text/event-stream",
      "Content-Type: text/event-stream\r\nContent-Type: */*",
    ])
    func `C-11 these headers name an event stream`(lines: String) async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(head(type: lines + "\r\n"))
        peer.waitForClose()
      }
      let run = await SourceRun.of(server.url()) { $0.openings == 1 }
      #expect(run.openings == 1)
      #expect(server.connections == 1)
    }

    @Test(arguments: [
      "", "Content-Type:\r\n", "Content-Type: text/event-streams\r\n", "X-Type: text/event-stream\r\n",
      "Content-Type: text/event-stream\r\nContent-Type: text/html\r\n",
    ])
    func `C-11, C-21 these do not, and the connection fails`(lines: String) async throws {
      let server = try ScriptedServer(answer: head(type: lines) + "data: a\n\n")
      let run = await SourceRun.of(server.url())
      guard case .contentType? = run.closedBecause else {
        Issue.record("it goes on: \(run.states)")
        return
      }
      #expect(run.happenings.map(\.name) == ["construction", "error"])
      #expect(server.connections == 1)
    }

    @Test func `C-12 a redirect loop is walked twenty times, and never again`() async throws {
      let server = try ScriptedServer(answer: head(307, "Location: /\r\n"))
      let run = await SourceRun.of(server.url())
      #expect(run.closedBecause == .tooManyRedirects("more than 20 redirects"))
      #expect(run.errors == 1)
      #expect(server.connections == 21)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `C-13 a redirect to nowhere fails the connection`(status: Int) async throws {
      let server = try ScriptedServer(answer: head(status) + "data: a\n\n")
      let run = await SourceRun.of(server.url())
      #expect(run.closedBecause == .status(status))
      #expect(run.errors == 1)
      #expect(server.connections == 1)
    }

    @Test(arguments: ["gzip", "deflate"])
    func `C-24 the events of an encoded stream appear one by one`(coding: String) async throws {
      // RFC 1952, 2.3 and RFC 1950, 2.2; then a stored block for each event (RFC 1951, 3.2.4).
      let start: [UInt8] = coding == "gzip" ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] : [0x78, 0x01]
      let gate = Gate()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(Array(head(200, "Content-Encoding: \(coding)\r\n").utf8) + start)
        for number in 0..<3 {
          gate.wait()
          let event = Array("data: \(number)\n\n".utf8)
          peer.send([0, UInt8(event.count), 0, ~UInt8(event.count), 255] + event)
        }
        peer.waitForClose()
      }
      let run = await SourceRun.of(server.url()) { run in
        switch run.reports.last {
        case .state(.open, _), .batch: gate.open()
        default: break
        }
        return run.bodyCount == 27
      }
      let counts = run.reports.compactMap { if case .batch(let batch) = $0 { batch.records.count } else { nil } }
      #expect(counts == [1, 1, 1])
      #expect(run.events.map(\.data) == ["0", "1", "2"])
    }
  }
}
