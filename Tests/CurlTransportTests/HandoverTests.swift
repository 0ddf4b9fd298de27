import StreamModel
import Testing

@testable import CurlTransport

extension CurlTransportTests {
  @Suite struct Handovers {
    let handover = Handover()
    let head = ResponseHead(status: 200)

    @Test func `what came since the last call comes as one chunk`() async throws {
      for byte in 0..<3 as Range<UInt8> { _ = handover.leave(head: nil, bytes: [byte]) }
      handover.end(nil)
      #expect(try await handover.chunk {} == [0, 1, 2])
      #expect(try await handover.chunk {} == nil)
      #expect(try await handover.chunk {} == nil)
    }

    @Test func `how far the request has come is told before the head, the newest of it`() async throws {
      handover.leave(RequestProgress(lines: []))
      handover.leave(RequestProgress(lines: ["GET / HTTP/1.1"]))
      _ = handover.leave(head: head, bytes: [1])
      handover.leave(RequestProgress(lines: ["more"]))
      #expect(try await handover.news() == .progress(RequestProgress(lines: ["more"])))
      #expect(try await handover.news() == .head(head))
      #expect(try await handover.chunk {} == [1])
    }

    @Test func `a full one asks for a pause once and for the resumption once`() async throws {
      #expect(!handover.leave(head: head, bytes: [UInt8](repeating: 0, count: Handover.limit - 1)))
      #expect(handover.leave(head: nil, bytes: [0]))
      var resumptions = 0
      #expect(try await handover.chunk { resumptions += 1 }?.count == Handover.limit)
      #expect(resumptions == 1)
      #expect(!handover.leave(head: nil, bytes: [1]))
      #expect(try await handover.chunk { resumptions += 1 } == [1])
      #expect(resumptions == 1)
    }

    @Test func `a failure comes after the bytes before it, once`() async throws {
      _ = handover.leave(head: head, bytes: [1])
      handover.end(.cut("short"))
      #expect(try await handover.news() == .head(head))
      #expect(try await handover.chunk {} == [1])
      await #expect(throws: Disconnection.cut("short")) { try await handover.chunk {} }
      #expect(try await handover.chunk {} == nil)
    }

    @Test func `a cancelled one keeps nothing and takes nothing`() async throws {
      _ = handover.leave(head: head, bytes: [1])
      #expect(handover.cancel())
      #expect(!handover.cancel())
      #expect(!handover.leave(head: nil, bytes: [UInt8](repeating: 0, count: Handover.limit)))
      await #expect(throws: CancellationError.self) { try await handover.chunk {} }
    }
  }
}
