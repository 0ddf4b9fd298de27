import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Requests {
    let engine = CurlEngine()

    /// The lines that a request arrives with at a server.
    func lines(lastEventID: [UInt8] = [], _ change: (inout CurlRequest) -> Void = { _ in })
      async throws -> [[UInt8]]
    {
      let server = try ScriptedServer(answer: "HTTP/1.1 204 No Content\r\n\r\n")
      var request = CurlRequest.direct(server.url("/stream?a=b"))
      change(&request)
      _ = try await engine.transport(for: request).open(lastEventID: lastEventID)
      return await server.report().heads[0].split(separator: 0x0A).map { $0.filter { $0 != 0x0D } }
    }

    func text(_ lines: [[UInt8]]) -> [String] { lines.map { String(decoding: $0, as: UTF8.self) } }

    @Test func `C-02, C-03, C-04, C-05 the first request carries these headers and no others`()
      async throws
    {
      let lines = text(try await lines { $0.userAgent = "sse-top/1.0" })
      #expect(lines.first == "GET /stream?a=b HTTP/1.1")
      #expect(lines.contains { $0.hasPrefix("Host: 127.0.0.1:") })
      #expect(
        lines.dropFirst().filter { !$0.isEmpty && !$0.hasPrefix("Host:") }.sorted() == [
          "Accept: text/event-stream", "Cache-Control: no-cache", "Pragma: no-cache",
          "User-Agent: sse-top/1.0",
        ])
    }

    @Test func `C-02 nothing follows the head of a request`() async throws {
      let rest = Locked<[UInt8]?>(nil)
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 204 No Content\r\n\r\n")
        peer.finish()
        let bytes = peer.read(1)
        rest.withLock { $0 = bytes }
      }
      _ = try await engine.open(server.url())
      #expect(await server.report().close == .end)
      #expect(rest.withLock { $0 } == [])
    }

    @Test(
      arguments: [
        [0xE2, 0x80, 0xA6], Array("12; a=b".utf8), Array("[{\"topic\":\"x\"}]".utf8),
        [0x01, 0x7F, 0xFF, 0x3C],
        [UInt8](repeating: 0x78, count: 9000), Array("Name:value;".utf8), Array("a  b\t".utf8),
        Array("%s%n".utf8), [UInt8](repeating: 0x61, count: 255), Array("e5p3n<3k0k0s".utf8),
      ] as [[UInt8]])
    func `C-06, C-07 Last-Event-ID goes back in its own bytes`(id: [UInt8]) async throws {
      let lines = try await lines(lastEventID: id)
      #expect(
        lines.filter { $0.starts(with: Array("Last-Event-ID".utf8)) } == [
          Array("Last-Event-ID: ".utf8) + id
        ])
    }

    @Test(arguments: [" ", " \t "])
    func `an id of blanks is sent as the empty value that blanks are in HTTP`(id: String)
      async throws
    {
      let lines = text(try await lines(lastEventID: Array(id.utf8)))
      #expect(lines.filter { $0.hasPrefix("Last-Event-ID") } == ["Last-Event-ID:"])
    }

    @Test(arguments: ["a\nb", "a\rb", "a\0b"])
    func `an id that would end its line is not sent`(id: String) async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\n\r\n")
      await #expect(throws: Disconnection.self) {
        try await engine.open(server.url(), lastEventID: id)
      }
      #expect(server.connections == 0)
    }

    @Test func `a header given replaces the one of the same name`() async throws {
      let lines = text(
        try await lines(lastEventID: [0x37]) { request in
          request.headers = [
            .init(name: "accept", value: "application/json"),
            .init(name: "cache-control", value: "max-age=0"),
            .init(name: "last-event-id", value: "6"), .init(name: "X-Empty", value: ""),
            .init(name: "X-Text", value: "ü: ;"),
          ]
        })
      let own = ["GET", "Host", "User-Agent"]
      #expect(
        lines.filter { line in !line.isEmpty && !own.contains { line.hasPrefix($0) } } == [
          "Pragma: no-cache", "accept: application/json", "cache-control: max-age=0", "X-Empty:",
          "X-Text: ü: ;",
          "Last-Event-ID: 7",
        ])
    }

    @Test(arguments: [
      ("", "x"), ("A b", "x"), ("A:", "x"), ("Ä", "x"), ("A", "x\r\nInjected: y"), ("A", "x\0"),
    ])
    func `a header that would break the request is refused`(name: String, value: String)
      async throws
    {
      let server = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\n\r\n")
      var request = CurlRequest.direct(server.url())
      request.headers = [.init(name: name, value: value)]
      let failure = await engine.failure(request)
      #expect(failure?.exitCode == 43)
      #expect(server.connections == 0)
    }

    @Test func `a header without a value, and headers taken away, as with curl`() async throws {
      let lines = text(
        try await lines { request in
          request.headers =
            ["Accept", "User-Agent", "Cache-Control", "pragma", "Host"].map { .init(name: $0, value: nil) }
            + [.init(name: "X-Empty", value: "")]
        })
      #expect(lines.filter { !$0.isEmpty } == ["GET /stream?a=b HTTP/1.1", "X-Empty:"])
    }

    @Test func `Host, user agent, referer, cookie and Accept are the ones given`() async throws {
      let lines = text(
        try await lines { request in
          request.headers = [.init(name: "Host", value: "example.org:81")]
          request.userAgent = "tool/1"
          request.referer = "http://example.org/from"
          request.cookie = "a=b; c=d"
          request.accept = "application/json, text/event-stream"
        })
      for line in [
        "Host: example.org:81", "User-Agent: tool/1", "Referer: http://example.org/from", "Cookie: a=b; c=d",
        "Accept: application/json, text/event-stream",
      ] {
        #expect(lines.count { $0 == line } == 1)
      }
      #expect(lines.count { $0.hasPrefix("Host:") } == 1)
    }

    @Test(arguments: [(nil, ["User-Agent: sse-top"]), ("", [])] as [(String?, [String])])
    func `no user agent is ours, an empty one is none`(agent: String?, expected: [String]) async throws {
      let lines = text(try await lines { $0.userAgent = agent })
      #expect(lines.filter { $0.hasPrefix("User-Agent") } == expected)
    }

    @Test(arguments: ["a\r\nInjected: 1", "a\0"])
    func `what would end its line is refused wherever it stands`(value: String) async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 204 No Content\r\n\r\n")
      let changes: [(inout CurlRequest) -> Void] = [
        { $0.userAgent = value }, { $0.referer = value }, { $0.cookie = value }, { $0.accept = value },
        { $0.credentials.bearer = value },
      ]
      for change in changes {
        var request = CurlRequest.direct(server.url())
        change(&request)
        let failure = await engine.failure(request)
        #expect(failure?.exitCode == 43)
        #expect(failure?.sentence.contains("Injected") == false)
      }
      #expect(server.connections == 0)
    }
  }
}
