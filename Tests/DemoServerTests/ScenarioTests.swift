import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

struct ScenarioTests {
  @Test(arguments: ["/escape", "/bidi"])
  func `A cycle of events, two a second, ended by its count`(path: String) throws {
    let pieces = path == "/escape" ? Cycle.escape.pieces : Cycle.bidi.pieces
    let stage = Stage()
    let client = try stage.get(path + "?count=\(pieces.count + 2)")
    #expect(try client.head().headers["Content-Type"] == ["text/event-stream"])
    stage.advance(by: .milliseconds(500) * pieces.count)
    #expect(try client.chunksOfBytes() == Array(pieces.dropFirst()) + [pieces[0]])
    stage.advance(by: .milliseconds(500))
    #expect(try client.received().hasSuffix("\r\n0\r\n\r\n"))
    let quick = try stage.get(path + "?interval=0.1")
    _ = try quick.head()
    stage.advance(by: .seconds(1))
    #expect(try quick.chunksOfBytes().count == 10)
  }

  @Test(arguments: [Cycle.escape.pieces, Cycle.bidi.pieces])
  func `Each piece of a cycle is one event, and ends with the only empty line but that of a comment`(
    pieces: [ByteBuffer]
  ) {
    for piece in pieces {
      let lines = piece.readableBytesView.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      #expect(lines.suffix(2).map(\.count) == [0, 0])
      let names = lines.dropLast(2).map { String(decoding: $0.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self) }
      #expect(names.allSatisfy { ["id", "event", "data", ""].contains($0) })
      #expect(names.filter { $0 == "data" }.count == 1)
      #expect(!piece.readableBytesView.contains(UInt8(ascii: "\r")))
    }
  }

  @Test(arguments: [
    "\u{1B}]0;sse-top-was-here\u{7}", "\u{1B}]2;sse-top-was-here\u{1B}\\", "\u{1B}]52;c;", "\u{1B}[2J", "\u{1B}[H",
    "\u{1B}[?1049h", "\u{1B}P", "\u{1B}_", "\u{9B}2J", "a\u{8}b", "\u{7F}", "\u{E}", "\u{F}", "a\0b", ": \u{1B}",
    "event: \u{1B}", "id: \u{1B}", "event: harmless",
  ])
  func `The escape sequences are all there`(sequence: String) {
    #expect(Cycle.escape.pieces.contains { Array($0.readableBytesView).firstRange(of: Array(sequence.utf8)) != nil })
  }

  @Test func `C1 controls come as bytes too, which is not UTF-8`() {
    let invalid = Cycle.escape.pieces.filter { String(validating: $0.readableBytesView, as: UTF8.self) == nil }
    #expect(invalid.count == 1)
    #expect(invalid.first.map { Set($0.readableBytesView).isSuperset(of: [0x85, 0x90, 0x9B, 0x9C, 0x9D]) } == true)
  }

  @Test(arguments: ["\u{202E}", "\u{202D}", "\u{2066}", "\u{2069}", "\u{200B}", "\u{FEFF}", "\u{301}", "ש", "漢", "👩‍👩‍👧‍👦"])
  func `The characters that go astray are all there`(text: String) {
    let scalars = Array(text.unicodeScalars)
    #expect(Cycle.bidi.pieces.contains { Array(String(buffer: $0).unicodeScalars).firstRange(of: scalars) != nil })
  }

