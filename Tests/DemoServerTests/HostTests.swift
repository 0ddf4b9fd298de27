import NIOCore
import NIOHTTP1
import Testing

@testable import sse_demo_server

/// For whom a request is, and from whose pages it comes.
struct HostTests {
  private func status(_ request: String) throws -> String {
    let client = try Stage().connect()
    try? client.send(request + "\r\n")
    return String(try client.received().prefix(12))
  }

  private static let loopbackNames = [
    "localhost", "LocalHost:3000", "localhost.:3000", "localhost:", "demo.localhost", "a.b.localhost.:1", "127.0.0.1",
    "127.0.0.1:3000", "127.255.0.9", "127.1", "0x7f000001:80", "2130706433", "[::1]", "[::1]:3000",
    "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]:80",
  ]
  private static let foreignNames = [
    "evil.example", "evil.example:3000", "localhost.evil.example", "evillocalhost", "127.0.0.1.evil.example",
    "localhost..",
    "10.0.0.1", "0.0.0.0:3000", "128.0.0.1", "[::]", "[::2]:3000", "[fe80::1]", "[::ffff:10.0.0.1]", "[]",
  ]
  private static let nonsense = [
    "", "a b", "me@localhost", "localhost:x", "localhost:80:80", "localhost/x", "[::1", "[::1]x", ":3000", "::1",
  ]

  @Test(arguments: loopbackNames) func `this machine's names are answered`(name: String) throws {
    #expect(try status("GET /event HTTP/1.1\r\nHost: \(name)\r\n") == "HTTP/1.1 200")
    #expect(try status("GET http://\(name)/event HTTP/1.1\r\nHost: evil.example\r\n") == "HTTP/1.1 200")
  }

  @Test(arguments: foreignNames, ["GET", "HEAD", "POST", "OPTIONS", "DELETE"])
  func `a request for another host is refused, whatever it asks`(name: String, method: String) throws {
    #expect(try status("\(method) /time HTTP/1.1\r\nHost: \(name)\r\nContent-Length: 0\r\n") == "HTTP/1.1 421")
    // The target in absolute form counts more (RFC 9112, 3.2.2).
    #expect(try status("\(method) http://\(name)/time HTTP/1.1\r\nHost: localhost\r\n") == "HTTP/1.1 421")
  }

  @Test(arguments: nonsense) func `a host that is none is a bad request`(name: String) throws {
    #expect(try status("GET /event HTTP/1.1\r\nHost: \(name)\r\n") == "HTTP/1.1 400")
  }

  @Test func `HTTP/1.0 needs no host, and none but this machine's`() throws {
    #expect(try status("GET /event HTTP/1.0\r\n") == "HTTP/1.0 200")
    #expect(try status("GET /event HTTP/1.0\r\nHost: evil.example\r\n") == "HTTP/1.0 421")
    #expect(try status("GET /event HTTP/1.0\r\nHost: localhost\r\nHost: evil.example\r\n") == "HTTP/1.0 421")
  }

  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1", false), ("localhost", "127.0.0.1", false), ("::1", "[::1]", false),
    ("127.0.1.1", "127.0.1.1", false), ("0.0.0.0", "0.0.0.0", true), ("::", "[::]", true),
    ("192.168.1.9", "192.168.1.9", true), ("box.lan", "192.168.1.9", true),
  ])
  func `a server that others can reach answers to any name`(host: String, address: String, isOpen: Bool) throws {
    let hosts = ServedHosts(listeningOn: host, at: address)
    #expect(hosts.contains(try #require(Authority("any.example:80"))) == isOpen)
    #expect(hosts.contains(try #require(Authority("localhost"))))
  }

  @Test func `a name that the user gave to this machine is answered`() throws {
    let hosts = ServedHosts(listeningOn: "Box.lan", at: "127.0.1.1")
    #expect(hosts.contains(try #require(Authority("box.LAN:3000"))))
    #expect(!hosts.contains(try #require(Authority("evil.example"))))
  }

  @Test(arguments: ["http://localhost:1234", "https://demo.localhost", "http://127.0.0.1", "http://[::1]:8080"])
  func `credentials are for pages of this machine, whose origin is named`(origin: String) throws {
    let head = try Stage().get("/time", ["Origin": origin]).head()
    #expect(head.headers["Access-Control-Allow-Origin"] == [origin])
    #expect(head.headers["Access-Control-Allow-Credentials"] == ["true"])
    #expect(head.headers["Vary"] == ["Origin"])
  }

  @Test(arguments: [
    "http://evil.example", "https://localhost.evil.example", "null", "http://localhost@evil.example",
    "file://localhost",
    "http://", "localhost", "http://10.0.0.1:3000",
  ])
  func `pages of elsewhere get no credentials, nor leave to ask`(origin: String) throws {
    let client = try Stage().get("/time", ["Origin": origin])
    let preflight = try Stage().ask(
      "OPTIONS", "/time", ["Origin": origin, "Access-Control-Request-Method": "GET"])
    for head in [try client.head(), try preflight.head()] {
      #expect(!head.headers.contains { $0.name.lowercased().hasPrefix("access-control-") })
      #expect(head.headers["Vary"] == ["Origin"])
    }
  }

  @Test func `no route grants a foreign page more than reading without credentials`() throws {
    let stage = Stage()
    for route in stage.site.routes {
      let client = try stage.get(route.path, ["Origin": "http://evil.example"])
      var text = try client.received()
      if text.isEmpty {
        // Some heads come late.
        stage.advance(by: .seconds(6))
        text = try client.received()
      }
      let head = try Head(text)
      #expect(!head.headers.contains(name: "Access-Control-Allow-Credentials"), "\(route.path)")
      #expect([[], ["*"]].contains(head.headers["Access-Control-Allow-Origin"]), "\(route.path)")
    }
  }
}
