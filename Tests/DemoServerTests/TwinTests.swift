import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import sse_demo_server

/// The stream that is the same for everybody.
struct TwinTests {
  private func ids(_ text: String) -> [Int] {
    text.split(separator: "\n").compactMap { $0.hasPrefix("id: ") ? Int($0.dropFirst(4)) : nil }
  }

  private func body(_ client: Client) throws -> String {
    try client.chunksOfBytes().map { String(buffer: $0) }.joined()
  }

  @Test func `whoever comes gets the same events at the same time`() throws {
    let stage = Stage()
    stage.advance(by: .milliseconds(1010))
    let first = try stage.get("/twin")
    stage.advance(by: .milliseconds(530))
    let second = try stage.get("/twin")
    _ = try first.head()
    _ = try second.head()
    stage.advance(by: .milliseconds(20))
    let (one, other) = (try body(first), try body(second))
    // The first has them since 1.01 s, the second the one of 1.55 s.
    #expect(ids(one).last == 31 && ids(other) == [31])
    stage.advance(by: .seconds(2))
    #expect(try body(first) == body(second))
  }

  @Test func `late, left out, changed and held`() throws {
    let stage = Stage()
    let plain = try stage.get("/twin?interval=0.1")
    let late = try stage.get("/twin?interval=0.1&late=0.55")
    let left = try stage.get("/twin?interval=0.1&drop=10&change=7")
    let held = try stage.get("/twin?interval=0.1&held=4096")
    for client in [plain, late, left] { _ = try client.head() }
    stage.advance(by: .milliseconds(2040))
    let (all, some) = (try body(plain), try body(left))
    #expect(ids(all) == Array(1...20))
    #expect(ids(try body(late)) == Array(1...14))
    #expect(ids(some) == Array(1...20).filter { $0 % 10 > 0 })
    let (lines, changed) = (all.split(separator: "\n"), some.split(separator: "\n"))
    #expect(Set(changed).subtracting(lines).count == 2)
    #expect(try held.received() == "")
    stage.advance(by: .seconds(1))
    let blocks = try ByteBuffer(string: held.head().rest).outOfChunks()
    #expect(blocks.map(\.readableBytes) == [4096])
  }

  @Test func `who comes back goes on where it was`() throws {
    let stage = Stage()
    stage.advance(by: .seconds(10))
    let client = try stage.get("/twin", ["Last-Event-ID": "190"])
    stage.advance(by: .milliseconds(100))
    let rest = try ByteBuffer(string: client.head().rest).outOfChunks()
    #expect(ids(rest.map { String(buffer: $0) }.joined()) == Array(191...202))
  }

  @Test(arguments: ["held=255", "late=-1", "drop=x", "size=0", "interval=0"])
  func `options that make no sense are refused`(option: String) throws {
    let client = try Stage().get("/twin?\(option)")
    #expect(try client.received().hasPrefix("HTTP/1.1 400"))
  }
}
