import Glibc
import StreamModel
import TestSupport
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Routes {
    let engine = CurlEngine()
    static let hasIPv6 = ListeningAddress.ipv6.isThere

    static func answering() throws -> ScriptedServer {
      try ScriptedServer(answer: "HTTP/1.1 200 OK\r\n\r\nthere")
    }

    func body(_ request: CurlRequest) async throws -> String {
      String(decoding: try await engine.transport(for: request).open(lastEventID: []).body(), as: UTF8.self)
    }

    @Test func `a proxy is asked for the whole URL, and alone gets its user`() async throws {
      let proxy = try Self.answering()
      var request = CurlRequest.via(proxy.url(), "http://example.invalid/stream?a=b")
      request.route.proxyUser = "name:pass"
      #expect(try await body(request) == "there")
      let head = RequestHead(Array(proxy.heads[0].utf8))
      #expect(head.line == "GET http://example.invalid/stream?a=b HTTP/1.1")
      #expect(head.values(of: "Proxy-Authorization") == [Array(CredentialTests.basic("name:pass").utf8)])
      #expect(head.values(of: "Authorization").isEmpty)
    }

    @Test func `what is named in noProxy is asked directly`() async throws {
      let server = try Self.answering()
      let proxy = try ScriptedServer(answer: "HTTP/1.1 502 No\r\n\r\n")
      var request = CurlRequest.via(proxy.url(), server.url())
      request.route.noProxy = "example.org,127.0.0.1"
      #expect(try await body(request) == "there")
      #expect(proxy.connections == 0)
      #expect(server.heads[0].hasPrefix("GET / HTTP/1.1"))
    }

    @Test(arguments: ["socks5h", "socks5", "socks4a"])
    func `a SOCKS proxy is told where to`(scheme: String) async throws {
      let asked = Locked<[[UInt8]]>([])
      let proxy = try ScriptedServer { peer in
        let target = scheme == "socks4a" ? peer.acceptSOCKS4() : peer.acceptSOCKS5()
        asked.withLock { $0.append(target) }
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\n\r\nthere")
      }
      var request = CurlRequest.via("\(scheme)://127.0.0.1:\(proxy.port)", "http://localhost:81/")
      request.route.addressFamily = .ipv4
      #expect(try await body(request) == "there")
      let name: [UInt8] = [3, 9] + Array("localhost".utf8)
      // RFC 1928, 4: a name that the proxy looks up, or an address.
      #expect(
        asked.withLock { $0 } == [(scheme == "socks5" ? [1, 127, 0, 0, 1] : name) + [0, 81]])
    }

    @Test func `a SOCKS proxy that refuses`() async throws {
      let proxy = try ScriptedServer { peer in _ = peer.acceptSOCKS5(answer: 5) }
      let failure = await engine.failure(.via("socks5h://127.0.0.1:\(proxy.port)", "http://example.invalid/"))
      #expect(failure?.exitCode == 97)
      #expect(failure?.isFinal == false)
    }

    @Test func `a unix socket takes the place of the host`() async throws {
      let folder = try TemporaryFolder()
      let server = try ScriptedServer(on: .unix(path: folder.path("socket")), answer: "HTTP/1.1 200 OK\r\n\r\nthere")
      var request = CurlRequest(url: "http://example.invalid/stream")
      request.route.unixSocket = folder.path("socket")
      request.idleTimeout = .seconds(30)
      #expect(try await body(request) == "there")
      #expect(server.heads[0].contains("\r\nHost: example.invalid\r\n"))
      request.route.unixSocket = folder.path("none")
      #expect(
        await engine.failure(request)
          == .couldNotConnect("No such file or directory (\(folder.path("none")))"))
    }

    @Test func `resolve gives a name an address`() async throws {
      let server = try Self.answering()
      var request = CurlRequest.direct("http://example.invalid:\(server.port)/")
      request.route.resolve = ["example.invalid:\(server.port):127.0.0.1"]
      #expect(try await body(request) == "there")
      #expect(server.heads[0].contains("\r\nHost: example.invalid:\(server.port)\r\n"))
    }

    @Test func `connectTo goes elsewhere and asks for the same`() async throws {
      let server = try Self.answering()
      var request = CurlRequest.direct("http://example.invalid/")
      request.route.connectTo = ["example.org:80:127.0.0.1:1", "example.invalid:80:127.0.0.1:\(server.port)"]
      #expect(try await body(request) == "there")
      #expect(server.heads[0].contains("\r\nHost: example.invalid\r\n"))
    }

    @Test(arguments: [("127.0.0.7", "127.0.0.7"), ("lo", "127.0.0.1")])
    func `the interface is where a connection comes from`(interface: String, address: String) async throws {
      let from = Locked("")
      let server = try ScriptedServer { peer in
        from.withLock { $0 = peer.address }
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\n\r\nthere")
      }
      var request = CurlRequest.direct(server.url())
      request.route.interface = interface
      #expect(try await body(request) == "there")
      #expect(from.withLock { $0 } == address)
    }

    @Test func `an interface that does not exist`() async throws {
      let server = try Self.answering()
      var request = CurlRequest.direct(server.url())
      request.route.interface = "none0"
      #expect(await engine.failure(request)?.exitCode == 45)
      #expect(server.connections == 0)
    }

    @Test(.enabled(if: hasIPv6, "there is no IPv6 on loopback"))
    func `the address family chooses among a name's addresses`() async throws {
      let server = try ScriptedServer(on: .ipv6) { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\n\r\nthere")
      }
      var request = CurlRequest.direct("http://example.invalid:\(server.port)/")
      request.route.resolve = ["example.invalid:\(server.port):127.0.0.1,[::1]"]
      request.route.addressFamily = .ipv6
      #expect(try await body(request) == "there")
      request.url = "http://[::1]:\(server.port)/"
      #expect(try await body(request) == "there")
      request.route.addressFamily = .ipv4
      #expect(await engine.failure(request) != nil)
    }
  }
}

extension Peer {
  /// RFC 1928, without authentication.
  ///
  /// - Returns: the address type, the address and the port that were asked for.
  func acceptSOCKS5(answer: UInt8 = 0) -> [UInt8] {
    let greeting = read(2)
    _ = read(Int(greeting.last ?? 0))
    send([5, 0])
    var target = Array(read(4).dropFirst(3))
    if target == [3] {
      let count = read(1)
      target += count + read(Int(count.first ?? 0))
    } else {
      target += read(target == [4] ? 16 : 4)
    }
    target += read(2)
    send([5, answer, 0, 1, 0, 0, 0, 0, 0, 0])
    return target
  }

  /// SOCKS 4A, where the name stands after an address that cannot be one; retold as SOCKS 5 would say it.
  func acceptSOCKS4() -> [UInt8] {
    let port = Array(read(8)[2..<4])
    func text() -> [UInt8] {
      var text: [UInt8] = []
      while let byte = read(1).first, byte != 0 { text.append(byte) }
      return text
    }
    _ = text()
    let name = text()
    send([0, 90, 0, 0, 0, 0, 0, 0])
    return [3, UInt8(name.count)] + name + port
  }
}
