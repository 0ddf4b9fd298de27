import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

struct ConnectionTests {
  @Test(arguments: [
    "NONSENSE\r\n\r\n", "GET / HTTP/x\r\n\r\n", "\0\0\0\0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: localhost\r\nb c: d\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
  ])
  func `A malformed request is answered with 400, and the connection closed`(request: String) throws {
    let client = try Stage().connect()
    // The error comes out of the pipeline as well; what counts is what the client gets.
    try? client.send(request)
    let head = try client.head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(head.headers["Connection"] == ["close"])
    #expect(head.headers["Date"] == ["Sat, 21 Nov 2026 05:00:00 GMT"])
    #expect(head.headers["Content-Length"] == [String(head.rest.utf8.count)])
    #expect(head.rest.hasSuffix(".\n"))
    #expect(!client.channel.isActive)
  }

  @Test func `A header beyond all measure is refused before it has been read to its end`() throws {
    let client = try Stage().connect()
    try? client.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + String(repeating: "x", count: 20_000))
    #expect(try client.received().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(!client.channel.isActive)
  }

  @Test func `A malformed body is not answered a second time`() throws {
    let client = try Stage().connect()
    try? client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    try? client.send("nonsense\r\n")
    #expect(try client.received().matches(of: /HTTP\/1\.1 ([0-9]+)/).map(\.1) == ["405"])
    #expect(!client.channel.isActive)
  }

  @Test func `HTTP/1.0 gets a stream without chunks that ends with the connection`() throws {
    let stage = Stage()
    let client = try stage.connect()
    try client.send("GET /event HTTP/1.0\r\n\r\n")
    let head = try client.head()
    #expect(head.status == "HTTP/1.0 200 OK")
    #expect(head.headers["Connection"] == ["close"])
    #expect(!head.headers.contains(name: "Transfer-Encoding"))
    stage.advance(by: .seconds(2))
    #expect(try client.received() == "data: 0\n\ndata: 1\n\n")
  }

  @Test(arguments: ["GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"])
  func `A connection that is not to be kept is closed after the answer`(request: String) throws {
    let client = try Stage().connect()
    try client.send(request)
    #expect(try client.head().headers["Connection"] == ["close"])
    #expect(!client.channel.isActive)
  }

  @Test func `A connection is kept for further requests, also those sent ahead`() throws {
    let client = try Stage().connect()
    let request = "GET /nope HTTP/1.1\r\nHost: localhost\r\n\r\n"
    try client.send(request + request)
    try client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab")
    try client.send("cde" + request)
    let statuses = try client.received().matches(of: /HTTP\/1\.1 ([0-9]+)/).map(\.1)
    #expect(statuses == ["404", "404", "405", "404"])
    #expect(client.channel.isActive)
  }

  @Test func `A request sent after that for a stream waits for its end`() throws {
    struct Short: Route {
      let path = "/short"
      let summary = ""
      func answer(_ request: Request) -> Answer {
        .stream { stream in
          stream.every(.seconds(1)) {
            stream.send(Event(data: "only"))
            stream.end()
            stream.send(Event(data: "too late"))
          }
        }
      }
    }
    let stage = Stage(Short())
    let client = try stage.connect()
    try client.send("GET /short HTTP/1.1\r\nHost: localhost\r\n\r\nGET /nope HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(try client.head().rest == "")
    stage.advance(by: .seconds(1))
    #expect(try client.received().hasPrefix("c\r\ndata: only\n\n\r\n0\r\n\r\nHTTP/1.1 404 Not Found\r\n"))
    stage.advance(by: .seconds(10))
    #expect(try client.received() == "")
    #expect(client.channel.isActive)
  }

  @Test func `Each event is flushed by itself, and a broadcast once for each client`() throws {
    let stage = Stage()
    let counting = try stage.get("/event")
    let listening = try stage.get("/events/")
    let before = (counting.flushes.count, listening.flushes.count)
    stage.advance(by: .seconds(10))
    #expect(counting.flushes.count - before.0 == 10)
    #expect(listening.flushes.count - before.1 == 5)
  }

  @Test func `A client that does not read is dropped, and the others go on`() throws {
    let stage = Stage()
    let slow = try stage.get("/events/")
    let quick = try stage.get("/events/")
    _ = try quick.head()
    slow.channel.isWritable = false
    stage.advance(by: .seconds(4))
    #expect(!slow.channel.isActive)
    #expect(try quick.chunks().count == 2)
    let lines = stage.lines.all
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("Clients: 1,2 <- "))
    #expect(lines[1].hasPrefix("/events/: dropped 127.0.0.1:49152: it does not read"))
    #expect(lines[2].hasPrefix("Clients: 2 <- "))
  }

  @Test func `A client that asks on and on without reading is dropped`() throws {
    let stage = Stage()
    let client = try stage.connect()
    client.channel.isWritable = false
    let request = "GET /nope HTTP/1.1\r\nHost: localhost\r\n\r\n"
    try client.send(request + request + request)
    #expect(!client.channel.isActive)
    #expect(stage.lines.all.map { $0.hasPrefix("/nope: dropped ") } == [true])
  }

  @Test func `Nothing is left of a stream when its client has closed`() throws {
    final class Probe: Route {
      let path = "/probe"
      let summary = ""
      weak var stream: ClientStream?
      var ticks = 0
      func answer(_ request: Request) -> Answer {
        .stream { stream in
          self.stream = stream
          stream.every(.seconds(1)) {
            self.ticks += 1
            stream.send(.blank)
          }
        }
      }
    }
    let probe = Probe()
    let stage = Stage(probe)
    do {
      let client = try stage.get("/probe")
      stage.advance(by: .seconds(3))
      #expect(probe.stream != nil)
      try client.close()
    }
    stage.advance(by: .seconds(3))
    #expect(probe.ticks == 3)
    #expect(probe.stream == nil)
  }

  @Test func `When the server stops, a stream is ended in the regular way`() throws {
    let client = try Stage().get("/event")
    _ = try client.head()
    client.channel.pipeline.fireUserInboundEventTriggered(HTTPHandler.ServerStopping())
    #expect(try client.received() == "0\r\n\r\n")
    #expect(!client.channel.isActive)
  }
}
