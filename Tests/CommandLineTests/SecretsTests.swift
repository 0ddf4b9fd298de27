import CurlTransport
import StreamModel
import Testing

@testable import CommandLine

@Suite struct SecretsTests {
  private func masked(_ text: String, _ change: (inout CurlRequest) -> Void) -> String {
    var request = CurlRequest(url: "http://x/")
    change(&request)
    return String(decoding: Secrets(request).masked(Array(text.utf8)), as: UTF8.self)
  }

  @Test func `what a server says back of the credentials is not shown`() {
    #expect(
      masked("Basic bWU6czNjcmV0, s3cret, me:s3cret") { $0.credentials.user = "me:s3cret" } == "Basic ***, ***, ***")
    #expect(masked("Bearer t0ken!") { $0.credentials.bearer = "t0ken" } == "Bearer ***!")
    #expect(masked("Cookie: a=b") { $0.cookie = "a=b; c" } == "Cookie: a=b")
    #expect(masked("got a=bcd") { $0.cookie = "a=bcd" } == "got ***")
    let lines = [
      "h\tFALSE\t/\tTRUE\t0\tsid\ts3cret-1", "Set-Cookie: sid=s3cret-2; domain=h", "h\tFALSE\t/\tTRUE\t0\tlight\ttrue",
    ]
    let said = masked("sid s3cret-1, s3cret-2 is true") { $0.cookieFile = lines.map { Array($0.utf8) } }
    #expect(said == "sid ***, *** is true")
    #expect(
      masked("Bearer abcdef / abcdef") { $0.headers = [.init(name: "Authorization", value: "Bearer abcdef")] }
        == "*** / ***")
    #expect(
      masked("GET /?token=hush&x=plain, s3cret") { $0.url = "http://me:s3cret@x/?token=hush&x=plain" }
        == "GET /?token=***&x=plain, ***")
    #expect(masked("Basic bWU6czNjcmV0") { $0.url = "http://me:s3cre%74@x/" } == "Basic ***")
    #expect(masked("plain") { $0.headers = [.init(name: "X-Plain", value: "plain")] } == "plain")
  }

  @Test func `a request that was sent is shown without its secrets`() {
    var request = CurlRequest(url: "http://x/")
    request.credentials.bearer = "t0ken-9"
    let lines = [
      "GET /a b?token=hush&x=t0ken-9 HTTP/1.1", "Host: x", "Authorization: Basic bWU6eA==", "Cookie: a=b; c=d",
      "Referer: http://me:pw@y/", "X-Api-Key: k", "X-Plain: plain", "Last-Event-ID: 7", "X-Empty:",
    ]
    let report = Secrets(request).masked(.progress(RequestProgress(lines: lines), at: .start))
    let shown = [
      "GET /a b?token=***&x=*** HTTP/1.1", "Host: x", "Authorization: Basic ***", "Cookie: ***",
      "Referer: http://***@y/", "X-Api-Key: ***", "X-Plain: plain", "Last-Event-ID: 7", "X-Empty:",
    ]
    #expect(report == .progress(RequestProgress(lines: shown), at: .start))
  }

  @Test func `what a body says of who asks is a secret, in forms and in JSON`() {
    let form = "user=me&password=s3+cr%40t&x=plain"
    #expect(masked("<s3+cr%40t> <s3 cr@t> plain") { $0.body = Array(form.utf8) } == "<***> <***> plain")
    let json =
      #"{"user":"plain","login":{"password":"s3\u0063ret\"!","pins":[12345,"six77"]},"otp":99887766,"n":1234567}"#
    #expect(
      masked(#"plain s3cret"! 12345 six77 99887766 1234567 s3\u0063ret\"!"#) { $0.body = Array(json.utf8) }
        == "plain *** 12345 six77 *** 1234567 ***")
    #expect(masked("12345 six77") { $0.body = Array(#"{"keys": {"a" : 12345, "b":["six77"]}}"#.utf8) } == "*** ***")
    #expect(masked("abcd") { $0.body = Array(#"{"pass":"abcd"#.utf8) } == "***")
    #expect(masked("x") { $0.body = Array(#"]}"token":\"#.utf8) } == "x")
  }

  @Test func `cookies, Referer and proxy are secrets each`() {
    #expect(masked("s3cret") { $0.cookie = "a=b; sid=s3cret" } == "***")
    #expect(masked("s3cret") { $0.referer = "http://x/?token=s3cret" } == "***")
    #expect(masked("s3cret") { $0.route.proxy = "http://me:s3cret@x" } == "***")
    #expect(masked("s3cret") { $0.headers = [.init(name: "Cookie", value: "a=b; sid=s3cret")] } == "***")
  }

  @Test(arguments: [("a:", "YTo="), ("me:s3cret", "bWU6czNjcmV0"), ("ab:c", "YWI6Yw==")])
  func `Basic as it goes over the wire`(pair: String, encoded: String) {
    #expect(masked("<\(encoded)>") { $0.credentials.user = pair } == (encoded.count < 4 ? "<\(encoded)>" : "<***>"))
  }
}
