import CurlTransport
import Testing

@testable import CommandLine

/// The request as the panel about a connection shows it.
@Suite struct RequestLinesTests {
  private func request() -> CurlRequest { CurlRequest(url: "https://u:p@example.com/") }

  @Test func `the line comes first, then the headers`() {
    #expect(
      request().displayed(url: "https://example.com/") == ["GET https://example.com/", "Accept: text/event-stream"])
    var post = request()
    post.body = Array("{}".utf8)
    #expect(post.displayed(url: "u").first == "POST u" && post.displayed(url: "u").last == "Content-Length: 2")
    post.method = "PUT"
    #expect(post.displayed(url: "u").first == "PUT u")
  }

  @Test func `no secret is among them`() {
    var request = request()
    request.credentials.user = "name:s3cret"
    request.credentials.bearer = "s3cret"
    request.cookie = "sid=s3cret"
    request.headers = [
      .init(name: "X-Api-Key", value: "s3cret"), .init(name: "X-Plain", value: "shown"),
      .init(name: "Authorization", value: "Bearer s3cret"), .init(name: "Accept", value: "*/*"),
      .init(name: "Removed", value: nil),
    ]
    request.route.proxy = "http://name:s3cret@proxy"
    let text = request.displayed(url: "u").joined(separator: "\n")
    #expect(!text.contains("s3cret") && text.contains("X-Plain: shown") && text.contains("X-Api-Key: ***"))
    #expect(text.contains("Accept: */*") && !text.contains("text/event-stream") && !text.contains("Removed"))
  }
}
