import Glibc
import StreamModel
import TestSupport
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Silences {
    let engine = CurlEngine()

    func request(_ server: ScriptedServer, _ milliseconds: Int = 60) -> CurlRequest {
      var request = CurlRequest.direct(server.url())
      request.idleTimeout = .milliseconds(milliseconds)
      return request
    }

    @Test(arguments: [(1500, "1.5"), (30_000, "30"), (50, "0.05"), (1_001, "1.001")])
    func `V-04 the limit is said in seconds`(milliseconds: Int, text: String) {
      #expect(Silence(limit: .milliseconds(milliseconds)).disconnection == .timedOut("no byte for \(text) s"))
    }

    @Test(arguments: ["", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Ty", "HTTP/1.1 103 Hints\r\n\r\n"])
    func `V-04 a server that accepts and does not come to the end of its head`(part: String) async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(part)
        peer.waitForClose()
      }
      #expect(await engine.failure(request(server)) == .timedOut("no byte for 0.06 s"))
      #expect(await server.report().close != .notInTime)
    }

    @Test func `V-04 a stream that falls silent gives what came, then the failure`() async throws {
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\n\r\ndata: 1\n\nda")
        peer.waitForClose()
      }
      let response = try await engine.transport(for: request(server, 400)).open(lastEventID: [])
      var chunks = response.chunks.makeAsyncIterator()
      #expect(try await chunks.next(isolation: nil) == Array("data: 1\n\nda".utf8))
      await #expect(throws: Disconnection.timedOut("no byte for 0.4 s")) { try await chunks.next(isolation: nil) }
    }

    @Test(arguments: [false, true])
    func `V-04 any byte resets it: of a header line, of a chunk's length, of an event`(isUnix: Bool) async throws {
      let long = String(repeating: "x", count: 80)
      let text =
        "HTTP/1.1 200 OK\r\nX: \(long)\r\nTransfer-Encoding: chunked\r\n\r\n5;\(long)\r\na: b\n\r\n0\r\n\r\n"
      let folder = try TemporaryFolder()
      let socket = folder.path("socket")
      let server = try ScriptedServer(on: isUnix ? .unix(path: socket) : .ipv4) { peer in
        peer.readHead()
        // Byte by byte, each of the long parts takes longer than the limit, unless the client goes.
        for byte in text.utf8 where !peer.isLeft(within: 10) { peer.send([byte]) }
      }
      var request = request(server, 500)
      if isUnix { request.route.unixSocket = socket }
      let response = try await engine.transport(for: request).open(lastEventID: [])
      #expect(try await response.body() == Array("a: b\n".utf8))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `V-04 the deadline is always the limit after the newest byte`(seed: UInt64) throws {
      var dice = SeededGenerator(seed: seed)
      let (ours, theirs) = try connection(AF_UNIX)
      defer { for socket in [ours, theirs] { close(socket) } }
      let arrivals = Arrivals()
      var silence = Silence(limit: .milliseconds(500))
      arrivals.watch(ours)
      var now = ContinuousClock.now
      silence.begin(at: now)
      // No gap is as long as the limit, however long the whole takes.
      for _ in 0..<200 {
        now += .milliseconds(Int.random(in: 1..<500, using: &dice))
        let before = silence.deadline(at: now, socket: ours, arrivals: arrivals)
        #expect(try #require(before) > now)
        arrivals.note(on: ours, at: now)
      }
      let last = now.advanced(by: .milliseconds(500))
      #expect(silence.deadline(at: last, socket: ours, arrivals: arrivals) == last)
    }

    @Test(arguments: [AF_UNIX, AF_INET])
    func `V-04 what waits to be read is heard, however long it has waited`(family: Int32) throws {
      let (ours, theirs) = try connection(family)
      defer { for socket in [ours, theirs] { close(socket) } }
      let arrivals = Arrivals()
      var silence = Silence(limit: .seconds(2))
      arrivals.watch(ours)
      let start = ContinuousClock.now
      silence.begin(at: start)
      // The process was stopped for a while, and nothing has come.
      let later = start.advanced(by: .seconds(5))
      let deadline = silence.deadline(at: later, socket: ours, arrivals: arrivals)
      #expect(try #require(deadline) <= later)
      // Something has.
      #expect(send(theirs, "x", 1, 0) == 1)
      let anew = silence.deadline(at: later, socket: ours, arrivals: arrivals)
      #expect(anew == later.advanced(by: .seconds(2)))
      // It was read, and was no whole line.
      var byte: UInt8 = 0
      #expect(recv(ours, &byte, 1, 0) == 1)
      silence.begin(at: start.advanced(by: .seconds(-5)))
      arrivals.note(on: ours)
      let heard = silence.deadline(at: .now, socket: ours, arrivals: arrivals)
      #expect(try #require(heard) > .now)
    }

    /// Both ends of a connection.
    private func connection(_ family: Int32) throws -> (ours: Int32, theirs: Int32) {
      if family == AF_UNIX {
        var sockets: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &sockets) == 0)
        return (sockets[0], sockets[1])
      }
      let (listener, port) = try ListeningAddress.ipv4.listen()
      defer { close(listener) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
      address.sin_port = port.bigEndian
      let ours = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      let failure = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(ours, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      try #require(failure == 0)
      return (ours, accept(listener, nil, nil))
    }

    @Test func `V-04 what the reader does not ask for is no silence`() async throws {
      let total = 40 << 20
      let (blocked, isBlocked) = AsyncStream<Int>.makeStream()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
        let piece = [UInt8](repeating: 0x61, count: total)
        // Blocked for longer than the limit.
        let sent = peer.sendUntilBlocked(piece, milliseconds: 700)
        isBlocked.yield(sent)
        peer.send(Array(piece[sent...]))
        peer.waitForClose()
      }
      let response = try await engine.transport(for: request(server, 500)).open(lastEventID: [])
      #expect(try #require(await blocked.first { _ in true }) < total)
      #expect(try await response.body().count == total)
    }

    @Test func `a silent source leaves the others of its engine alone`() async throws {
      let gate = Gate()
      let server = try ScriptedServer { peer in
        peer.readHead()
        if peer.path == "/silent" { peer.waitForClose() }
        gate.wait()
        peer.send("HTTP/1.1 200 OK\r\n\r\ndata: 1\n\n")
      }
      let engine = engine
      async let other = engine.open(server.url("/other"))
      for limit in [30, 20, 40] {
        var silent = request(server, limit)
        silent.url = server.url("/silent")
        #expect(await engine.failure(silent) == .timedOut("no byte for 0.0\(limit / 10) s"))
      }
      gate.open()
      #expect(try await other.body() == Array("data: 1\n\n".utf8))
    }

    @Test func `an idle limit does not count before the connection stands, which has its own`() async throws {
      let full = try FullListener()
      var request = CurlRequest.direct("http://127.0.0.1:\(full.port)/")
      request.idleTimeout = .milliseconds(20)
      request.connectTimeout = .milliseconds(120)
      #expect(await engine.failure(request) == .timedOut("no connection to 127.0.0.1:\(full.port) in time"))
    }

    @Test func `a time-out tells whether TCP, TLS or the proxy is what did not get on`() async throws {
      let mute = try ScriptedServer { $0.waitForClose() }
      let place = "127.0.0.1:\(mute.port)"
      var request = CurlRequest.direct("https://\(place)/")
      request.connectTimeout = .milliseconds(120)
      #expect(await engine.failure(request) == .timedOut("no TLS handshake with \(place) in time"))
      var proxied = CurlRequest(url: "https://far.invalid/")
      proxied.connectTimeout = .milliseconds(120)
      for proxy in ["http://\(place)", "socks5h://\(place)"] {
        proxied.route.proxy = proxy
        #expect(await engine.failure(proxied) == .timedOut("the proxy did not lead to far.invalid:443 in time"))
      }
    }
  }
}

/// A port that takes no connection more, and does not say so.
final class FullListener {
  let port: UInt16
  private var sockets: [Int32] = []

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    sockets = [listener]
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var others: [Int32] = []
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = bind(listener, address, size)
        _ = Glibc.listen(listener, 0)
        _ = getsockname(listener, address, &size)
        for _ in 0..<4 {
          let flags = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
          let filler = socket(AF_INET, flags, 0)
          _ = connect(filler, address, size)
          others.append(filler)
        }
      }
    }
    sockets += others
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { for socket in sockets { close(socket) } }
}
