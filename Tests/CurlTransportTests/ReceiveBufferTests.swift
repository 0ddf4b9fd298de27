import CLinux
import Glibc
import Testing

@testable import CurlTransport

@Suite struct ReceiveBufferTests {
  @Test func `what comes quietly and what does not lie one behind the other, within what is allowed`() throws {
    var owner: UInt8 = 0
    try withUnsafeMutableBytes(of: &owner) { owner in
      var receiveBuffer = ReceiveBuffer(owner: try #require(owner.baseAddress))
      defer { receiveBuffer.release() }
      for limit in [10, 3000, 100_000, 5] {
        var wanted: [UInt8] = []
        var quiet = 0
        for number in 0..<2000 {
          let part = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number % 97 + 1)
          part.withUnsafeBytes { part in
            guard let start = part.baseAddress else { return }
            let isQuiet = receiveBuffer.tryAppend(start, part.count)
            let isTaken = isQuiet || receiveBuffer.append(part)
            if isQuiet { quiet += 1 }
            #expect(isTaken && (!isQuiet || receiveBuffer.count <= limit))
          }
          if receiveBuffer.count < limit { receiveBuffer.allow(limit) }
          wanted += part
        }
        #expect(receiveBuffer.count == wanted.count)
        let taken = receiveBuffer.drain()
        #expect(taken == wanted)
        #expect(quiet > 0 || limit < 100)
        // Nothing comes quietly after the transfer's back once the bytes were taken.
        #expect(receiveBuffer.room == 0)
        let rest = receiveBuffer.drain()
        #expect(rest.isEmpty)
      }
    }
  }

  @Test func `what libcurl takes for a connection is whole pages of its own, and does not let the heap grow`() {
    linux_one_heap()
    // As libcurl does, with room for a zero at the end. Some find room that other tests left in the heap.
    let blocks = (0..<256).map { _ in malloc(CurlRequest.receiveBuffer + 1) }
    defer { for block in blocks { free(block) } }
    // A page that begins such a block has first what the allocator notes of it, two words.
    let noted = UInt(2 * MemoryLayout<Int>.size)
    let own = blocks.filter { (UInt(bitPattern: $0) - noted) % UInt(getpagesize()) == 0 }
    #expect(own.count > blocks.count / 2)
  }
}
