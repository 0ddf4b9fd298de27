import Foundation
import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Redirects {
    let engine = CurlEngine()

    /// Redirects `/` with these lines and answers every other path with 200.
    func server(_ redirect: String, body: String = "") throws -> ScriptedServer {
      try ScriptedServer { peer in
        peer.readHead()
        peer.send(
          peer.path == "/" ? redirect + "\r\n\r\n" + body : "HTTP/1.1 200 OK\r\n\r\ndata: there\n\n"
        )
      }
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `C-12 these statuses are followed`(status: Int) async throws {
      let server = try server(
        "HTTP/1.1 \(status) Go\r\nX-First: 1\r\nLocation: /there#part", body: "not this")
      let response = try await engine.open(server.url(), lastEventID: "…")
      #expect(
        response.head
          == ResponseHead(
            status: 200, url: server.url("/there"), redirects: [server.url()], timings: response.head.timings,
            receivedAt: response.head.receivedAt))
      #expect(try await response.body() == Array("data: there\n\n".utf8))
      #expect(server.heads.count == 2)
      #expect(
        server.heads.allSatisfy { $0.hasPrefix("GET ") && $0.contains("\r\nLast-Event-ID: …\r\n") })
    }

    @Test(arguments: [300, 304, 305, 306, 399, 200, 404])
    func `C-12 no other status is followed`(status: Int) async throws {
      let server = try server("HTTP/1.1 \(status) Stay\r\nContent-Length: 0\r\nLocation: /there")
      let response = try await engine.open(server.url())
      #expect(response.head.status == status)
      #expect(response.head.url == server.url())
      #expect(try await response.body() == [])
      #expect(server.connections == 1)
    }

    @Test(arguments: ["", "\r\nLocation:", "\r\nLocation:  \t "])
    func `C-13 a redirect that names no place is just a response`(location: String) async throws {
      let server = try server("HTTP/1.1 302 Found\(location)", body: "moved")
      let response = try await engine.open(server.url())
      #expect(response.head.status == 302)
      #expect(try await response.body() == Array("moved".utf8))
      #expect(server.connections == 1)
    }

    @Test func `C-12 redirects end after twenty`() async throws {
      let server = try ScriptedServer(
        answer: "HTTP/1.1 307 Again\r\nContent-Length: 0\r\nLocation: /\r\n\r\n")
      #expect(await engine.failure(server.url()) == .tooManyRedirects("more than 20 redirects"))
      #expect(server.connections == 21)
    }

    @Test func `C-12 twenty redirects are not too many`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(
          peer.number < 20
            ? "HTTP/1.1 302 Go\r\nLocation: \(peer.number)\r\n\r\n" : "HTTP/1.1 200 OK\r\n\r\n")
      }
      #expect(try await engine.open(server.url("/a/b")).head.url == server.url("/a/19"))
    }

    @Test(arguments: ["ftp://127.0.0.1/x", "file:///etc/passwd", "gopher://127.0.0.1/"])
    func `a redirect to another scheme is refused`(location: String) async throws {
      let server = try server("HTTP/1.1 302 Found\r\nLocation: \(location)")
      let scheme = String(location.prefix { $0 != ":" })
      #expect(
        await engine.failure(server.url())
          == .unsupportedScheme("\(scheme): is neither http: nor https:"))
    }

    @Test func `a redirect to what is no URL is refused`() async throws {
      let server = try server("HTTP/1.1 302 Found\r\nLocation: http://[bad/")
      #expect(await engine.failure(server.url())?.exitCode == 3)
    }

    @Test func `C-14 credentials stay with the origin that they were given for`() async throws {
      let back = Locked("")
      let other = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 302 Back\r\nLocation: \(back.withLock { $0 })\r\n\r\n")
      }
      let server = try ScriptedServer { peer in
        peer.readHead()
        let next = ["/": "/second", "/second": other.url()][peer.path]
        peer.send(next.map { "HTTP/1.1 307 Go\r\nLocation: \($0)\r\n\r\n" } ?? "HTTP/1.1 200 OK\r\n\r\n")
      }
      back.withLock { $0 = server.url("/back") }
      let url = CurlRequest.direct("http://user:secret@127.0.0.1:\(server.port)/")
      var header = CurlRequest.direct(server.url())
      header.headers = [.init(name: "authorization", value: "Bearer secret"), .init(name: "X-Kept", value: "1")]
      for request in [url, header] {
        let head = try await engine.transport(for: request).open(lastEventID: []).head
        #expect(head.url == server.url("/back"))
        let hops = server.heads.suffix(3) + other.heads.suffix(1)
        let carriesSecret = hops.map { $0.lowercased().contains("\r\nauthorization:") }
        // The first two at home, the return, and the other origin.
        #expect(carriesSecret == [true, true, false, false])
      }
      #expect(server.heads.count == 6)
      #expect((server.heads.suffix(3) + other.heads.suffix(1)).allSatisfy { $0.contains("\r\nX-Kept: 1\r\n") })
    }

    @Test func `secret headers stay with the origin that they were given for`() async throws {
      let other = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\n\r\n")
      let server = try ScriptedServer(answer: "HTTP/1.1 302 Go\r\nLocation: \(other.url())\r\n\r\n")
      var request = CurlRequest.direct(server.url())
      request.headers = ["X-Api-Key", "Proxy-Authorization", "cookie", "X-Kept"].map { .init(name: $0, value: "value") }
      _ = try await engine.transport(for: request).open(lastEventID: [])
      #expect(server.heads[0].components(separatedBy: "value").count == 5)
      #expect(other.heads[0].components(separatedBy: "value").count == 2)
      #expect(other.heads[0].contains("\r\nX-Kept: value\r\n"))
    }

    @Test(arguments: [307, 308])
    func `a body stays with the origin that it was given for`(status: Int) async throws {
      let other = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\n\r\n")
      let server = try ScriptedServer(
        answer: "HTTP/1.1 \(status) Go\r\nContent-Length: 0\r\nLocation: \(other.url())\r\n\r\n")
      var request = CurlRequest.direct(server.url())
      request.body = Array("password=1".utf8)
      let failure = await engine.failure(request)
      #expect(failure?.exitCode == 22)
      #expect(failure?.sentence.contains("redirected to another origin (127.0.0.1:\(other.port))") == true)
      #expect(other.connections == 0)
    }

    @Test func `a redirect that drops the body may lead anywhere`() async throws {
      let other = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\n\r\n")
      let server = try ScriptedServer(
        answer: "HTTP/1.1 303 Go\r\nContent-Length: 0\r\nLocation: \(other.url())\r\n\r\n")
      var request = CurlRequest.direct(server.url())
      request.body = Array("password=1".utf8)
      #expect(await engine.failure(request) == nil)
      #expect(other.heads.first?.hasPrefix("GET / ") == true)
    }

    @Test func `C-15 the next request starts at the first URL again`() async throws {
      let server = try server("HTTP/1.1 302 Found\r\nLocation: /there")
      let transport = engine.transport(for: .direct(server.url()))
      for _ in 0..<2 { _ = try await transport.open(lastEventID: []).body() }
      #expect(
        server.heads.map { $0.prefix { $0 != "H" } } == [
          "GET / ", "GET /there ", "GET / ", "GET /there ",
        ])
    }
  }
}
