import CLinux
import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Terminal

/// The one loop that writes all of something.
@Suite struct WriteAllTests {
  private let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

  @Test(arguments: [Int32(0), 1], [true, false])
  func `all of it comes through a pipe that holds less`(inPieces: Int32, canBlock: Bool) throws {
    let pipe = try #require(Pipe())
    if !canBlock { _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK) }
    let read = Mutex<[UInt8]>([])
    let isOver = DispatchSemaphore(value: 0)
    // On a thread of its own: whoever writes holds this one.
    DispatchQueue(label: "reader").async {
      var piece = [UInt8](repeating: 0, count: 7919)
      while true {
        let count = Glibc.read(pipe.reading, &piece, piece.count)
        guard count > 0 else { break }
        read.withLock { $0 += piece[..<count] }
      }
      isOver.signal()
    }
    let error = bytes.withUnsafeBytes { linux_write_all(pipe.writing, $0.baseAddress, $0.count, -1, inPieces) }
    close(pipe.writing)
    isOver.wait()
    close(pipe.reading)
    #expect(error == 0)
    #expect(read.withLock { $0 == bytes })
  }

  @Test(arguments: [Int32(0), 1]) func `a reader that reads nothing is given up`(inPieces: Int32) throws {
    let pipe = try #require(Pipe())
    defer { for end in [pipe.reading, pipe.writing] { close(end) } }
    _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK)
    let error = bytes.withUnsafeBytes { linux_write_all(pipe.writing, $0.baseAddress, $0.count, 0, inPieces) }
    #expect(error == EAGAIN)
  }

  @Test func `a failure is told by its number`() throws {
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    try #require(full >= 0)
    defer { close(full) }
    #expect(bytes.withUnsafeBytes { linux_write_all(full, $0.baseAddress, $0.count, -1, 0) } == ENOSPC)
    #expect(linux_write_all(full, nil, 0, -1, 0) == 0)
    #expect(bytes.withUnsafeBytes { linux_write_all(-1, $0.baseAddress, $0.count, -1, 0) } == EBADF)
  }
}
