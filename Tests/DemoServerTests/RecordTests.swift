import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

/// Bodies, and what is written down of requests.
struct RecordTests {
  @Test func `Each line of a body comes back as an event, then the stream ends`() throws {
    let stage = Stage()
    let client = try stage.connect()
    try client.send(
      "POST /post?type=t HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nContent-Type: a/b\r\n\r\none\n\nt")
    #expect(try client.received() == "")
    try client.send("wo\r")
    stage.advance(by: .seconds(1))
    #expect(
      try client.wholeBody() == [
        "event: request\ndata: {\"bytes\":9,\"contentType\":\"a/b\"}\n\n", "id: 1\nevent: t\ndata: one\n\n",
        "id: 2\nevent: t\ndata: two\n\n",
      ])
    #expect(client.channel.isActive)
  }

  @Test func `A body beyond the limit is refused before its end`() throws {
    let client = try Stage().connect()
    try client.send("POST /post HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    let piece = "10000\r\n" + String(repeating: "x", count: 1 << 16) + "\r\n"
    for _ in 0..<16 { try client.send(piece) }
    #expect(try client.received() == "")
    try client.send("1\r\nx\r\n")
    #expect(try client.head().status == "HTTP/1.1 413 Payload Too Large")
    #expect(!client.channel.isActive)
  }

  @Test func `Who waits for leave to send a body gets it`() throws {
    let client = try Stage().connect()
    try client.send("POST /post HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.received() == "HTTP/1.1 100 Continue\r\n\r\n")
    try client.send("x")
    #expect(try client.received().hasPrefix("HTTP/1.1 200 OK\r\n"))
  }

  @Test func `A body that does not come is waited for no longer than a head`() throws {
    let stage = Stage()
    let client = try stage.connect()
    try client.send("POST /post HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nx")
    stage.advance(by: TimeLimits.head)
    #expect(!client.channel.isActive)
  }

  @Test func `A GET where a POST belongs is told so`() throws {
    let head = try Stage().get("/post").head()
    #expect(head.status == "HTTP/1.1 405 Method Not Allowed" && head.headers["Allow"] == ["POST"])
    #expect(try Stage().ask("OPTIONS", "/llm").head().headers["Allow"] == ["GET, HEAD, POST, OPTIONS"])
  }

  @Test func `Requests are written down, one JSON object a line`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let stage = Stage(recorder: try RequestRecorder(path: path, log: Lines()))
    _ = try stage.get("/mixed?a=%00", ["Last-Event-ID": "é\"7", "X": "1"])
    let client = try stage.connect()
    try client.send("POST /post HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na\tb")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(
      lines.first == #"""
        {"method":"GET","target":"/mixed?a=%00","headers":[["Host","localhost"],["Last-Event-ID","é\"7"],["X","1"]],\#
        "lastEventID":"é\"7","body":null}
        """#)
    #expect(lines.last?.hasSuffix(#""body":{"text":"a\tb"}}"#) == true)
  }

  @Test func `A body that is not text is written down in base64`() {
    var request = Request(HTTPRequestHead(version: .http1_1, method: .POST, uri: "/post"))
    request.body = ByteBuffer(bytes: [0xFF, 0xFE, 0])
    #expect(RequestRecorder.line(request, target: "/post").hasSuffix(#""body":{"base64":"//4A"}}"# + "\n"))
  }

  @Test func `A text is JSON again, and has nothing a terminal obeys`() throws {
    let text = "a\"\\\n\r\t\0\u{1B}[2J\u{7F}\u{9B}\u{202E}é😕"
    let json = JSONText.quoted(text)
    #expect(json == #""a\"\\\n\r\t\u0000\u001b[2J\u007f\u009b\u202eé😕""#)
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed) as? String == text)
  }

  @Test func `The access log tells of each answer, and of a stream when it opens and when it ends`() throws {
    let stage = Stage()
    _ = try stage.get("/nope")
    let client = try stage.get("/event", ["Last-Event-ID": "7\u{9B}"])
    stage.advance(by: .milliseconds(2500))
    try client.close()
    #expect(
      stage.lines.allAccesses.map(\.line) == [
        #"127.0.0.1:49152 GET "/nope" 404"#, #"127.0.0.1:49152 GET "/event" 200 open, Last-Event-ID "7\u009b""#,
        #"127.0.0.1:49152 GET "/event" 200 ended after 2.5 s, 18 bytes"#,
      ])
    #expect(
      stage.lines.allAccesses.last?.json == #"""
        {"time":1795237202,"log":"ended","client":"127.0.0.1:49152","method":"GET","target":"/event","status":200,\#
        "lastEventID":"7\u009b","seconds":2.5,"bytes":18}
        """#)
  }

  @Test func `The list is JSON with the options of each`() throws {
    let stage = Stage()
    let head = try stage.get("/scenarios").head()
    #expect(head.headers["Content-Type"] == ["application/json"])
    let list = try #require(try JSONSerialization.jsonObject(with: Data(head.rest.utf8)) as? [[String: Any]])
    #expect(list.count == stage.site.routes.count - 2)
    let gaps = try #require(list.first { $0["name"] as? String == "gaps" })
    #expect(gaps["path"] as? String == "/gaps" && gaps["description"] is String)
    let options = (gaps["options"] as? [[String: String]])?.compactMap { $0["name"] }
    #expect(options == ["every", "interval", "count", "type", "id"])
    #expect(Listing.text(of: stage.site.routes).contains("\n/gaps "))
  }

  @Test(arguments: [
    "orders", "ticker", "llm", "wiki", "firehose", "bursts", "silent", "heartbeat", "gaps", "duplicates", "reorder",
    "resume", "retry", "204", "status", "html", "ndjson", "redirect", "auth", "post", "gzip", "cr", "crlf", "bom",
    "invalid-utf8", "multiline", "comments", "ids", "huge", "no-newline", "escape", "bidi", "drop", "reset",
    "half-open", "truncate", "slow-loris", "storm", "twin", "held", "held-gzip", "late-head", "all-at-once",
    "one-behind",
    "no-blank-line", "pretty", "escaped", "misspelt", "cut", "replay", "restart-ids", "json-error", "cors",
  ])
  func `Every scenario is there under its name`(name: String) {
    #expect(Stage().site.routes.contains { $0.name == name && $0.path == "/\(name)" })
  }
}
