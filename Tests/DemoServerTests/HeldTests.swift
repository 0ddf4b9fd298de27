import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

/// The streams that come late: in blocks, after their head, or whole. What is looked at are the bytes and the writes.
struct HeldTests {
  /// The events of a stream with nothing in the way.
  private func events(_ count: Int, size: Int, options: String = "") throws -> [ByteBuffer] {
    let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/x?\(options)")
    let course = try PaceOptions(Request(head), interval: 1)
    return (0..<count).map { course.paddedEvent($0, size: size) }
  }

  private func joined(_ pieces: [ByteBuffer]) -> [UInt8] { pieces.flatMap(\.readableBytesView) }

  @Test func `The head waits for the first block; then one write a block, cut within lines`() throws {
    let stage = Stage()
    let client = try stage.get("/held")
    // 22 events of 180 bytes, the last of them after 21 intervals: 3,960 bytes.
    stage.advance(by: .milliseconds(970))
    #expect(try client.received() == "")
    #expect(client.flushes.count == 0)
    stage.advance(by: .milliseconds(40))
    #expect(client.flushes.count == 1)
    let head = try client.head()
    #expect(head.headers["Content-Type"] == ["text/event-stream"])
    #expect(head.headers["Server"] == ["nginx"])
    #expect(!head.headers.contains(name: "X-Accel-Buffering"))
    var blocks = try ByteBuffer(string: head.rest).outOfChunks()
    #expect(blocks.map(\.readableBytes) == [4096])
    stage.advance(by: .seconds(60))
    blocks += try client.chunksOfBytes()
    // 22 times 60 events and a second's are 242,000 bytes.
    #expect(blocks.count == 59 && Set(blocks.map(\.readableBytes)) == [4096])
    #expect(client.flushes.count == blocks.count)
    let cutWithinLines = blocks.filter { $0.readableBytesView.last != UInt8(ascii: "\n") }.count
    #expect(cutWithinLines * 4 >= blocks.count * 3)
    let all = try joined(events(1500, size: 180))
    #expect(Array(all.prefix(59 * 4096)) == joined(blocks))
  }

  @Test(arguments: [256, 1000, 4096, 65_536], [1, 180, 300, 4096])
  func `Blocks of any length hold the events of any size, and the end brings the rest`(length: Int, size: Int) throws {
    let stage = Stage()
    let client = try stage.get("/held?bytes=\(length)&size=\(size)&count=40&interval=0.01&type=t")
    stage.advance(by: .seconds(1))
    let blocks = try client.wholeBodyBytes()
    let all = try joined(events(40, size: size, options: "type=t"))
    #expect(joined(blocks) == all)
    #expect(blocks.dropLast().allSatisfy { $0.readableBytes == length })
    #expect(blocks.count == (all.count + length - 1) / length)
  }

  @Test(arguments: [180, 1000, 76]) func `A padded event has its size, whatever its number`(size: Int) throws {
    for event in try events(2000, size: size) {
      #expect(event.readableBytes == size)
      #expect(event.readableBytesView.suffix(2).elementsEqual("\n\n".utf8))
    }
  }

  @Test func `A block buffer keeps less than a block`() {
    var buffer = BlockBuffer(length: 10)
    var given: [ByteBuffer] = []
    let text = Array(0..<UInt8(200))
    for (number, start) in stride(from: 0, to: 200, by: 8).enumerated() {
      given += buffer.add(ByteBuffer(bytes: text[start..<(start + 8)]))
      #expect(given.count == (number + 1) * 8 / 10)
      #expect(buffer.rest.readableBytes == (number + 1) * 8 % 10)
    }
    #expect(given.allSatisfy { $0.readableBytes == 10 } && joined(given) == text)
    #expect(buffer.add(ByteBuffer(bytes: text)).count == 20)
  }

