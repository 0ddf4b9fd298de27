import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Failures {
    let engine = CurlEngine()

    @Test(arguments: [
      "http://this is invalid/", "http://[::1/", "", "stream", "/stream", "http://a\0b/",
      "http://h:99999/",
    ])
    func `C-01 what is no URL is told at once`(url: String) async {
      guard case .malformedURL(let words) = await engine.failure(url) else {
        Issue.record("\(url) is asked for")
        return
      }
      #expect(!words.isEmpty)
    }

    @Test(arguments: [
      "ftp://127.0.0.1/", "about:blank", "mailto:a@b", "javascript:1", "FILE:///etc/passwd",
    ])
    func `C-16 other schemes are told at once`(url: String) async {
      let scheme = String(url.prefix { $0 != ":" })
      #expect(
        await engine.failure(url) == .unsupportedScheme("\(scheme): is neither http: nor https:"))
    }

    @Test func `a port that nobody listens on`() async throws {
      let server = try ScriptedServer(answer: "")
      server.stop()
      await server.stopped()
      #expect(
        await engine.failure("http://user:secret@127.0.0.1:\(server.port)/?token=secret")
          == .couldNotConnect("Connection refused (127.0.0.1:\(server.port))"))
    }

    @Test func `a name that does not exist`() async {
      #expect(
        await engine.failure("http://nonexistent.invalid/")
          == .nameNotFound("Could not resolve host: nonexistent.invalid"))
    }

    @Test func `a proxy's name that does not exist`() async {
      let request = CurlRequest.via("http://user:secret@nonexistent.invalid:8080", "http://127.0.0.1/")
      #expect(
        await engine.failure(request)
          == .proxyNotFound("Could not resolve proxy: nonexistent.invalid"))
    }

    @Test func `a proxy that nobody runs is named, not the server behind it`() async throws {
      let server = try ScriptedServer(answer: "")
      server.stop()
      await server.stopped()
      let request = CurlRequest.via("http://127.0.0.1:\(server.port)", "http://example.invalid/")
      #expect(
        await engine.failure(request)
          == .couldNotConnect("Connection refused (the proxy 127.0.0.1:\(server.port))"))
    }

    @Test func `what takes the place of a host is no proxy`() async throws {
      let server = try ScriptedServer(answer: "")
      server.stop()
      await server.stopped()
      var request = CurlRequest.direct("http://example.invalid/")
      request.route.connectTo = ["::127.0.0.1:\(server.port)"]
      #expect(await engine.failure(request)?.sentence.contains("proxy") == false)
    }

    @Test(arguments: [(407, "; -U NAME:PASSWORD is the login"), (403, "")])
    func `a proxy that refuses the tunnel`(status: Int, way: String) async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 \(status) Who\r\nContent-Length: 0\r\n\r\n")
      let request = CurlRequest.via(server.url(), "https://example.invalid/")
      #expect(
        await engine.failure(request) == .other(code: 56, "the proxy answered \(status) to CONNECT\(way)"))
    }

    @Test func `a SOCKS proxy that refuses`() async throws {
      let server = try ScriptedServer { peer in
        // RFC 1928: greeting, no authentication; request, "connection refused".
        _ = peer.read(4)
        peer.send([5, 0])
        _ = peer.read(10)
        peer.send([5, 5, 0, 1, 0, 0, 0, 0, 0, 0])
        peer.waitForClose()
      }
      let request = CurlRequest.via("socks5://127.0.0.1:\(server.port)", "http://127.0.0.1:1/")
      let failure = await engine.failure(request)
      #expect(failure?.sentence.hasPrefix("the proxy refused: ") == true && failure?.exitCode == 97)
    }

    @Test func `https asked of a port without TLS names http`() async throws {
      let server = try ScriptedServer { peer in
        _ = peer.read(5)
        peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        peer.waitForClose()
      }
      #expect(
        await engine.failure("https://127.0.0.1:\(server.port)/")
          == .handshake("127.0.0.1:\(server.port) does not speak TLS; http:// asks without it"))
    }

    @Test func `http asked of a port with TLS names https`() async throws {
      // The alert unexpected_message (RFC 8446, 6).
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send([0x15, 3, 3, 0, 2, 2, 10])
      }
      #expect(
        await engine.failure(server.url())
          == .notHTTP("127.0.0.1:\(server.port) does not answer in HTTP; if it speaks TLS, https:// asks it"))
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Ty"])
    func `a reset before the headers end`(part: String) async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(part)
        peer.reset()
      }
      #expect(await engine.failure(server.url()) == .reset("Connection reset by peer"))
    }

    @Test func `a server that accepts and closes`() async throws {
      let server = try ScriptedServer(answer: "")
      #expect(await engine.failure(server.url()) == .emptyReply)
    }

    @Test func `an answer that ends in its headers`() async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Ty")
      #expect(await engine.failure(server.url())?.exitCode == 18)
    }

    @Test(arguments: [
      "SSH-2.0-OpenSSH_9.2\r\n", "data: 1\n\n", "\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}",
      "HTTP/7.7 200 OK\r\n\r\n",
    ])
    func `an answer that is not HTTP`(answer: String) async throws {
      let server = try ScriptedServer(answer: answer)
      #expect(await engine.failure(server.url())?.exitCode == 8)
    }

    @Test(arguments: [
      "Transfer-Encoding: chunked\r\n\r\nff\r\nabc",
      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
      "Content-Length: 100\r\n\r\nabc",
    ])
    func `C-18 a body cut short gives what came, then the cut`(rest: String) async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\n" + rest)
      let response = try await engine.open(server.url())
      var body: [UInt8] = []
      do {
        for try await chunk in response.chunks { body += chunk }
        Issue.record("the body ended well")
      } catch {
        #expect((error as? Disconnection)?.exitCode == 18)
      }
      #expect(body == Array("abc".utf8))
    }

    @Test func `a chunk length that lies`() async throws {
      let server = try ScriptedServer(
        answer: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcdef\r\n")
      #expect(await engine.failure(server.url())?.exitCode == 56)
    }

    @Test func `C-18 a reset in the body`() async throws {
      let gate = Gate()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\n\r\nab\u{E9}")
        gate.wait()
        peer.reset()
      }
      let response = try await engine.open(server.url())
      var chunks = response.chunks.makeAsyncIterator()
      #expect(try await chunks.next(isolation: nil) == Array("ab\u{E9}".utf8))
      gate.open()
      await #expect(throws: Disconnection.reset("Connection reset by peer")) {
        try await chunks.next(isolation: nil)
      }
      #expect(try await chunks.next(isolation: nil) == nil)
    }

    @Test(arguments: ["X: y\r\n", "x", "HTTP/1.1 100 Continue\r\n\r\n"])
    func `an endless head is given up`(piece: String) async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(piece.hasPrefix("HTTP") ? "" : "HTTP/1.1 200 OK\r\n")
        let block = String(repeating: piece, count: 4096)
        while peer.send(block), peer.report.sent < 100 << 20 {}
      }
      #expect(await engine.failure(server.url()) == .notHTTP("the headers do not end"))
      #expect(await server.report().sent < 100 << 20)
    }

    @Test func `a server that says nothing to TLS, and the connect timeout`() async throws {
      let server = try ScriptedServer { $0.waitForClose() }
      var request = CurlRequest.direct("https://127.0.0.1:\(server.port)/")
      request.connectTimeout = .milliseconds(50)
      #expect(await engine.failure(request)?.exitCode == 28)
      #expect(await server.report().close == .end)
    }

    @Test func `TLS to a port that speaks plain HTTP`() async throws {
      let server = try ScriptedServer { peer in
        _ = peer.read(1)
        peer.send("HTTP/1.1 400 Bad Request\r\n\r\n")
        peer.waitForClose()
      }
      #expect(await engine.failure("https://127.0.0.1:\(server.port)/")?.exitCode == 35)
    }

    @Test func `a broken encoding`() async throws {
      let server = try ScriptedServer(
        answer: "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip at all")
      #expect(await engine.failure(server.url())?.exitCode == 61)
    }
  }
}
