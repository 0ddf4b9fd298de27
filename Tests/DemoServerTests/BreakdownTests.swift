import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

struct BreakdownTests {
  private let three = ["id: 1\ndata: event 1\n\n", "id: 2\ndata: event 2\n\n", "id: 3\ndata: event 3\n\n"]

  @Test func `A connection that is reset has no end of its body`() throws {
    let stage = Stage()
    let client = try stage.get("/reset")
    _ = try client.head()
    stage.advance(by: .seconds(1))
    #expect(client.channel.isActive)
    stage.advance(by: .milliseconds(500))
    #expect(!client.channel.isActive)
    #expect(try client.chunks() == Array(three.dropFirst()))
  }

  @Test func `A chunk is announced longer than it is, before the connection closes`() throws {
    let stage = Stage()
    let client = try stage.get("/truncate?after=1&interval=1")
    #expect(try client.body() == three[0])
    stage.advance(by: .seconds(1))
    #expect(!client.channel.isActive)
    let rest = try client.received()
    #expect(rest == "3e8\r\nid: cut\ndata: this event is cut o")
  }

  @Test func `HTTP/1.0 has no chunk that could lie: it is closed`() throws {
    let client = try Stage().connect()
    try client.send("GET /truncate?after=0 HTTP/1.0\r\n\r\n")
    #expect(try client.head().rest == "")
    #expect(!client.channel.isActive)
  }

  @Test func `A half-open connection stays, and nothing more comes`() throws {
    let stage = Stage()
    let client = try stage.get("/half-open?after=2")
    #expect(try client.body() == three[0])
    stage.advance(by: .hours(3))
    #expect(try client.chunks() == [three[1]])
    #expect(client.channel.isActive)
  }

  @Test func `A storm closes at once, and asks for the next visit soon`() throws {
    let client = try Stage().get("/storm")
    #expect(!client.channel.isActive)
    #expect(try client.wholeBody() == ["retry: 10\n\n"])
    let other = try Stage().get("/storm?retry=0&count=1", ["Last-Event-ID": "4"])
    #expect(try other.wholeBody() == ["retry: 0\n\n", "id: 5\ndata: event 5\n\n"])
  }

  @Test func `204 has no body, and the connection serves on`() throws {
    let client = try Stage().get("/204")
    let head = try client.head()
    #expect(head.status == "HTTP/1.1 204 No Content")
    #expect(head.rest == "" && !head.headers.contains(name: "Content-Length"))
    #expect(client.channel.isActive)
  }

  @Test(arguments: [
    ("/auth", "Basic ZGVtbzpkZW1v", true), ("/auth", "bearer demo", true), ("/auth", "Bearer other", false),
    ("/auth", "", false), ("/auth?scheme=basic", "Bearer demo", false), ("/auth?scheme=bearer", "Bearer demo", true),
    ("/auth?scheme=basic", "BASIC ZGVtbzpkZW1v", true), ("/auth", "Bearer", false), ("/auth", "Bearer demo x", false),
  ])
  func `Who has the password or the token is let in`(path: String, value: String, isIn: Bool) throws {
    let head = try Stage().get(path, value.isEmpty ? [:] : ["Authorization": value]).head()
    #expect(head.status == (isIn ? "HTTP/1.1 200 OK" : "HTTP/1.1 401 Unauthorized"))
    let challenges = head.headers["WWW-Authenticate"].map { $0.prefix { $0 != " " } }
    #expect(isIn ? challenges.isEmpty : challenges == (path == "/auth" ? ["Basic", "Bearer"] : ["Basic"]))
  }

  @Test func `Gzip, each event flushed, with the checksum and the size at its end`() throws {
    let stage = Stage()
    let client = try stage.get("/gzip?count=2&id=none")
    stage.advance(by: .seconds(1))
    let chunks = try client.wholeBodyBytes()
    let event = Array("data: event 1\n\n".utf8)
    #expect(Array(chunks[0].readableBytesView) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
    #expect(Array(chunks[1].readableBytesView) == [0, 15, 0, 0xF0, 0xFF] + event)
    // The checksum is what zlib's crc32 gives for the two events.
    #expect(Array(chunks[3].readableBytesView) == [1, 0, 0, 0xFF, 0xFF, 0x8C, 0x0E, 0xB3, 0x24, 30, 0, 0, 0])
  }
}
