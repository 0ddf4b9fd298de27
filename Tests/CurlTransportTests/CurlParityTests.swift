import Foundation
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  /// curl itself is the reference for what its options mean: both send the same.
  @Suite(.enabled(if: Tool.curl != nil, "the curl command is not installed"))
  struct CurlParity {
    struct Case: Sendable, CustomTestStringConvertible {
      /// Without the URL.
      var arguments: [String]
      var path = "/"
      var userInfo = ""
      var change: @Sendable (inout CurlRequest) -> Void = { _ in }

      var testDescription: String { (arguments + [userInfo + path]).joined(separator: " ") }
    }

    static func header(_ name: String, _ value: String?) -> CurlRequest.Header { .init(name: name, value: value) }

    static let cases: [Case] = [
      Case(arguments: []),
      Case(arguments: ["-d", "a=b"]) { $0.body = Array("a=b".utf8) },
      Case(arguments: ["-d", ""]) { $0.body = [] },
      Case(arguments: ["-X", "PUT", "-d", "a=b"]) { ($0.method, $0.body) = ("PUT", Array("a=b".utf8)) },
      Case(arguments: ["-X", "DELETE"]) { $0.method = "DELETE" },
      Case(arguments: ["-H", "X-Empty;", "-H", "X-Gone:", "-H", "X-Text: a b"]) {
        $0.headers = [header("X-Empty", ""), header("X-Gone", nil), header("X-Text", "a b")]
      },
      Case(arguments: ["-H", "Host: example.org", "-H", "User-Agent:"]) {
        $0.headers = [header("Host", "example.org"), header("User-Agent", nil)]
      },
      Case(arguments: ["-H", "Host:"]) { $0.headers = [header("Host", nil)] },
      Case(arguments: ["-H", "Content-Type: text/x", "-d", "a"]) {
        ($0.headers, $0.body) = ([header("Content-Type", "text/x")], [0x61])
      },
      Case(arguments: ["-H", "Content-Type:", "-d", "a"]) {
        ($0.headers, $0.body) = ([header("Content-Type", nil)], [0x61])
      },
      Case(arguments: ["-A", "", "-e", "http://a/b"]) { ($0.userAgent, $0.referer) = ("", "http://a/b") },
      Case(arguments: ["-b", "a=b; c=d"]) { $0.cookie = "a=b; c=d" },
      Case(arguments: ["-b", "a=b", "-H", "Cookie: own=1"]) {
        ($0.cookie, $0.headers) = ("a=b", [header("Cookie", "own=1")])
      },
      Case(arguments: ["-u", "me:pass:word"]) { $0.credentials.user = "me:pass:word" },
      Case(arguments: ["-u", "me:"]) { $0.credentials.user = "me:" },
      Case(arguments: [], userInfo: "me:p%40ss@"),
      Case(arguments: [], userInfo: "me@"),
      Case(arguments: ["-u", "you:x"], userInfo: "me:pass@") { $0.credentials.user = "you:x" },
      Case(arguments: ["--oauth2-bearer", "token"]) { $0.credentials.bearer = "token" },
      Case(arguments: ["--oauth2-bearer", "token", "-u", "me:x"]) {
        ($0.credentials.bearer, $0.credentials.user) = ("token", "me:x")
      },
      Case(arguments: ["-u", "me:x", "-H", "Authorization: Own 1"]) {
        ($0.credentials.user, $0.headers) = ("me:x", [header("Authorization", "Own 1")])
      },
      Case(arguments: ["--compressed"]) { $0.isCompressed = true },
      Case(arguments: ["--http2"]) { $0.httpVersion = .http2 },
      Case(arguments: ["-L", "-d", "a=b"], path: "/301") { $0.body = Array("a=b".utf8) },
      Case(arguments: ["-L", "-d", "a=b"], path: "/303") { $0.body = Array("a=b".utf8) },
      Case(arguments: ["-L", "-d", "a=b"], path: "/307") { $0.body = Array("a=b".utf8) },
      Case(arguments: ["-L", "-X", "PUT", "-d", "a=b"], path: "/302") {
        ($0.method, $0.body) = ("PUT", Array("a=b".utf8))
      },
      Case(arguments: ["-L", "-X", "POST", "-d", "a=b"], path: "/308") {
        ($0.method, $0.body) = ("POST", Array("a=b".utf8))
      },
      Case(arguments: ["-L", "-u", "me:x", "-b", "a=b", "-H", "Host: a"], path: "/302") {
        ($0.credentials.user, $0.cookie, $0.headers) = ("me:x", "a=b", [header("Host", "a")])
      },
    ]

    @Test(arguments: cases) func `an option sends what curl sends`(test: Case) async throws {
      let arrivals = Locked<[[String]]>([])
      let server = try ScriptedServer { peer in
        let arrival = Self.arrival(peer)
        arrivals.withLock { $0.append(arrival) }
        let status = Int(peer.path.dropFirst())
        peer.send(status.map { "HTTP/1.1 \($0) Go\r\nLocation: /there\r\n\r\n" } ?? "HTTP/1.1 204 No Content\r\n\r\n")
      }
      let url = "http://\(test.userInfo)127.0.0.1:\(server.port)\(test.path)"
      // Read no configuration, use no proxy.
      let process = try #require(Tool.curl).process(
        in: FileManager.default.temporaryDirectory, ["-q", "-sN", "--noproxy", "*"] + test.arguments + [url])
      try process.run()
      process.waitUntilExit()
      let expected = arrivals.withLock { arrivals in
        defer { arrivals = [] }
        return arrivals
      }
      var request = CurlRequest.direct(url)
      test.change(&request)
      _ = try await CurlEngine().transport(for: request).open(lastEventID: [])
      #expect(!expected.isEmpty)
      #expect(arrivals.withLock { $0 } == expected)
    }

    /// The request line, the headers in order of their names, and the body; without what we always say otherwise.
    static func arrival(_ peer: Peer) -> [String] {
      let head = RequestHead(Array(peer.readHead().utf8))
      let count = head.values(of: "Content-Length").first.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
      let body = String(decoding: peer.read(count), as: UTF8.self)
      let own = ["accept", "cache-control", "pragma"]
      let headers = head.headers.filter { !own.contains($0.name.lowercased()) }.map { header in
        // Both name themselves.
        let value = header.name == "User-Agent" ? "" : String(decoding: header.value, as: UTF8.self)
        return "\(header.name): \(value)"
      }
      return [head.line] + headers.sorted() + [body]
    }
  }
}
