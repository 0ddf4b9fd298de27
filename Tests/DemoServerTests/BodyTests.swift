import NIOEmbedded
import Testing

@testable import sse_demo_server

/// Bodies that nobody asked for.
struct BodyTests {
  private static let piece = "10000\r\n" + String(repeating: "x", count: 1 << 16) + "\r\n"

  @Test(arguments: ["GET /event", "GET /nope", "HEAD /", "DELETE /time", "OPTIONS *", "GET /post"])
  func `a body that nobody wants is read to a limit, and no further`(request: String) throws {
    let client = try Stage().connect()
    try client.send("\(request) HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    #expect(try client.received().hasPrefix("HTTP/1.1 "))
    for _ in 0..<16 { try client.send(Self.piece) }
    #expect(client.channel.isActive)
    try? client.send(Self.piece)
    #expect(!client.channel.isActive)
  }

  @Test(
    arguments: ["GET /event", "GET /nope", "POST /post", "POST /llm", "PUT /"], ["1048577", "99999999999999999999"])
  func `a body that is announced too long is refused at once`(request: String, length: String) throws {
    let client = try Stage().connect()
    try? client.send("\(request) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(length)\r\n\r\n")
    let status = try client.head().status
    #expect(["HTTP/1.1 413 Payload Too Large", "HTTP/1.1 400 Bad Request"].contains(status))
    #expect(!client.channel.isActive)
  }

  @Test func `the limit holds for each request by itself`() throws {
    let client = try Stage().connect()
    let body = String(repeating: "x", count: 600_000)
    for _ in 0..<3 {
      try client.send("GET /nope HTTP/1.1\r\nHost: localhost\r\nContent-Length: 600000\r\n\r\n" + body)
      #expect(try client.received().hasPrefix("HTTP/1.1 404"))
    }
    #expect(client.channel.isActive)
  }
}
