import StreamModel
import Testing

@testable import Dashboard

/// What is said to help after an end.
struct WayOutTests {
  static func way(
    _ reason: Disconnection, headers: [(String, String)] = [], body: String = "", request: String = "GET http://h/"
  ) -> String? {
    var scene = Scene(urls: ["http://h/"], requests: [[request]])
    scene.connect()
    var head = ResponseHead(status: 200)
    head.headers = headers.map { .init(name: $0.0, value: $0.1) }
    scene.answer(head)
    scene.refuse(body)
    return WayOut.sentence(after: reason, of: scene.state.sources[0])
  }

  @Test(
    arguments: [
      ([], "it asks for a login: -u NAME:PASSWORD, --oauth2-bearer TOKEN or -n to read it from ~/.netrc"),
      (
        [#"Basic realm="Staff, \"A\"", charset="UTF-8""#],
        #"it asks for a login to "Staff, "A"": -u NAME:PASSWORD or -n to read it from ~/.netrc"#
      ),
      (["bearer realm=api, error=\"invalid_token\""], #"it asks for a login to "api": --oauth2-bearer TOKEN"#),
      (
        ["Negotiate, Basic realm=\"a\"", "Bearer"],
        #"it asks for a login to "a": -u NAME:PASSWORD, --oauth2-bearer TOKEN or -n to read it from ~/.netrc"#
      ),
      (
        ["Digest nonce=\"x\", realm=\"d\""],
        #"it asks for a login to "d" by Digest, which sse-top does not support: "#
          + "-u NAME:PASSWORD, --oauth2-bearer TOKEN or -n to read it from ~/.netrc"
      ),
    ] as [([String], String)])
  func `a login that is asked for is named with its realm and the options`(challenges: [String], sentence: String) {
    #expect(Self.way(.status(401), headers: challenges.map { ("WWW-Authenticate", $0) }) == sentence)
  }

  @Test(arguments: ["", ",", "=", "\"", "Basic realm=\"", "Basic realm", ", ,Basic  realm = \"a\\", "\\,\\"])
  func `any challenge is read`(value: String) {
    #expect(Self.way(.status(401), headers: [("WWW-Authenticate", value)])?.hasPrefix("it asks for a login") == true)
  }

  @Test(
    arguments: [
      ("data: a\n\n", "--force"), ("\u{FEFF}: hello\n", "--force"), ("\n\nevent: x\r\n", "--force"),
      ("id: 1", "--force"), ("{\"a\":1}\n{\"a\":2}\n", "--ndjson"), ("{}\n", "--ndjson"), ("{\"a\":1}", nil),
      ("{\n\"a\":1}\n", nil), ("", nil), ("<html>", nil), ("data\n", nil), ("hello: world\n", nil),
    ] as [(String, String?)])
  func `a body of another type that can be read is told with the option that reads it`(body: String, option: String?) {
    let way = Self.way(.contentType("text/plain"), body: body)
    #expect(way?.contains(option ?? "") == option.map { _ in true })
  }

  @Test(
    arguments: [
      (#"{"id":"x","object":"chat.completion","choices":[]}"#, #""stream": true"#),
      (#"{"object":"response","output":[{"type":"reasoning"#, #""stream": true"#),
      (#"{"id":"m","type":"message","role":"assistant"}"#, #""stream": true"#),
      (#"[{"candidates":[{"content":{}}],"modelVersion":"g"}"#, "?alt=sse"),
    ])
  func `a model's whole answer is told with how to get it in pieces`(body: String, way: String) {
    #expect(Self.way(.contentType("application/json"), body: body)?.contains(way) == true)
  }

  @Test func `how long to wait is told, and a key that an interface may want`() {
    #expect(
      Self.way(.status(429), headers: [("Retry-After", "20")])
        == "it asks to wait 20 s before the next try; --retry-on 429 does so")
    for method in ["POST", "PUT", "DELETE"] {
      #expect(
        Self.way(.status(429), headers: [("Retry-After", "20")], request: "\(method) http://h/")
          == "it asks to wait 20 s before the next try")
    }
    #expect(Self.way(.status(429)) == nil)
    #expect(Self.way(.status(503), headers: [("Retry-After", "soon")]) == nil)
    let login = Self.way(.status(401), body: #"{"error":{"message":"no key"}}"#)
    #expect(login?.contains("-H 'x-api-key: KEY'") == true)
  }

  @Test(
    arguments: [
      (#"{"error":{"message":"no \u001b key","type":"x"}}"#, "no \u{1B} key"),
      (#"{"error":"model not found"}"#, "model not found"),
      (#"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}"#, "invalid x-api-key"),
      (#"[{"error":{"code":400,"message":"API key not valid","status":"X"}}]"#, "API key not valid"),
      (#"{"detail":"Not Found"}"#, "Not Found"), (#"{"message":"cut in the mid"#, nil), ("<html>", nil), ("", nil),
      (#"{"error":{"code":1}}"#, nil), (#"{"error":{"message":"first"},"rest":"is cu"#, "first"),
    ] as [(String, String?)])
  func `what was wrong is taken out of a body`(body: String, message: String?) {
    var scene = Scene("http://h/")
    scene.connect()
    scene.answer(ResponseHead(status: 401))
    scene.refuse(body)
    #expect(Refusal.message(scene.state.sources[0]) == message)
  }

  @Test func `certificates, the proxy's login, and http asked where TLS is spoken`() {
    let own = "--cacert FILE trusts the certificates of a file, -k any"
    #expect(Self.way(.certificate("self-signed certificate (h:1)")) == own)
    #expect(Self.way(.certificate("unable to get local issuer certificate (h:1)")) == own)
    #expect(Self.way(.certificate("certificate has expired (h:1)")) == "-k trusts it anyway")
    #expect(Self.way(.status(407)) == "-U NAME:PASSWORD is the login to the proxy")
    #expect(
      Self.way(.status(400), body: "The plain HTTP request was sent to HTTPS port") == "https:// uses TLS")
    #expect(Self.way(.status(400), body: "no") == nil && Self.way(.status(500)) == nil)
  }

  @Test func `the dashboard tells it`() {
    var scene = Scene("http://h/")
    scene.connect()
    scene.answer(ResponseHead(status: 200))
    scene.refuse("data: a\n\n")
    scene.close(.contentType("text/plain"))
    #expect(scene.screen().lines.contains { $0.contains("--force") })
  }

  @Test(
    arguments: [
      ("<TITLE>A &amp; B</TITLE>", "A & B"),
      ("<title lang=\"en\">\n  one\n two &#8211; &#x2019;\n</title >", "one two – ’"),
      (
        "<title>&lt;b&gt; &quot;&apos; &nosuch; & &amp;amp; &#0;&#xD800;</title>",
        "<b> \"' &nosuch; & &amp; \u{FFFD}\u{FFFD}"
      ),
      ("<titles>no</titles>\nbody", "<titles>no</titles>"), ("<title>İ &uuml;</title>", "İ ü"),
      ("<title> </title>", "<title> </title>"),
    ])
  func `a page's title is shown as a browser does`(page: String, shown: String) {
    var scene = Scene("http://h/")
    scene.refuse(page)
    let lines = Refusal.lines(scene.state.sources[0], limit: 3)
    #expect(lines.first?.map(\.text).joined() == shown)
  }
}
