import StreamModel
import Testing

@testable import Dashboard

/// What is said to help after an end.
struct WayOutTests {
  static func way(_ reason: Disconnection, headers: [(String, String)] = [], body: String = "") -> String? {
    var scene = Scene("http://h/")
    scene.connect()
    var head = ResponseHead(status: 200)
    head.headers = headers.map { .init(name: $0.0, value: $0.1) }
    scene.answer(head)
    scene.refuse(body)
    return WayOut.sentence(after: reason, of: scene.state.sources[0])
  }

  @Test(
    arguments: [
      ([], "it asks for a login: -u NAME:PASSWORD, --oauth2-bearer TOKEN or -n for that of ~/.netrc"),
      (
        [#"Basic realm="Staff, \"A\"", charset="UTF-8""#],
        #"it asks for a login to "Staff, "A"": -u NAME:PASSWORD or -n for that of ~/.netrc"#
      ),
      (["bearer realm=api, error=\"invalid_token\""], #"it asks for a login to "api": --oauth2-bearer TOKEN"#),
      (
        ["Negotiate, Basic realm=\"a\"", "Bearer"],
        #"it asks for a login to "a": -u NAME:PASSWORD, --oauth2-bearer TOKEN or -n for that of ~/.netrc"#
      ),
      (
        ["Digest nonce=\"x\", realm=\"d\""],
        #"it asks for a login to "d" by Digest, which is not known here: "#
          + "-u NAME:PASSWORD, --oauth2-bearer TOKEN or -n for that of ~/.netrc"
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

  @Test func `certificates, the proxy's login, and http asked where TLS is spoken`() {
    let own = "--cacert FILE trusts the certificates of a file, -k any"
    #expect(Self.way(.certificate("self-signed certificate (h:1)")) == own)
    #expect(Self.way(.certificate("unable to get local issuer certificate (h:1)")) == own)
    #expect(Self.way(.certificate("certificate has expired (h:1)")) == "-k trusts it all the same")
    #expect(Self.way(.status(407)) == "-U NAME:PASSWORD is the login to the proxy")
    #expect(
      Self.way(.status(400), body: "The plain HTTP request was sent to HTTPS port") == "https:// asks in TLS")
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
