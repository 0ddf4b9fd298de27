import Glibc
import StreamModel
import TestSupport
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Packets {
    let engine = CurlEngine()

    @Test(arguments: [
      // Over Ethernet, with and without time stamps, and a little more room for options.
      (1448, 1448, 1460, 1448), (1460, 1460, 1460, 1460), (1440, 1448, 1460, 1440), (8948, 8948, 8960, 8948),
      // Each side takes another length.
      (1448, 1220, 1460, 1448), (1208, 1208, 1460, 1208), (524, 524, 536, 524),
      // A link between has less room than either side knows.
      (1368, 1448, 1460, 1368), (1448, 8948, 8960, 1448),
      // What a buffer writes, or a small event; over loopback too.
      (4104, 8948, 8960, 8948), (4104, 32_741, 65_483, 32_741), (1031, 1448, 1460, 1448), (536, 1448, 1460, 1448),
      (65_483, 32_741, 65_483, 65_483), (32_741, 32_741, 65_483, 32_741),
      // A chunk of 32 KiB with its frame, over loopback: a little longer than half of the window.
      (32_778, 32_768, 65_483, 32_768), (32_728, 32_768, 65_483, 32_728), (8960, 8936, 8996, 8960),
    ])
    func `a full packet is as long as it may be`(received: Int, sent: Int, announced: Int, full: Int) {
      #expect(PacketPosition.segment(received: received, sent: sent, announced: announced) == full)
    }

    @Test func `bytes are counted that were read, not those that wait`() throws {
      let (ours, theirs) = try connectedSockets()
      defer { for socket in [ours, theirs] { close(socket) } }
      #expect(PacketPosition(of: ours)?.bytes == 0)
      #expect(send(theirs, "twelve bytes", 12, 0) == 12)
      var bytes = [UInt8](repeating: 0, count: 5)
      #expect(recv(ours, &bytes, 5, Int32(MSG_WAITALL)) == 5)
      let position = try #require(PacketPosition(of: ours))
      #expect(position.bytes == 5 && position.segment > 500)
      #expect(PacketPosition(of: -1) == nil)
    }

    @Test func `a pause is where nothing has come for a while`() throws {
      let (ours, theirs) = try connectedSockets()
      defer { for socket in [ours, theirs] { close(socket) } }
      let arrivals = Arrivals()
      let now = ContinuousClock.now
      arrivals.note(on: ours, at: now)
      #expect(arrivals.takePosition(on: ours) == nil)
      arrivals.watch(ours)
      arrivals.note(on: ours, at: now + .milliseconds(40))
      #expect(arrivals.takePosition(on: ours) == nil)
      arrivals.note(on: ours, at: now + .seconds(60))
      #expect(arrivals.takePosition(on: ours)?.bytes == 0)
      #expect(arrivals.takePosition(on: ours) == nil)
      arrivals.forget(ours)
      arrivals.note(on: ours, at: now + .seconds(120))
      #expect(arrivals.takePosition(on: ours) == nil)
    }

    @Test func `a response knows where its connection stood`() async throws {
      let head = "HTTP/1.1 200 OK\r\n\r\n"
      let gate = Gate()
      let server = try ScriptedServer { peer in
        peer.readHead()
        peer.send(head + "data: 1\n\n")
        // Longer than what is taken for a pause, and from when the first bytes were read.
        gate.wait()
        _ = peer.isLeft(within: 200)
        peer.send("data: 2\n\n")
        peer.waitForClose()
      }
      let response = try await engine.transport(for: CurlRequest.direct(server.url())).open(lastEventID: [])
      var chunks = response.chunks.makeAsyncIterator()
      var text: [UInt8] = []
      while text.count < 9 { text += try await chunks.next(isolation: nil) ?? [] }
      gate.open()
      while text.count < 18 { text += try await chunks.next(isolation: nil) ?? [] }
      #expect(response.position()?.bytes == UInt64(head.utf8.count + 9))
    }

    private func connectedSockets() throws -> (ours: Int32, theirs: Int32) {
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
  }
}
