import StreamModel
import Testing

@testable import Findings
@testable import StreamModel

/// What response headers tell, and who has signed them.
@Suite struct HeadRulesTests {
  private func scene(
    _ headers: [(String, String)], method: String = "GET", version: String = "HTTP/1.1", framing: Bool = true
  ) -> Scene {
    var scene = Scene(method: method)
    scene.ask(at: 0)
    scene.open(at: 0.02, headers, version: version, framing: framing)
    scene.send(event(1), at: 0.1)
    scene.pass(to: 2)
    return scene
  }

  @Test(
    arguments: [
      ("https://a.example", nil, nil, false, false), ("https://a.example", "https://a.example", nil, false, true),
      ("https://a.example", "*", nil, false, true), ("https://a.example", "https://b.example", nil, false, false),
      ("https://a.example", "*", "true", true, false), ("https://a.example", "https://a.example", nil, true, false),
      ("https://a.example", "https://a.example", "true", true, true), ("null", "null", nil, false, true),
    ] as [(String, String?, String?, Bool, Bool)])
  func `whether a page may read it`(
    origin: String, allowed: String?, credentials: String?, hasCookie: Bool, isAllowed: Bool
  ) {
    let headers =
      (allowed.map { [ResponseHead.Header(name: "access-control-allow-origin", value: $0)] } ?? [])
      + (credentials.map { [ResponseHead.Header(name: "Access-Control-Allow-Credentials", value: $0)] } ?? [])
    let head = ResponseHead(status: 200, version: "HTTP/1.1", headers: headers)
    let verdict = HeadRules.cors(head, origin: origin, withCredentials: hasCookie)
    #expect((verdict == nil) == isAllowed)
    #expect(verdict?.severity == (isAllowed ? nil : .error))
  }

  @Test func `of a recorded response the status line alone is judged`() {
    var scene = Scene(method: "GET")
    scene.ask(at: 0)
    scene.open(at: 0.1, ["Content-Type", "Cache-Control"].map { ($0, "") }, version: "HTTP/1.0", framing: false)
    scene.send(event(1), at: 0.2)
    scene.pass(to: 2)
    #expect(scene.codes.filter { $0.hasPrefix("head.") } == ["head.http10"])
  }

  @Test func `without an origin nobody asks`() { #expect(scene([]).finding(.cors) == nil) }

  @Test(arguments: [
    ("Age", "3", true), ("Age", "0", false), ("X-Cache", "HIT", true), ("X-Cache", "Hit from cloudfront", true),
    ("X-Cache", "MISS, HIT", true), ("X-Cache", "MISS", false), ("CF-Cache-Status", "DYNAMIC", false),
    ("CF-Cache-Status", "HIT", true), ("X-Vercel-Cache", "HIT", true), ("X-Vercel-Cache", "STALE", false),
  ])
  func `out of a cache`(name: String, value: String, isCached: Bool) {
    #expect((scene([(name, value)]).finding(.cached)?.severity == .error) == isCached)
  }

  @Test func `what forbids to cache`() {
    for control in ["no-cache", "no-store", "private, max-age=60", "max-age=0", "no-transform, No-Cache"] {
      #expect(scene([("Cache-Control", control)]).finding(.noCache) == nil, "\(control)")
    }
    #expect(scene([("Cache-Control", "")]).finding(.noCache)?.severity == .note)
    #expect(scene([("Cache-Control", "max-age=60"), ("X-Varnish", "1")]).finding(.noCache)?.severity == .warning)
    #expect(scene([("Cache-Control", "")], method: "POST").finding(.noCache) == nil)
  }

  @Test func `charset, version, framing, length`() {
    #expect(scene([("Content-Type", "text/event-stream; charset=ISO-8859-1")]).finding(.charset)?.severity == .warning)
    for type in ["text/event-stream;charset=UTF-8", "text/event-stream; charset=\"utf-8\"", "text/event-stream;x=y"] {
      #expect(scene([("Content-Type", type)]).finding(.charset) == nil, "\(type)")
    }
    #expect(scene([], version: "HTTP/1.0", framing: false).finding(.http10)?.severity == .warning)
    #expect(scene([], framing: false).finding(.noFraming)?.severity == .note)
    #expect(scene([], version: "HTTP/2", framing: false).findings.isEmpty)
    #expect(scene([("Content-Length", "999"), ("Transfer-Encoding", "")]).finding(.length)?.severity == .note)
  }

  @Test(arguments: [
    (("Server", "nginx/1.22.1"), "nginx"), (("Server", "openresty"), "nginx"), (("Via", "1.1 nginx"), "nginx"),
    (("Server", "Apache/2.4"), "Apache"), (("CF-RAY", "8f-AMS"), "Cloudflare"),
    (("Server", "cloudflare"), "Cloudflare"),
    (("x-amz-apigw-id", "a="), "API Gateway"), (("Via", "1.1 vegur"), "Heroku"), (("Server", "envoy"), "Envoy"),
    (("x-envoy-upstream-service-time", "3"), "Envoy"), (("X-Varnish", "12"), "Varnish"),
    (("x-vercel-id", "fra1"), "Vercel"), (("X-Powered-By", "Express"), "Express"), (("Server", "uvicorn"), "uvicorn"),
    (("Server", "lighttpd/1.4"), "lighttpd"), (("Via", "1.1 proxy (squid/5.7)"), "squid"), (("Server", "h2o"), "h2o"),
    (("Server", "Caddy"), "Caddy"), (("Set-Cookie", "ARRAffinity=secret; path=/"), "IIS"),
    (("Via", "2.0 kong/3"), "Kong"),
  ])
  func `who signs is known`(header: (String, String), name: String) {
    let head = ResponseHead(
      status: 200, version: "HTTP/1.1", headers: [ResponseHead.Header(name: header.0, value: header.1)])
    let members = PathTable.members(of: head)
    #expect(members.contains { $0.name == name }, "\(members)")
    #expect(members.allSatisfy { !$0.by.contains("secret") })
  }

  @Test func `who has not signed is not named`() {
    let headers = [("Server", "engine-x"), ("Via", "1.1 a"), ("X-Request-Id", "nginx"), ("X-Note", "cloudflare")]
    let head = ResponseHead(
      status: 200, version: "HTTP/1.1", headers: headers.map { ResponseHead.Header(name: $0.0, value: $0.1) })
    #expect(PathTable.members(of: head).isEmpty)
  }

  @Test(arguments: TimeOutTable.rows.indices)
  func `a usual value is known to a hundredth, and not beyond`(index: Int) {
    let row = TimeOutTable.rows[index]
    let value = Duration.seconds(row.seconds)
    for share in [0.992, 1.0, 1.008] {
      #expect(TimeOutTable.owners(of: value * share, kind: row.kind, path: [])?.seconds == row.seconds)
    }
    let far = TimeOutTable.owners(of: value + max(.seconds(1), value / 50), kind: row.kind, path: [])
    #expect(far?.seconds != row.seconds)
  }

  @Test func `the connections of a browser are told only where a diagnosis is asked for`() {
    let source = scene([]).state.sources[0]
    let verdicts = Rules.verdictsOfDiagnosis(Circumstances(source, at: Scene.moment(3)), head: source.head)
    #expect(verdicts.map(\.code) == [.http1Limit])
    #expect(scene([]).finding(.http1Limit) == nil)
  }
}
