import StreamModel
import TestSupport
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Responses {
    let engine = CurlEngine()

    @Test func `the head is told before any of the body comes`() async throws {
      let gate = Gate()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Twice: 1\r\nx-twice:  2 \r\n\r\n"
        )
        gate.wait()
        peer.send("data: 1\n\n")
      }
      let response = try await engine.open(server.url("/stream?token=1#part"))
      #expect(response.head.status == 200)
      #expect(response.head.version == "HTTP/1.1")
      #expect(response.head.url == server.url("/stream?token=1"))
      #expect(response.head.values(of: "content-type") == ["text/event-stream"])
      #expect(response.head.headers.map(\.name) == ["Content-Type", "X-Twice", "x-twice"])
      #expect(response.head.values(of: "X-TWICE") == ["1", "2"])
      gate.open()
      #expect(try await response.body() == Array("data: 1\n\n".utf8))
    }

    @Test func `phases are those of the final request, those before it are not counted`() {
      var times = PhaseTimes()
      // A redirect that took a second, to a server that is asked over TLS.
      times.restart(at: [100, 200, 0, 1_000_000])
      let timings = times.timings(at: [150, 400, 700, 1_001_000])
      #expect(timings.nameLookup == .microseconds(50) && timings.connect == .microseconds(200))
      #expect(timings.handshake == .microseconds(700) && timings.firstByte == .microseconds(1_000))
      // The same connection again: nothing is looked up, and no handshake made.
      times.restart(at: [150, 400, 700, 1_001_000])
      let again = times.timings(at: [150, 400, 700, 1_001_300])
      #expect(again == .init(nameLookup: nil, connect: nil, handshake: nil, firstByte: .microseconds(300)))
    }

    @Test func `the phases of the final request are timed`() async throws {
      let redirected = Locked(ContinuousClock.now)
      let server = try ScriptedServer { peer in
        peer.readHead()
        if peer.path == "/" {
          redirected.withLock { $0 = .now }
          peer.send("HTTP/1.1 302 Go\r\nLocation: /there\r\n\r\n")
        } else {
          peer.send("HTTP/1.1 200 OK\r\n\r\n")
        }
      }
      let head = try await engine.open(server.url()).head
      // The final request began and was answered in between, however long that took.
      let most = redirected.withLock { $0 }.duration(to: .now) + .milliseconds(1)
      let times = [head.timings.nameLookup, head.timings.connect, head.timings.firstByte].compactMap(\.self)
      #expect(times.count == 3)
      #expect(times == times.sorted())
      #expect(times.allSatisfy { $0 > .zero && $0 < most })
      #expect(head.timings.handshake == nil)
      #expect(head.redirects == [server.url()])
    }

    @Test func `interim responses are passed over`() async throws {
      let server = try ScriptedServer(
        answer: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nx")
      let response = try await engine.open(server.url())
      #expect(response.head.status == 200)
      #expect(response.head.headers == [.init(name: "A", value: "b")])
      #expect(try await response.body() == Array("x".utf8))
    }

    @Test func `the URL of a response holds no user info`() async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 200 OK\r\n\r\n")
      let response = try await engine.open("http://user:secret@127.0.0.1:\(server.port)/")
      #expect(response.head.url == server.url())
    }

    @Test(arguments: [
      "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.0 404 Not Found\r\n\r\n", "HTTP/1.1 500\r\n\r\n",
    ])
    func `a body that ends as its connection closes has ended well`(head: String) async throws {
      let server = try ScriptedServer(answer: head + "all of it")
      #expect(try await engine.open(server.url()).body() == Array("all of it".utf8))
    }

    @Test func `a response without a body has no chunks`() async throws {
      let server = try ScriptedServer(answer: "HTTP/1.1 204 No Content\r\n\r\n")
      let response = try await engine.open(server.url())
      #expect(response.head.status == 204)
      #expect(try await response.body() == [])
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `chunks of any size come in order and complete`(seed: UInt64) async throws {
      var dice = SeededGenerator(seed: seed)
      let sizes = (0..<Int.random(in: 1...200, using: &dice)).map { _ in
        Int.random(in: 1...(seed.isMultiple(of: 2) ? 40 : 4000), using: &dice)
      }
      let pieces = sizes.map { dice.bytes($0) }
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for piece in pieces {
          peer.send(
            Array((String(piece.count, radix: 16) + "\r\n").utf8) + piece + Array("\r\n".utf8))
        }
        peer.send("0\r\nX-Trailer: is no head\r\n\r\n")
      }
      let response = try await engine.open(server.url())
      var body: [UInt8] = []
      for try await chunk in response.chunks {
        #expect(!chunk.isEmpty)
        body += chunk
      }
      #expect(body == pieces.flatMap(\.self))
    }

    @Test func `a body that nobody reads stays with the server`() async throws {
      let total = 50 << 20
      let (blocked, isBlocked) = AsyncStream<Int>.makeStream()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
        let piece = [UInt8](repeating: 0x61, count: total)
        let sent = peer.sendUntilBlocked(piece)
        isBlocked.yield(sent)
        peer.send(Array(piece[sent...]))
        peer.waitForClose()
      }
      let response = try await engine.open(server.url())
      // What the two sockets hold, and one hand-over.
      let sent = await blocked.first { _ in true }
      #expect(try #require(sent) < 20 << 20)
      var count = 0
      var largest = 0
      for try await chunk in response.chunks {
        count += chunk.count
        largest = max(largest, chunk.count)
      }
      #expect(count == total)
      #expect(largest <= 2 * ResponseChannel.limit + CurlRequest.receiveBuffer)
    }

    @Test func `C-24 an encoded body is decoded event by event`() async throws {
      // Three events, flushed one by one, and the end, as zlib writes them.
      let pieces: [[UInt8]] = [
        [
          0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4A, 0x49, 0x2C, 0x49, 0xB4,
          0x52, 0x30, 0xE0,
          0xE2, 0x02, 0x00, 0x00, 0x00, 0xFF, 0xFF,
        ],
        [0x4A, 0x01, 0x33, 0x0C, 0xB9, 0xB8, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF],
        [0x82, 0x30, 0x8C, 0xB8, 0xB8, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF],
        [0x03, 0x00, 0xF9, 0x8A, 0xF5, 0x40, 0x1B, 0x00, 0x00, 0x00],
      ]
      let gate = Gate()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
        for piece in pieces {
          gate.wait()
          peer.send(piece)
        }
      }
      let response = try await engine.open(server.url())
      var chunks = response.chunks.makeAsyncIterator()
      for number in 0..<3 {
        gate.open()
        #expect(try await chunks.next(isolation: nil) == Array("data: \(number)\n\n".utf8))
      }
      gate.open()
      #expect(try await chunks.next(isolation: nil) == nil)
    }
  }
}
