import CurlTransport
import Testing
import Usage

@testable import CommandLine
@testable import EventFiles

/// Words, and what they ask for.
@MainActor @Suite struct RequestTests {
  /// What the words change in the request that a URL alone asks for.
  struct Row: CustomTestStringConvertible {
    var words: [String]
    var change: @Sendable (inout CurlRequest) -> Void

    init(_ words: String..., change: @escaping @Sendable (inout CurlRequest) -> Void) {
      (self.words, self.change) = (words, change)
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  nonisolated static let url = "http://127.0.0.1:1/x"

  nonisolated static func plain(at url: String = url) -> CurlRequest {
    var request = CurlRequest(url: url)
    request.userAgent = "sse-top/\(Version.text)"
    return request
  }

  nonisolated static let environment = Environment.made(
    files: [
      "body": "a=1\r\nb=2\n\0c", "headers": "X-A: 1\r\n\r\nX-B:2\nX-C;\nX-D:\n", "folder/name": "ü ?", "empty": "",
      "brace": "}",
      "jar":
        "# Netscape\n#HttpOnly_h\tFALSE\t/\tTRUE\t0\tn\tvü\r\nALL\n\nSet-Cookie: a=b; domain=h\n  h\tFALSE\t/\tTRUE\t0\tn",
    ],
    input: "in\nput")

  nonisolated static let requestRows: [Row] = [
    Row { _ in },
    Row("-N", "-s", "-S", "-f", "-i", "-v", "-L", "-g", "--no-progress-meter", "--fail-with-body", "-w", "x") { _ in },
    Row("-sN") { _ in },
    Row("-sSLNfgiv") { _ in },
    Row("-XPUT") { $0.method = "PUT" },
    Row("-X", "PUT") { $0.method = "PUT" },
    Row("--request", "PUT") { $0.method = "PUT" },
    Row("--request=PUT") { $0.method = "PUT" },
    Row("-sNXPOST") { $0.method = "POST" },
    Row("-sNX", "POST") { $0.method = "POST" },
    Row("-XPUT", "-XPOST") { $0.method = "POST" },
    Row("-d", "a=b") { $0.body = Array("a=b".utf8) },
    Row("-da=b", "--data-raw", "@c", "-d", "") { $0.body = Array("a=b&@c&".utf8) },
    Row("-d", "-X") { $0.body = Array("-X".utf8) },
    Row("-d", "") { $0.body = [] },
    Row("-d@body") { $0.body = Array("a=1b=2c".utf8) },
    Row("-d", "@-") { $0.body = Array("input".utf8) },
    Row("--data-binary", "@body") { $0.body = Array("a=1\r\nb=2\n\0c".utf8) },
    Row("--data-binary", "@-", "--data-ascii", "x\ny") { $0.body = Array("in\nput&x\ny".utf8) },
    Row("--data-urlencode", "a b&ü~") { $0.body = Array("a+b%26%C3%BC~".utf8) },
    Row("--data-urlencode", "=a=b@c") { $0.body = Array("a%3Db%40c".utf8) },
    Row("--data-urlencode", "n m=a/b") { $0.body = Array("n m=a%2Fb".utf8) },
    Row("--data-urlencode", "@folder/name") { $0.body = Array("%C3%BC+%3F".utf8) },
    Row("--data-urlencode", "n@body", "-d1") { $0.body = Array("n=a%3D1%0D%0Ab%3D2%0A%00c&1".utf8) },
    Row("-G", "-d", "a=b", "--data-urlencode", "c=d e") { $0.url = url + "?a=b&c=d+e" },
    Row("--json", "{", "--json", "@brace") {
      $0.body = Array("{}".utf8)
      $0.accept = "text/event-stream, application/json"
      $0.headers = [.init(name: "Content-Type", value: "application/json")]
    },
    Row("--json", "1", "-H", "content-type: application/x", "--accept", "*/*") {
      $0.body = Array("1".utf8)
      $0.accept = "*/*"
      $0.headers = [.init(name: "content-type", value: "application/x")]
    },
    Row("-HX-A:1", "-H", "X-B:   2 : ü ", "-H", "Accept:", "-H", "X-C;", "--header=X-D: =") {
      $0.headers = [
        .init(name: "X-A", value: "1"), .init(name: "X-B", value: "2 : ü "), .init(name: "Accept", value: nil),
        .init(name: "X-C", value: ""), .init(name: "X-D", value: "="),
      ]
    },
    Row("-H", "@headers") {
      $0.headers = [
        .init(name: "X-A", value: "1"), .init(name: "X-B", value: "2"), .init(name: "X-C", value: ""),
        .init(name: "X-D", value: nil),
      ]
    },
    Row("-uname:pass:word") { $0.credentials.user = "name:pass:word" },
    Row("--oauth2-bearer", "abc") { $0.credentials.bearer = "abc" },
    Row("-n") { $0.credentials.usesNetrc = true },
    Row("--netrc-file", "f") {
      $0.credentials.usesNetrc = true
      $0.credentials.netrcFile = "f"
    },
    Row("-A", "me") { $0.userAgent = "me" },
    Row("-A", "") { $0.userAgent = "" },
    Row("-e", "http://r/;auto") { $0.referer = "http://r/" },
    Row("-b", "a=b; c=d", "-be=f") { $0.cookie = "a=b; c=d;e=f" },
    Row("-b", "jar", "-b", "a=b", "-b@jar") {
      $0.cookie = "a=b"
      let lines = [
        "#HttpOnly_h\tFALSE\t/\tTRUE\t0\tn\tv\u{FC}", "Set-Cookie: a=b; domain=h", "h\tFALSE\t/\tTRUE\t0\tn",
      ]
      $0.cookieFile = (lines + lines).map { Array($0.utf8) }
    },
    Row("-b", "") { $0.cookieFile = [] },
    Row("--compressed") { $0.isCompressed = true },
    Row("--compressed", "--no-compressed") { _ in },
    Row("--max-redirs", "3") { $0.redirectLimit = 3 },
    Row("--accept", "a/b") { $0.accept = "a/b" },
  ]

  nonisolated static let connectionRows: [Row] = [
    Row("-k") { $0.tls.isInsecure = true },
    Row("--insecure", "-sk") { $0.tls.isInsecure = true },
    Row("--cacert", "a", "--capath", "b", "--key", "c", "--pass", "d") {
      $0.tls.caFile = "a"
      $0.tls.caFolder = "b"
      $0.tls.key = "c"
      $0.tls.passphrase = "d"
    },
    Row("-E", #"a\:b:c:d"#) {
      $0.tls.certificate = "a:b"
      $0.tls.passphrase = "c:d"
    },
    Row("-Ea", "--pass", "b") {
      $0.tls.certificate = "a"
      $0.tls.passphrase = "b"
    },
    Row("--cert", "pkcs11:id=1:2") { $0.tls.certificate = "pkcs11:id=1:2" },
    Row("--tlsv1.3", "--tlsv1.2") { $0.tls.minimumVersion = .tls12 },
    Row("--tls-max", "1.2") { $0.tls.maximumVersion = .tls12 },
    Row("--tls-max", "default") { _ in },
    Row("--tls-max", "1.3", "--tlsv1.2") {
      $0.tls.minimumVersion = .tls12
      $0.tls.maximumVersion = .tls13
    },
    Row("--no-digest", "--no-http3") { _ in },
    Row("--tlsv1.3") { $0.tls.minimumVersion = .tls13 },
    Row("-x", "p:1", "-U", "a:b", "--noproxy", "*") {
      $0.route.proxy = "p:1"
      $0.route.proxyUser = "a:b"
      $0.route.noProxy = "*"
    },
    Row("-x", "") { $0.route.proxy = "" },
    Row("--socks5-hostname", "p:1") { $0.route.proxy = "socks5h://p:1" },
    Row("--unix-socket", "s", "--interface", "lo") {
      $0.route.unixSocket = "s"
      $0.route.interface = "lo"
    },
    Row("--resolve", "a:1:127.0.0.1", "--resolve", "c:1:::1", "--connect-to", "::e:") {
      $0.route.resolve = ["a:1:127.0.0.1", "c:1:::1"]
      $0.route.connectTo = ["::e:"]
    },
    Row("-4") { $0.route.addressFamily = .ipv4 },
    Row("-4", "-s6") { $0.route.addressFamily = .ipv6 },
    Row("--connect-timeout", "2.5") { $0.connectTimeout = .milliseconds(2500) },
    Row("--connect-timeout", "0") { _ in },
    Row("--idle-timeout", ".5") { $0.idleTimeout = .milliseconds(500) },
    Row("--http1.1") { $0.httpVersion = .http11 },
    Row("--http1.1", "--http2") { $0.httpVersion = .http2 },
    Row("--http2-prior-knowledge") { $0.httpVersion = .http2PriorKnowledge },
  ]

  @Test(arguments: requestRows + connectionRows)
  func `these words ask for this`(_ row: Row) throws {
    var expected = Self.plain()
    row.change(&expected)
    let invocation = try Invocation.of(row.words + [Self.url], in: Self.environment)
    #expect(invocation.urls.map { invocation.request(for: $0) } == [expected])
  }

  @Test(arguments: [
    ["-k", url], [url, "-k"], ["curl", "-k", "--url", url], ["--url=\(url)", "-sk"], ["-k", "--", url],
  ])
  func `the URL may stand anywhere, and curl before it`(words: [String]) throws {
    let invocation = try Invocation.of(words)
    #expect(invocation.urls.map { invocation.request(for: $0).url } == [Self.url])
    #expect(invocation.request(for: invocation.urls[0]).tls.isInsecure)
  }

  @Test(arguments: [
    ("http://h/?a#f", "http://h/?a&q#f"), ("http://h/?", "http://h/?q"), ("h/x&", "https://h/x&?q"),
    ("http://h/?a&", "http://h/?a&q"),
  ])
  func `-G puts the data after the query that is there`(url: String, whole: String) throws {
    let invocation = try Invocation.of(["-Gdq", url])
    #expect(invocation.urls.map { invocation.request(for: $0).url } == [whole])
  }

  @Test func `--url-query goes after the data of -G, and beside a body`() throws {
    let words = ["--url-query", "a=b c", "--url-query", "+d=e%20f", "--url-query", "=g&", "http://h/?x#f"]
    let query = "a=b+c&d=e%20f&g%26"
    for (data, whole, body) in [
      ([], "http://h/?x&\(query)#f", nil), (["-d", "q"], "http://h/?x&\(query)#f", Array("q".utf8)),
      (["-Gdq"], "http://h/?x&q&\(query)#f", nil), (["-Gd", ""], "http://h/?x&\(query)#f", nil),
    ] as [([String], String, [UInt8]?)] {
      let invocation = try Invocation.of(data + words)
      let request = invocation.request(for: invocation.urls[0])
      #expect(request.url == whole)
      #expect(request.body == body)
    }
  }

  @Test func `two URLs and one set of options: the options hold for both`() throws {
    let invocation = try Invocation.of(["http://a/", "-XPUT", "http://b/", "--", "-c"])
    let requests = invocation.urls.map { invocation.request(for: $0) }
    #expect(requests.map(\.url) == ["http://a/", "http://b/", "https://-c"])
    #expect(requests.map(\.method) == ["PUT", "PUT", "PUT"])
  }

  @Test(arguments: [
    ["curl -N -H 'X-A: b c' http://h/"], ["  curl -N \\\n  -H 'X-A: b c' \\\r\n  http://h/"],
    ["curl -N", "-H", "X-A: b c", "http://h/"],
  ])
  func `a whole curl line as one word is read as its words`(words: [String]) throws {
    let invocation = try Invocation.of(words)
    #expect(invocation.urls.map { invocation.request(for: $0).url } == ["http://h/"])
    #expect(invocation.request(for: invocation.urls[0]).headers == [.init(name: "X-A", value: "b c")])
  }

  @Test func `help and version alone are what they say, unless a file has that name`() throws {
    for (word, part) in [("help", "USAGE:"), ("version", Version.text)] {
      let error = try #require(throws: Invocation.NoRun.self) { try Invocation.of([word]) }
      #expect(error.text.contains(part))
      var world = Environment.made()
      world.isRegularFile = { $0 == word }
      #expect(try Invocation.of([word], in: world).inputs == [.file(word)])
      #expect(try Invocation.of([word, "-k"]).urls.count == 1)
    }
  }

  /// Lines as browsers copy them, after the shell.
  @Test func `a line copied from a browser works as it is`() throws {
    let invocation = try Invocation.of([
      "curl", "https://example.com/v1/chat?beta=true", "-H", "accept: text/event-stream", "-H", "accept-language: de",
      "-b", "session=abc; theme=dark", "-H", "user-agent: Mozilla/5.0 (X11; Linux x86_64)", "--data-raw",
      "{\"stream\":true,\"text\":\"@me\"}", "--compressed", "--insecure",
    ])
    let request = invocation.request(for: invocation.urls[0])
    #expect(request.url == "https://example.com/v1/chat?beta=true")
    #expect(request.headers.map(\.name) == ["accept", "accept-language", "user-agent"])
    #expect(request.cookie == "session=abc; theme=dark")
    #expect(request.body == Array("{\"stream\":true,\"text\":\"@me\"}".utf8))
    #expect(request.isCompressed && request.tls.isInsecure)
  }
}
