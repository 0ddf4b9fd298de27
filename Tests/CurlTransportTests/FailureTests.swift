import CCurl
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

    @Test func `a proxy that nobody runs is named, not the server after it`() async throws {
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
        await engine.failure(request) == .other(code: 56, "the proxy responded with \(status) to CONNECT\(way)"))
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
          == .notHTTP("127.0.0.1:\(server.port) does not respond in HTTP; if it speaks TLS, https:// asks it"))
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

    @Test(arguments: [
      ("X: y\r\n", "256 KiB"), ("x", "one line of at most 100 KiB (libcurl's limit)"),
      ("HTTP/1.1 100 Continue\r\n\r\n", "300 KiB, interim responses and redirects included (libcurl's limit)"),
    ])
    func `an endless head is given up at a bound that is told`(piece: String, bound: String) async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(piece.hasPrefix("HTTP") ? "" : "HTTP/1.1 200 OK\r\n")
        let block = String(repeating: piece, count: 4096)
        while peer.send(block), peer.report.sent < 100 << 20 {}
      }
      #expect(
        await engine.failure(server.url())
          == .other(code: 8, "the headers of the response are longer than is taken: \(bound)"))
      #expect(await server.report().sent < 100 << 20)
    }

    @Test(arguments: [
      String(repeating: "HTTP/1.1 102 Processing\r\n\r\n", count: 600) + "HTTP/1.1 200 OK\r\n",
      "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 3000),
      "HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\ncontent-length: 3\r\n",
    ])
    func `many heads, many lines and one length said twice are no failure`(head: String) async throws {
      let server = try ScriptedServer(answer: head + "\r\nabc")
      #expect(try await engine.open(server.url()).body() == Array("abc".utf8))
    }

    @Test(arguments: ["3\r\nContent-Length: 5", "3, 5", "-3", "x", "3x", "", "+3"])
    func `a length that cannot be trusted is an error to recover from`(length: String) async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\nabcde")
      let failure = try #require(await engine.failure(server.url()))
      #expect(failure.exitCode == 8 && !failure.isFinal)
      #expect(failure.sentence.contains("Content-Length"))
    }

    @Test func `a length beyond 64 bits is never reached`() async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc")
      let response = try await engine.open(server.url())
      var body: [UInt8] = []
      await #expect(throws: Disconnection.cut("the body ended before its announced length")) {
        for try await chunk in response.chunks { body += chunk }
      }
      #expect(body == Array("abc".utf8))
    }

    @Test(arguments: ["no colon here", "A\0: x", "A: " + String(repeating: "x", count: 5000)])
    func `a trailer that cannot be read is the server's fault, to recover from`(line: String) async throws {
      let server = try ScriptedServer(
        answer: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\(line)\r\n\r\n")
      let failure = try #require(await engine.failure(server.url()))
      #expect(!failure.isFinal && [8, 56].contains(failure.exitCode))
      #expect(failure.sentence.hasPrefix("a header after the body"))
    }

    @Test func `101 is a head at once, and letting it go closes the connection`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
        peer.waitForClose()
      }
      let run = await SourceRun.of(server.url())
      #expect(run.closedBecause == .status(101))
      #expect(await server.report().close == .end)
    }

    /// Those of the request on this side, which no server can bring about once it is connected.
    static let ownCodes: Set<Int> = [4, 48, 49, 58, 66, 77]
    /// Final by what was decided of them, whoever is at fault: redirects without end, certificates.
    static let decidedCodes: Set<Int> = [47, 60]

    @Test(arguments: 1...99)
    func `no code of libcurl's that a server can bring about is final`(number: Int) {
      for hasFinalHead in [false, true] {
        let failure = CurlFailure(
          code: CURLcode(UInt32(number)), sentence: "words", url: WebURL("http://h/"), isConnected: true,
          hasFinalHead: hasFinalHead
        ).disconnection
        let isOwn = Self.ownCodes.contains(number)
        #expect(failure.isFinal == (isOwn || Self.decidedCodes.contains(number)), "\(failure)")
        if case .request = failure { #expect(isOwn) } else { #expect(!isOwn) }
        #expect(!failure.sentence.isEmpty)
      }
    }

    @Test func `a server that is told what it does not take is asked again`() async throws {
      let server = try ScriptedServer { peer in
        let head = peer.readHead()
        switch peer.number {
        case 0:
          peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nid: ")
          peer.send(Array("\u{E9}".utf8.prefix(1)) + [0xFF] + Array("\ndata: a\n\n".utf8))
        case 1: peer.send("HTTP/1.1 431 Large\r\nContent-Length: 0\r\n\r\n")
        default: peer.send(head.contains("Last-Event-ID") ? "" : "HTTP/1.1 204 No Content\r\n\r\n")
        }
      }
      let run = await SourceRun.of(server.url())
      #expect(run.closedBecause == .status(204))
      let ids = server.heads.map { RequestHead(Array($0.utf8)).values(of: "Last-Event-ID") }
      #expect(ids == [[], [Array("\u{FFFD}\u{FFFD}".utf8)], []])
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
