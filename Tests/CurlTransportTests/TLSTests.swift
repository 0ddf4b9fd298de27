import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite(.enabled(if: Tool.openssl != nil, "the openssl command is not installed"))
  struct Encrypted {
    let engine = CurlEngine()

    /// What the server says about the connection.
    func page(_ request: CurlRequest) async throws -> String {
      let response = try await engine.transport(for: request).open(lastEventID: [])
      #expect(response.head.status == 200)
      return String(decoding: try await response.body(), as: UTF8.self)
    }

    func trusting(_ server: TLSServer, _ change: (inout CurlRequest) -> Void = { _ in }) -> CurlRequest {
      var request = CurlRequest.direct(server.url)
      request.tls.caFile = server.certificate
      change(&request)
      return request
    }

    @Test func `a certificate that signs itself is not trusted, and said so`() async throws {
      let server = try TLSServer()
      defer { server.stop() }
      let failure = await engine.failure(server.url)
      #expect(failure == .certificate("self-signed certificate (localhost:\(server.port))"))
      #expect(failure?.exitCode == 60)
      #expect(failure?.isFinal == true)
    }

    @Test func `a certificate of an authority that is named is trusted`() async throws {
      let server = try TLSServer()
      defer { server.stop() }
      #expect(try await page(trusting(server)).contains("TLSv1"))
      var request = CurlRequest.direct(server.url)
      request.tls.caFolder = try server.identity.rehashed()
      #expect(try await page(request).contains("TLSv1"))
    }

    @Test func `a trusted certificate for another name is refused`() async throws {
      let server = try TLSServer()
      defer { server.stop() }
      let request = trusting(server) { $0.url = "https://127.0.0.1:\(server.port)/" }
      guard case .certificate(let words) = await engine.failure(request) else {
        Issue.record("trusted")
        return
      }
      #expect(words.contains("127.0.0.1"))
    }

    @Test func `a certificate whose time is over is refused`() async throws {
      let server = try TLSServer(isExpired: true)
      defer { server.stop() }
      #expect(
        await engine.failure(trusting(server))
          == .certificate("certificate has expired (localhost:\(server.port))"))
    }

    @Test func `who does not care takes any certificate`() async throws {
      let server = try TLSServer(isExpired: true)
      defer { server.stop() }
      var request = CurlRequest.direct("https://127.0.0.1:\(server.port)/")
      request.tls.isInsecure = true
      #expect(try await page(request).contains("TLSv1"))
    }

    @Test func `the lowest version that is allowed`() async throws {
      let server = try TLSServer("-tls1_2")
      defer { server.stop() }
      #expect(try await page(trusting(server) { $0.tls.minimumVersion = .tls12 }).contains("TLSv1.2"))
      let failure = await engine.failure(trusting(server) { $0.tls.minimumVersion = .tls13 })
      #expect(failure?.exitCode == 35)
    }

    @Test func `the newest version that is spoken`() async throws {
      let server = try TLSServer()
      defer { server.stop() }
      #expect(try await page(trusting(server) { $0.tls.maximumVersion = .tls13 }).contains("New, TLSv1.3,"))
      let older = try await page(
        trusting(server) {
          $0.tls.minimumVersion = .tls12
          $0.tls.maximumVersion = .tls12
        })
      #expect(older.contains("New, TLSv1.2,"))
    }

    @Test func `a client's certificate is shown to who asks for it`() async throws {
      let server = try TLSServer("-Verify", "1")
      defer { server.stop() }
      let own = try TestCertificate()
      let locked = try own.lockedKey(passphrase: "secret")
      for (key, passphrase) in [(own.key, nil), (locked, "secret")] as [(String, String?)] {
        let request = trusting(server) { request in
          request.tls.certificate = own.path
          request.tls.key = key
          request.tls.passphrase = passphrase
        }
        let page = try await page(request)
        #expect(page.contains("Client certificate") && !page.contains("no client certificate available"))
      }
    }

    @Test func `a client without the certificate that is asked for`() async throws {
      for (version, words) in [
        // Before TLS 1.3 there is no alert of that meaning.
        ("-tls1_2", "sslv3 alert handshake failure"), ("-tls1_3", "the server asks for a client certificate"),
      ] {
        let server = try TLSServer("-Verify", "1", version)
        defer { server.stop() }
        #expect(await engine.failure(trusting(server)) == .handshake("\(words) (localhost:\(server.port))"))
      }
    }

    @Test(arguments: [nil, "wrong"])
    func `a key that does not open is told at once, and never asked about`(passphrase: String?) async throws {
      let server = try TLSServer("-Verify", "1")
      defer { server.stop() }
      let own = try TestCertificate()
      let locked = try own.lockedKey(passphrase: "secret")
      let failure = await engine.failure(
        trusting(server) { request in
          request.tls.certificate = own.path
          request.tls.key = locked
          request.tls.passphrase = passphrase
        })
      #expect(failure?.exitCode == 58)
      #expect(failure?.isFinal == true)
    }

    @Test func `an authority's file that is not there is told, and final`() async throws {
      let server = try TLSServer()
      defer { server.stop() }
      let failure = await engine.failure(trusting(server) { $0.tls.caFile = "/nonexistent/ca.pem" })
      #expect(failure?.exitCode == 77)
      #expect(failure?.isFinal == true)
    }

    @Test func `a proxy is asked for a tunnel, and alone gets its user`() async throws {
      let server = try TLSServer()
      defer { server.stop() }
      let proxy = try ScriptedServer { [port = server.port] peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 Go\r\nX-Proxy: no header of the answer\r\n\r\n")
        peer.relay(to: UInt16(port))
      }
      let request = trusting(server) { request in
        request.route.proxy = proxy.url()
        request.route.proxyUser = "name:pass"
        request.credentials.bearer = "for the server"
        request.cookie = "for=server"
      }
      let response = try await engine.transport(for: request).open(lastEventID: [])
      #expect(response.head.values(of: "X-Proxy").isEmpty)
      #expect(response.head.timings.handshake != nil)
      #expect(String(decoding: try await response.body(), as: UTF8.self).contains("TLSv1"))
      let head = RequestHead(Array(proxy.heads[0].utf8))
      #expect(head.line == "CONNECT localhost:\(server.port) HTTP/1.1")
      #expect(head.values(of: "Proxy-Authorization") == [Array(CredentialTests.basic("name:pass").utf8)])
      for name in ["Authorization", "Cookie", "Accept", "Last-Event-ID"] { #expect(head.values(of: name).isEmpty) }
    }

    @Test(
      .enabled(if: Tool.node != nil, "the node command is not installed"),
      arguments: [
        ("", "data: 1\n\n", false, nil), ("", "data: 1\n\n", true, cut), ("", "data: 1\n\ndata", true, cut),
        ("Content-Length: 9\r\n", "data: 1\n\n", true, nil),
        ("Content-Length: 99\r\n", "data: 1\n\n", true, cut),
        ("Transfer-Encoding: chunked\r\n", "9\r\ndata: 1\n\n\r\n0\r\n\r\n", true, nil),
        ("Transfer-Encoding: chunked\r\n", "9\r\ndata: 1\n\n\r\n", true, cut),
      ] as [(String, String, Bool, Disconnection?)])
    func `RFC 9112, 9.8: what ends without close_notify is whole only if its length says so`(
      header: String, body: String, isTruncated: Bool, end: Disconnection?
    ) async throws {
      let server = try NodeTLSServer(
        sending: "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\(header)\r\n\(body)",
        isTruncated: isTruncated)
      let response = try await engine.transport(for: server.request).open(lastEventID: [])
      var received: [UInt8] = []
      var failure: Disconnection?
      do {
        for try await chunk in response.chunks { received += chunk }
      } catch { failure = error as? Disconnection }
      #expect(received.starts(with: "data: 1\n\n".utf8))
      #expect(failure?.exitCode == end?.exitCode)
      if header.isEmpty { #expect(failure == end) }
      #expect(failure?.isFinal != true)
    }

    static let cut = Disconnection.cut("the TLS connection ended without a close_notify")

    @Test(
      .enabled(if: Tool.node != nil, "the node command is not installed"),
      arguments: [
        ("", Disconnection.emptyReply), ("HTTP/1.1 200 OK\r\nX: ", .cut("the response ended before its headers did")),
      ])
    func `an answer that ends before its body, without close_notify`(answer: String, end: Disconnection) async throws {
      let server = try NodeTLSServer(sending: answer, isTruncated: true)
      #expect(await engine.failure(server.request) == end)
    }

    @Test func `a reset in mid-handshake`() async throws {
      let server = try ScriptedServer { peer in
        _ = peer.read(1)
        peer.reset()
      }
      let failure = await engine.failure("https://127.0.0.1:\(server.port)/")
      #expect(failure?.exitCode == 35)
      #expect(failure?.isFinal == false)
    }
  }
}
