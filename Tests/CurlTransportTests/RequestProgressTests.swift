import StreamModel
import TestSupport
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  /// What is told of a request before it has an answer.
  @Suite struct Progress {
    let engine = CurlEngine()

    /// Asks a server that never answers until `isEnough`; what was told by then.
    func told(
      _ request: CurlRequest, lastEventID: String = "", until isEnough: @escaping @Sendable (RequestProgress) -> Bool
    ) async -> [RequestProgress] {
      let told = Locked<[RequestProgress]>([])
      let transport = engine.transport(for: request)
      let asking = Task {
        _ = try await transport.open(lastEventID: Array(lastEventID.utf8)) { progress in
          told.withLock { $0.append(progress) }
          if isEnough(progress) { withUnsafeCurrentTask { $0?.cancel() } }
        }
      }
      await #expect(throws: CancellationError.self) { try await asking.value }
      return told.withLock { $0 }
    }

    func mute() throws -> ScriptedServer {
      try ScriptedServer { peer in
        peer.readHead()
        peer.waitForClose()
      }
    }

    @Test func `a server that never answers was asked, with every header as it arrived`() async throws {
      let server = try mute()
      var request = CurlRequest.direct(server.url("/stream?a=b"))
      request.isCompressed = true
      request.headers = [.init(name: "X-Long", value: String(repeating: "x", count: 9000))]
      request.credentials.user = "me:secret"
      request.cookie = "a=b"
      let told = await told(request, lastEventID: "7…") { _ in true }
      let progress = try #require(told.first)
      #expect(progress.timings.connect != nil)
      #expect(progress.timings.firstByte == nil)
      let arrived = String(decoding: await server.report().heads[0], as: UTF8.self)
      #expect(progress.lines.joined(separator: "\r\n") + "\r\n\r\n" == arrived)
      let names = progress.lines.dropFirst().map { $0.prefix { $0 != ":" } }
      for name in ["Host", "Cache-Control", "Pragma", "Accept-Encoding", "Last-Event-ID", "Authorization", "Cookie"] {
        #expect(names.contains { $0 == name }, "\(name)")
      }
    }

    @Test func `a body is no part of the head`() async throws {
      let server = try mute()
      var request = CurlRequest.direct(server.url())
      request.body = Array("a: b\r\n\r\nc: d".utf8)
      let told = await told(request) { _ in true }
      #expect(told.first?.lines.first == "POST / HTTP/1.1")
      #expect(told.first?.lines.contains("Content-Length: 12") == true)
      #expect(told.first?.lines.contains { $0.hasPrefix("c:") } == false)
    }

    @Test func `after a redirect the request to its target is told`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        if peer.number == 0 { peer.send("HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n") }
        peer.waitForClose()
      }
      let told = await told(.direct(server.url("/here"))) { $0.lines.first?.contains("/there") == true }
      #expect(told.last?.lines.first == "GET /there HTTP/1.1")
    }

    @Test func `over a Unix socket too`() async throws {
      let folder = try TemporaryFolder()
      let server = try ScriptedServer(on: .unix(path: folder.path("s"))) { peer in
        peer.readHead()
        peer.waitForClose()
      }
      var request = CurlRequest.direct("http://localhost/x")
      request.route.unixSocket = folder.path("s")
      let told = await told(request) { _ in true }
      #expect(told.first?.lines.first == "GET /x HTTP/1.1")
      withExtendedLifetime(server) {}
    }

    @Test func `a server that accepts and never speaks TLS is connected to, and not asked`() async throws {
      let server = try ScriptedServer { $0.waitForClose() }
      let url = server.url().replacing("http://", with: "https://")
      let told = await told(.direct(url)) { _ in true }
      #expect(told.map(\.lines) == [[]])
      #expect(told.first?.timings.handshake == nil)
    }

    @Test(.enabled(if: Tool.openssl != nil, "the openssl command is not installed"))
    func `over TLS the request is told as it was before it was encrypted`() async throws {
      let server = try TLSServer()
      defer { server.stop() }
      var request = CurlRequest.direct(server.url)
      request.tls.caFile = server.certificate
      let told = Locked<[RequestProgress]>([])
      _ = try await engine.transport(for: request).open(lastEventID: []) { progress in
        told.withLock { $0.append(progress) }
      }
      let last = try #require(told.withLock { $0 }.last)
      #expect(last.lines.first == "GET / HTTP/1.1")
      #expect(last.timings.handshake != nil)
    }

    @Test func `of a head without bounds the beginning is kept`() {
      var head = SentHead()
      let piece = Array(("a: " + String(repeating: "x", count: 995) + "\r\n").utf8)
      for _ in 0..<100 { piece.withUnsafeBytes { head.append($0) } }
      #expect(head.lines.count == 66)
      #expect(head.lines.first?.count == 998)
    }
  }
}
