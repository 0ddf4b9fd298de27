import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Handovers {
    let channel = ResponseChannel()
    let head = ResponseHead(status: 200)

    @Test func `what came since the last call comes as one chunk`() async throws {
      for byte in 0..<3 as Range<UInt8> { _ = channel.leave(head: nil, bytes: [byte]) }
      channel.end(nil)
      #expect(try await channel.chunk {} == [0, 1, 2])
      #expect(try await channel.chunk {} == nil)
      #expect(try await channel.chunk {} == nil)
    }

    @Test func `how far the request has come is told before the head, the newest of it`() async throws {
      channel.leave(RequestProgress(lines: []))
      channel.leave(RequestProgress(lines: ["GET / HTTP/1.1"]))
      _ = channel.leave(head: head, bytes: [1])
      channel.leave(RequestProgress(lines: ["more"]))
      #expect(try await channel.news() == .progress(RequestProgress(lines: ["more"])))
      #expect(try await channel.news() == .head(head))
      #expect(try await channel.chunk {} == [1])
    }

    @Test func `a full one asks for a pause once and for the resumption once`() async throws {
      #expect(!channel.leave(head: head, bytes: [UInt8](repeating: 0, count: ResponseChannel.limit - 1)))
      #expect(channel.leave(head: nil, bytes: [0]))
      var resumptions = 0
      #expect(try await channel.chunk { resumptions += 1 }?.count == ResponseChannel.limit)
      #expect(resumptions == 1)
      #expect(!channel.leave(head: nil, bytes: [1]))
      #expect(try await channel.chunk { resumptions += 1 } == [1])
      #expect(resumptions == 1)
    }

    @Test func `a failure comes after the bytes before it, once`() async throws {
      _ = channel.leave(head: head, bytes: [1])
      channel.end(.cut("short"))
      #expect(try await channel.news() == .head(head))
      #expect(try await channel.chunk {} == [1])
      await #expect(throws: Disconnection.cut("short")) { try await channel.chunk {} }
      #expect(try await channel.chunk {} == nil)
    }

    @Test func `a cancelled one keeps nothing and takes nothing`() async throws {
      _ = channel.leave(head: head, bytes: [1])
      #expect(channel.cancel())
      #expect(!channel.cancel())
      #expect(!channel.leave(head: nil, bytes: [UInt8](repeating: 0, count: ResponseChannel.limit)))
      await #expect(throws: CancellationError.self) { try await channel.chunk {} }
    }
  }
}
