import NIOCore
import NIOEmbedded
import Testing

@testable import sse_demo_server

struct TimeLimitTests {
  private let request = "GET /nope HTTP/1.1\r\nHost: localhost\r\n\r\n"

  @Test(arguments: ["", "GET /time HTTP/1.1\r\nHost: localhost\r\n"])
  func `A head that does not come within ten seconds is no longer waited for`(part: String) throws {
    let stage = Stage()
    let client = try stage.connect()
    if !part.isEmpty { try client.send(part) }
    stage.advance(by: .milliseconds(9999))
    #expect(client.channel.isActive)
    stage.advance(by: .milliseconds(1))
    #expect(!client.channel.isActive)
  }

  @Test func `A head that comes byte by byte has no more time than any other`() throws {
    let stage = Stage()
    let client = try stage.connect()
    for byte in "GET /time" {
      try client.send(String(byte))
      stage.advance(by: .seconds(1))
    }
    #expect(client.channel.isActive)
    stage.advance(by: .seconds(1))
    #expect(!client.channel.isActive)
  }

  @Test func `A connection on which nothing is asked for a minute is closed`() throws {
    let stage = Stage()
    let client = try stage.connect()
    for _ in 0..<3 {
      try client.send(request)
      stage.advance(by: .milliseconds(59_999))
      #expect(client.channel.isActive)
    }
    stage.advance(by: .milliseconds(1))
    #expect(!client.channel.isActive)
  }

  @Test func `A further head has ten seconds from its first byte`() throws {
    let stage = Stage()
    let client = try stage.connect()
    try client.send(request)
    stage.advance(by: .seconds(55))
    try client.send("GET ")
    stage.advance(by: .milliseconds(9999))
    #expect(client.channel.isActive)
    stage.advance(by: .milliseconds(1))
    #expect(!client.channel.isActive)
  }

  @Test func `A stream has no limit, and a minute begins when it ends`() throws {
    let stage = Stage()
    let client = try stage.get("/drop?after=1")
    #expect(!client.channel.isActive)
    let silent = try stage.get("/silent")
    stage.advance(by: .hours(2))
    #expect(silent.channel.isActive)
    let ending = try stage.get("/firehose?rate=100&count=200")
    stage.advance(by: .milliseconds(61_999))
    #expect(ending.channel.isActive)
    stage.advance(by: .milliseconds(11))
    #expect(!ending.channel.isActive)
  }

  @Test func `A request sent ahead of the end of a stream is not cut short`() throws {
    let stage = Stage()
    let client = try stage.connect()
    try client.send(
      "GET /firehose?rate=100&count=100 HTTP/1.1\r\nHost: localhost\r\n\r\nGET /silent HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    stage.advance(by: .hours(1))
    #expect(client.channel.isActive)
    #expect(try client.received().matches(of: /HTTP\/1\.1 200 OK/).count == 2)
  }
}
