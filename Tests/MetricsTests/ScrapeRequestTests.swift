import Testing

@testable import Metrics

@Suite("Requests for metrics") struct ScrapeRequestTests {
  @Test(
    arguments: [
      ("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", ScrapeRequest.Answer.metrics(hasBody: true)),
      ("GET /metrics HTTP/1.0\n\n", .metrics(hasBody: true)),
      ("GET /metrics?x=1 HTTP/1.1\r\n\r\n", .metrics(hasBody: true)),
      ("HEAD /metrics HTTP/1.1\r\n\r\n", .metrics(hasBody: false)), ("GET / HTTP/1.1\r\n\r\n", .notFound),
      ("GET /metricsx HTTP/1.1\r\n\r\n", .notFound), ("POST /metrics HTTP/1.1\r\n\r\n", .notFound),
      ("GET /metrics\r\n\r\n", .notFound), ("GET  /metrics HTTP/1.1\r\n\r\n", .notFound), ("\r\n\r\n", .notFound),
      ("\u{16}\u{3}\u{1}\n\n", .notFound),
    ])
  func `a head is known by its empty line, however it is cut`(_ head: String, _ expected: ScrapeRequest.Answer) {
    for cut in 0..<head.utf8.count {
      var request = ScrapeRequest()
      #expect(request.receive(head.utf8.prefix(cut)) == nil)
      #expect(request.receive(head.utf8.dropFirst(cut)) == expected)
    }
  }

  @Test func `a head that is too long is refused, complete or not`() {
    var request = ScrapeRequest()
    #expect(request.receive("GET /metrics HTTP/1.1\r\nA: ".utf8) == nil)
    #expect(request.receive(repeatElement(UInt8(ascii: "a"), count: 4096)) == .tooLong)
    var whole = ScrapeRequest()
    #expect(
      whole.receive("GET /metrics HTTP/1.1\r\nA: \(String(repeating: "a", count: 5000))\r\n\r\n".utf8) == .tooLong)
  }

  @Test func `an answer is written in pieces, and then the connection is over`() {
    var connection = ScrapeConnection(at: 5)
    connection.read("GET /metrics HTTP/1.1\r\n\r\n".utf8)
    #expect(connection.stage == .waiting(hasBody: true))
    connection.answer("a 1\n")
    var written: [UInt8] = []
    while connection.stage == .writing {
      written += connection.output.prefix(7)
      connection.wrote(min(7, connection.output.count))
    }
    #expect(connection.stage == .over)
    let text = String(decoding: written, as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(text.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
    #expect(text.contains("Content-Length: 4\r\n"))
    #expect(text.hasSuffix("\r\n\r\na 1\n"))
    #expect(connection.deadline == 2005)
  }

  @Test func `HEAD gets the same head, and no body`() {
    var connection = ScrapeConnection(at: 0)
    connection.read("HEAD /metrics HTTP/1.1\r\n\r\n".utf8)
    connection.answer("a 1\n")
    let text = String(decoding: connection.output, as: UTF8.self)
    #expect(text.contains("Content-Length: 4\r\n"))
    #expect(text.hasSuffix("\r\n\r\n"))
  }

  @Test(
    arguments: [
      ("9464", "127.0.0.1:9464"), (":9464", "127.0.0.1:9464"), ("0.0.0.0:1", "0.0.0.0:1"), ("[::1]:80", "[::1]:80"),
      ("monitor.example:0", "monitor.example:0"), ("", nil), ("x", nil), ("::1", nil), ("a:b:1", nil), ("65536", nil),
      ("-1", nil), ("host:", nil),
    ])
  func `an address is [HOST:]PORT, on this machine unless a host is named`(_ text: String, _ authority: String?) {
    #expect(MetricsAddress(text)?.authority == authority)
  }
}