  @Test func `A compressor that is not flushed gives nothing, then hundreds of events in one write`() throws {
    let stage = Stage()
    let client = try stage.get("/held-gzip?id=none")
    let head = try client.head()
    #expect(head.headers["Content-Encoding"] == ["gzip"] && head.rest == "")
    // 431 events of 76 bytes are 32,756 bytes.
    stage.advance(by: .milliseconds(8610))
    #expect(try client.received() == "")
    let before = client.flushes.count
    stage.advance(by: .milliseconds(20))
    #expect(client.flushes.count == before + 1)
    let chunks = try client.chunksOfBytes()
    // The head of the member, and a stored block with a head of its own.
    let gzip = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 0, 0x00, 0x80, 0xFF, 0x7F] as [UInt8]
    #expect(
      try chunks.map { Array($0.readableBytesView) } == [
        gzip + joined(events(432, size: 76, options: "id=none")).prefix(32_768)
      ])
    #expect(chunks.last?.readableBytesView.last != UInt8(ascii: "\n"))
  }

  @Test(arguments: [1, 3, 10]) func `Compressed and held, nothing is lost by the end`(count: Int) throws {
    let stage = Stage()
    let client = try stage.get("/held-gzip?bytes=256&count=\(count)")
    stage.advance(by: .seconds(1))
    let chunks = try client.wholeBodyBytes()
    #expect(chunks.count == (count * 76 + 255) / 256 + 1)
    #expect(try GzipBytes.decompressed(joined(chunks), limit: 1 << 20) == joined(events(count, size: 76)))
  }

  @Test(arguments: [
    ([], false), (["identity"], false), (["gzip"], true), (["br, gzip;q=0.5"], true), (["deflate", "GZIP"], true),
    (["gzip;q=0"], false), (["gzip; q=0.000, br"], false), (["*"], false),
  ])
  func `If asked for only, those who do not accept gzip get each event at once`(values: [String], isHeld: Bool) throws {
    let stage = Stage()
    let headers = HTTPHeaders(values.map { ("Accept-Encoding", $0) })
    let client = try stage.get("/held-gzip?when=asked", headers)
    let head = try client.head()
    #expect(head.headers["Content-Encoding"] == (isHeld ? ["gzip"] : []))
    #expect(head.headers["Vary"] == ["Accept-Encoding"])
    stage.advance(by: .milliseconds(100))
    let all = try ByteBuffer(string: head.rest).outOfChunks() + client.chunksOfBytes()
    #expect(all == (isHeld ? [] : try events(6, size: 76)))
  }

  @Test(arguments: [("", 4000), ("?wait=15.5", 15_500), ("?wait=1&interval=0.1", 1000)])
  func `A late head comes with the first event in one write, and nothing before`(query: String, wait: Int64) throws {
    let stage = Stage()
    let client = try stage.get("/late-head" + query)
    stage.advance(by: .milliseconds(wait - 1))
    #expect(try client.received() == "" && client.flushes.count == 0)
    stage.advance(by: .milliseconds(1))
    #expect(client.flushes.count == 1)
    #expect(try client.body() == "id: 1\ndata: event 1\n\n")
    stage.advance(by: .milliseconds(500))
    #expect(try client.chunks().first == "id: 2\ndata: event 2\n\n")
  }

  @Test func `Who goes while the head is late is forgotten`() throws {
    let stage = Stage()
    let client = try stage.get("/late-head")
    try client.close()
    stage.advance(by: .seconds(10))
    #expect(stage.lines.allAccesses.count == 2)
  }

  @Test func `A late head is told to HEAD at once`() throws {
    for path in ["/held", "/late-head", "/all-at-once"] {
      #expect(try Stage().ask("HEAD", path).head().status == "HTTP/1.1 200 OK")
    }
  }

  @Test func `A collected answer is one write, with its length, when its last word has been made`() throws {
    let stage = Stage()
    let client = try stage.get("/all-at-once?count=57&interval=0.1")
    // The words, and what stands before and after them.
    stage.advance(by: .milliseconds(5999))
    #expect(try client.received() == "" && client.flushes.count == 0)
    stage.advance(by: .milliseconds(1))
    let head = try client.head()
    #expect(head.headers["Content-Length"] == [String(head.rest.utf8.count)])
    #expect(!head.headers.contains(name: "Transfer-Encoding"))
    let events = head.rest.split(separator: "\n\n")
    #expect(events.count == 60 && events.last == "data: [DONE]")
    #expect(events.count { $0.contains(#""delta":{"content":"#) } == 57)
    // The end tells no more, and the connection serves on.
    try client.send("GET /retry HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(try client.received().hasPrefix("HTTP/1.1 200 OK\r\n"))
  }

  @Test func `With a length HTTP/1.0 knows the end too`() throws {
    let stage = Stage()
    let client = try stage.connect()
    try client.send("GET /all-at-once HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    stage.advance(by: .minutes(1))
    let head = try client.head()
    #expect(head.headers["Content-Length"] == [String(head.rest.utf8.count)] && !head.rest.isEmpty)
    #expect(client.channel.isActive)
  }

  @Test(arguments: ["/held?bytes=256", "/held-gzip?when=asked", "/late-head", "/one-behind", "/cors", "/replay"])
  func `An event has the same data whichever connection brings it`(target: String) throws {
    let options = target + (target.contains("?") ? "&" : "?") + "interval=0.01&type=t&count="
    let stage = Stage()
    let first = try stage.get(options + "9")
    let resumed = try stage.get(options + "5", ["Last-Event-ID": "4"])
    stage.advance(by: .seconds(5))
    let (all, rest) = (try first.wholeBody().joined(), try resumed.wholeBody().joined())
    #expect(target == "/replay" ? all.hasPrefix(rest) : all.hasSuffix(rest))
  }

  @Test(arguments: [
    ("/held?bytes=255", "bytes"), ("/held?bytes=262145", "bytes"), ("/held?bytes=4k", "bytes"),
    ("/held?size=0", "size"),
    ("/held?interval=0", "interval"), ("/held-gzip?bytes=65536", "bytes"), ("/held-gzip?size=4097", "size"),
    ("/held-gzip?when=never", "when"), ("/late-head?wait=0", "wait"), ("/late-head?wait=x", "wait"),
    ("/late-head?count=-1", "count"), ("/all-at-once?count=-1", "count"),
    ("/all-at-once?interval=inf", "interval"),
  ])
  func `A wrong option is named`(target: String, option: String) throws {
    let head = try Stage().get(target).head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(head.rest.hasPrefix("The option \(option) must be ") && head.rest.hasSuffix(".\n"))
  }
}