  @Test(arguments: [0, 1, 65_536, 200_000])
  func `A huge line comes in pieces, then a small event, every five seconds`(size: Int) throws {
    let stage = Stage()
    let client = try stage.get("/huge?bytes=\(size)")
    var text = try client.body()
    stage.advance(by: .seconds(5))
    text += try client.chunks().joined()
    let blocks = text.components(separatedBy: "\n\n")
    #expect(blocks.count == 5)
    for (number, block) in blocks.dropLast().enumerated() {
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 3 && lines[0] == "id: \(number + 1)")
      if number % 2 == 0 {
        #expect(lines[1] == "event: huge" && lines[2].utf8.count == "data: ".utf8.count + size)
      } else {
        #expect(lines[1...] == ["event: small", "data: after \(size) bytes"])
      }
    }
  }

  @Test func `Huge lines come as often as wanted, and end by their count`() throws {
    let stage = Stage()
    let client = try stage.get("/huge?bytes=10&interval=1&count=2")
    stage.advance(by: .seconds(1))
    let ids = try client.wholeBody().joined().matches(of: /id: ([0-9]+)/).map(\.1)
    #expect(ids == ["1", "2", "3", "4"])
  }

  @Test func `A huge line waits for a slow client`() throws {
    let stage = Stage()
    let client = try stage.get("/huge?bytes=10000000")
    var events = try client.body()
    #expect(events.utf8.count < Connection.pendingLimit)
    client.setWritable(false)
    stage.advance(by: .minutes(1))
    #expect(try client.received() == "")
    client.setWritable(true)
    stage.advance(by: .milliseconds(1))
    events += try client.chunks().joined()
    #expect(events.components(separatedBy: "\n\n").count == 3)
    #expect(client.channel.isActive)
  }

  @Test func `The connection is closed after a few events, and the ids go on when it is opened again`() throws {
    let stage = Stage()
    for (last, next) in [("", 1), ("3", 4), ("x", 1)] {
      let client = try stage.get("/drop?retry=20", last.isEmpty ? [:] : ["Last-Event-ID": last])
      stage.advance(by: .milliseconds(900))
      #expect(client.channel.isActive)
      stage.advance(by: .milliseconds(100))
      #expect(!client.channel.isActive)
      let events = (next..<(next + 3)).map { "id: \($0)\ndata: event \($0)\n\n" }
      #expect(try client.wholeBody() == (["retry: 20\n\n"] + events))
    }
    let none = try stage.get("/drop?after=0")
    #expect(!none.channel.isActive)
    #expect(try none.wholeBody() == ["retry: 1000\n\n"])
  }

  @Test(arguments: [
    ("", 503, "Service Unavailable", "application/json"), ("?code=429", 429, "Too Many Requests", "application/json"),
    ("?code=500&as=event-stream", 500, "Internal Server Error", "text/event-stream"),
    ("?code=200&as=json", 200, "OK", "application/json"),
  ])
  func `A status with a small error`(query: String, code: Int, reason: String, type: String) throws {
    let head = try Stage().get("/status" + query).head()
    #expect(head.status == "HTTP/1.1 \(code) \(reason)")
    #expect(head.headers["Content-Type"] == [type])
    #expect(head.rest == #"{"error":{"status":\#(code),"reason":"\#(reason)"}}"# + "\n")
  }

  @Test(arguments: [204, 205, 304])
  func `A status without content has none, and the connection serves on`(code: Int) throws {
    let client = try Stage().get("/status?code=\(code)")
    let head = try client.head()
    #expect(head.status.hasPrefix("HTTP/1.1 \(code) "))
    #expect(head.headers["Content-Length"] == (code == 205 ? ["0"] : []))
    #expect(head.rest == "")
    #expect(client.channel.isActive)
  }

  @Test func `Every status there may be is answered`() throws {
    let stage = Stage()
    for code in 200...599 {
      #expect(try stage.get("/status?code=\(code)").head().status.hasPrefix("HTTP/1.1 \(code) "))
    }
  }

  @Test func `A web page with status 200`() throws {
    let head = try Stage().get("/html").head()
    #expect(head.status == "HTTP/1.1 200 OK")
    #expect(head.headers["Content-Type"] == ["text/html; charset=utf-8"])
    #expect(head.rest.hasPrefix("<!DOCTYPE html>\n"))
  }

  @Test(arguments: [
    ("", 302, "/mixed"), ("?code=301&to=/event", 301, "/event"), ("?code=303", 303, "/mixed"),
    ("?code=307&to=%2Fdrop%3Fafter%3D1%26retry%3D5", 307, "/drop?after=1&retry=5"),
    ("?code=308&to=/redirect", 308, "/redirect"),
  ])
  func `A redirection to a path`(query: String, code: Int, target: String) throws {
    let head = try Stage().get("/redirect" + query).head()
    #expect(head.status.hasPrefix("HTTP/1.1 \(code) "))
    #expect(head.headers["Location"] == [target])
  }

  @Test(arguments: [
    "to=", "to=mixed", "to=//example.org", "to=/%5C/example.org", "to=http://example.org/", "to=/%0D%0ASet-Cookie:a",
    "to=/a%20b", "to=/%C3%A9", "code=304", "code=300", "code=200", "code=x",
  ])
  func `A redirection never leads to another server, nor into the headers`(query: String) throws {
    let head = try Stage().get("/redirect?" + query).head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(!head.headers.contains(name: "Location") && !head.headers.contains(name: "Set-Cookie"))
    #expect(head.rest.hasPrefix("The option "))
  }

  @Test func `A reconnection time, an event and the end`() throws {
    let client = try Stage().get("/retry?ms=123456789012", ["Last-Event-ID": "7"])
    #expect(try client.wholeBody() == ["retry: 123456789012\n\n", "id: 8\ndata: visit 8\n\n"])
    #expect(client.channel.isActive)
  }

  @Test func `Silence, and a heart that beats`() throws {
    let stage = Stage()
    let silent = try stage.get("/silent")
    let beating = try stage.get("/heartbeat")
    #expect(try silent.head().headers["Content-Type"] == ["text/event-stream"])
    #expect(try beating.head().rest == "")
    stage.advance(by: .hours(1))
    #expect(try silent.received() == "")
    let beats = try beating.chunks()
    #expect(beats.count == 3600 && Set(beats) == [": heartbeat\n\n"])
  }

  @Test func `Everything is on the page and in the list of paths, with its summary`() throws {
    let stage = Stage()
    let page = try stage.get("/").head().rest
    let list = try stage.get("/nope").head().rest
    for route in stage.site.routes where route.path != "/" {
      #expect(page.contains(#"<a href="\#(route.path)">"#) || route is Scenarios)
      #expect(list.contains("  \(route.path) ") && list.contains("  \(route.summary)\n"))
      #expect(!route.summary.contains("\n") && route.summary.count <= 120)
    }
  }

  @Test(arguments: [
    "/escape?interval=0", "/bidi?count=-1", "/huge?bytes=x", "/drop?after=1.5", "/drop?retry=", "/drop?interval=nan",
    "/status?code=199", "/status?as=xml", "/retry?ms=-1", "/firehose?types=0", "/firehose?size=1000001",
  ])
  func `A wrong option of any path is answered with a sentence`(path: String) throws {
    let head = try Stage().get(path).head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(head.rest.hasPrefix("The option ") && head.rest.hasSuffix(".\n"))
  }
}
