import Foundation
import StreamModel
import TestSupport
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct CredentialTests {
    let engine = CurlEngine()

    /// The `Authorization` and `Cookie` of a request; `nil` where there is none.
    struct Shown: Equatable, Sendable {
      var authorization: String?
      var cookie: String?

      init(_ head: String) {
        let head = RequestHead(Array(head.utf8))
        let value = { name in head.values(of: name).first.map { String(decoding: $0, as: UTF8.self) } }
        (authorization, cookie) = (value("Authorization"), value("Cookie"))
      }
    }

    func shown(_ change: (inout CurlRequest, ScriptedServer) throws -> Void) async throws -> [Shown] {
      let server = try ScriptedServer(answer: "HTTP/1.1 204 No Content\r\n\r\n")
      var request = CurlRequest.direct(server.url())
      try change(&request, server)
      _ = try await engine.transport(for: request).open(lastEventID: [])
      return server.heads.map(Shown.init)
    }

    static func basic(_ text: String) -> String { "Basic " + Data(text.utf8).base64EncodedString() }

    @Test(arguments: ["name:pass:word", "näme:", ":", "name:a b"])
    func `a user is sent by Basic at once`(user: String) async throws {
      #expect(
        try await shown { request, _ in request.credentials.user = user }.map(\.authorization) == [
          Self.basic(user)
        ])
    }

    @Test func `a 401 is the final answer`() async throws {
      let server = try ScriptedServer(
        answer: "HTTP/1.1 401 Who\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"y\"\r\nContent-Length: 2\r\n\r\nno")
      var request = CurlRequest.direct(server.url())
      request.credentials.user = "a:b"
      let response = try await engine.transport(for: request).open(lastEventID: [])
      #expect(response.head.status == 401)
      #expect(try await response.body() == Array("no".utf8))
      #expect(server.connections == 1)
    }

    @Test func `a bearer token goes before a user, and a header before both`() async throws {
      let bearer = try await shown { request, _ in
        request.credentials.bearer = "abc.def"
        request.credentials.user = "a:b"
      }
      #expect(bearer.map(\.authorization) == ["Bearer abc.def"])
      let header = try await shown { request, _ in
        request.credentials.bearer = "abc"
        request.credentials.user = "a:b"
        request.headers = [.init(name: "authorization", value: "Own 1")]
      }
      #expect(header.map(\.authorization) == ["Own 1"])
    }

    @Test func `the netrc file knows the user, unless the request does`() async throws {
      let folder = try TemporaryFolder()
      let file = try folder.write("netrc", "machine 127.0.0.1 login me password secret\n")
      let known = try await shown { request, _ in
        request.credentials.usesNetrc = true
        request.credentials.netrcFile = file
      }
      #expect(known.map(\.authorization) == [Self.basic("me:secret")])
      let given = try await shown { request, _ in
        request.credentials.usesNetrc = true
        request.credentials.netrcFile = file
        request.credentials.user = "a:b"
      }
      #expect(given.map(\.authorization) == [Self.basic("a:b")])
      let unused = try await shown { request, _ in request.credentials.netrcFile = file }
      #expect(unused.map(\.authorization) == [nil])
    }

    enum Kind: CaseIterable { case user, userInfo, bearer, header, netrc }

    /// Home, home, abroad, home: the other origin has another port, or another name for the same one.
    @Test(arguments: Kind.allCases, [false, true])
    func `C-14 no credentials go to another origin, nor back home from there`(kind: Kind, isSamePort: Bool) async throws
    {
      let other = Locked("")
      let server = try ScriptedServer { peer in
        peer.readHead()
        let next = ["/": "/second", "/second": other.withLock { $0 }, "/abroad": "http://127.0.0.1"][peer.path]
        let home = peer.path == "/abroad" ? ":\(other.withLock { $0 }.split(separator: "#")[1])/back" : ""
        peer.send(
          next.map { "HTTP/1.1 307 Go\r\nContent-Length: 0\r\nLocation: \($0)\(home)\r\n\r\n" }
            ?? "HTTP/1.1 204 No Content\r\n\r\n")
      }
      let abroad = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 307 Go\r\nLocation: \(server.url("/back"))\r\n\r\n")
      }
      other.withLock {
        $0 =
          "http://" + (isSamePort ? "localhost:\(server.port)" : "127.0.0.1:\(abroad.port)") + "/abroad#\(server.port)"
      }
      let folder = try TemporaryFolder()
      let netrc = try folder.write(
        "netrc", "machine 127.0.0.1 login a password b\nmachine localhost login c password d")
      var request = CurlRequest.direct(server.url())
      request.route.addressFamily = .ipv4
      request.cookie = "secret=1"
      switch kind {
      case .user: request.credentials.user = "a:b"
      case .userInfo: request.url = "http://a:b@127.0.0.1:\(server.port)/"
      case .bearer: request.credentials.bearer = "secret"
      case .header: request.headers = [.init(name: "AUTHORIZATION", value: "secret")]
      case .netrc: (request.credentials.usesNetrc, request.credentials.netrcFile) = (true, netrc)
      }
      let head = try await engine.transport(for: request).open(lastEventID: []).head
      #expect(head.url == server.url("/back"))
      #expect(head.redirects.count == 3)
      #expect((head.redirects + [head.url]).allSatisfy { !$0.contains("@") && !$0.contains("#") })
      let hops = (server.heads + abroad.heads).map { ($0.split(separator: " ")[1], Shown($0)) }
      #expect(hops.count == 4)
      for (path, shown) in hops {
        let isFirst = ["/", "/second"].contains(path)
        #expect((shown.authorization != nil) == isFirst, "\(path)")
        #expect(shown.cookie == (isFirst ? "secret=1" : nil), "\(path)")
      }
    }

    @Test func `cookies of a file go where each belongs, and with them what a redirect sets`() async throws {
      let port = Locked(UInt16(0))
      let server = try ScriptedServer { peer in
        peer.readHead()
        let next = ["/": "/home", "/home": "http://localhost:\(port.withLock { $0 })/abroad"][peer.path]
        peer.send(
          next.map { "HTTP/1.1 307 Go\r\nSet-Cookie: set=1\r\nContent-Length: 0\r\nLocation: \($0)\r\n\r\n" }
            ?? "HTTP/1.1 204 No Content\r\n\r\n")
      }
      port.withLock { $0 = server.port }
      var request = CurlRequest.direct(server.url())
      request.route.addressFamily = .ipv4
      request.cookie = "own=1"
      request.cookieFile = [
        "127.0.0.1\tFALSE\t/\tFALSE\t0\tfile\t2", "localhost\tFALSE\t/\tFALSE\t0\tother\t3", "no\tcookie",
      ].map { Array($0.utf8) }
      for _ in 0..<2 { _ = try await engine.transport(for: request).open(lastEventID: []) }
      let cookies = server.heads.map { Shown($0).cookie.map { Set($0.components(separatedBy: "; ")) } }
      let walk: [Set<String>?] = [["file=2", "own=1"], ["file=2", "own=1", "set=1"], ["other=3"]]
      // The next connection begins with the file again.
      #expect(cookies == walk + walk)
      request.cookieFile = nil
      request.cookie = nil
      _ = try await engine.transport(for: request).open(lastEventID: [])
      #expect(server.heads.suffix(3).map { Shown($0).cookie } == [nil, nil, nil])
    }

    @Test func `no failure's sentence says a secret`() async throws {
      let closed = try ScriptedServer(answer: "")
      closed.stop()
      await closed.stopped()
      let rude = try ScriptedServer(answer: "HTTP/1.1 302 Go\r\nLocation: http://u:secret@[bad/?token=secret\r\n\r\n")
      for port in [closed.port, rude.port] {
        var request = CurlRequest.direct("http://u:secret@127.0.0.1:\(port)/?token=secret")
        request.credentials.user = "u:secret"
        request.credentials.bearer = "secret"
        request.cookie = "secret"
        request.tls.passphrase = "secret"
        request.route.proxyUser = "u:secret"
        let sentence = try #require(await engine.failure(request)?.sentence)
        #expect(!sentence.isEmpty && !sentence.contains("secret"))
      }
    }
  }
}

/// A folder of its own for a test, gone with it.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("sse-top-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// - Returns: the path.
  func write(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    return path(name)
  }
}
