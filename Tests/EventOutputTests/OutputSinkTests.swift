import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import EventOutput

/// Where the output goes.
@Suite struct OutputSinkTests {
  private static let lines = Array((0..<20_000).map { "line \($0)\n" }.joined().utf8)

  /// A FIFO, and its other end, which does not block.
  private static func pipe(in folder: borrowing TemporaryFolder) throws -> (path: String, reader: Int32) {
    let path = folder.path("pipe")
    try #require(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    try #require(reader >= 0)
    return (path, reader)
  }

  /// What a reader can get now.
  private static func read(_ descriptor: Int32, _ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = Glibc.read(descriptor, &bytes, count)
    return Array(bytes.prefix(max(got, 0)))
  }

  @Test func `a file keeps what it holds until something is written`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("what was there before".utf8), "x")
    let sink = try OutputSink(path: folder.path("x"))
    #expect(!sink.isTerminal && sink.files == [folder.path("x")] && sink.name == folder.path("x"))
    #expect(try folder.contents("x") == Array("what was there before".utf8))
    #expect(sink.write(Array("one\n".utf8), unless: { true }) == nil)
    sink.begin()
    #expect(sink.write(Array("two\n".utf8), unless: { true }) == nil)
    #expect(try folder.contents("x") == Array("one\ntwo\n".utf8))
  }

  @Test func `a run that begins empties the file, also if nothing comes`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("old".utf8), "x")
    try OutputSink(path: folder.path("x")).begin()
    #expect(try folder.contents("x").isEmpty)
  }

  @Test func `a file that was made and not written to is taken back`() throws {
    let folder = try TemporaryFolder()
    try folder.write([], "old")
    for name in ["new", "old"] { try OutputSink(path: folder.path(name)).opened?.withdraw() }
    let written = try OutputSink(path: folder.path("written"))
    #expect(written.write([0x61], unless: { false }) == nil)
    written.opened?.withdraw()
    #expect(folder.names == ["old", "written"])
  }

  @Test func `what cannot be opened or written says why`() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: OpenedOutput.Failure.self) { try OutputSink(path: folder.path("none/x")) }
    #expect(error?.number == ENOENT)
    let failure = try OutputSink(path: "/dev/full").write([0x61], unless: { false })
    #expect(failure == .system(ENOSPC) && failure?.sentence == String(cString: strerror(ENOSPC)))
  }

  @Test func `a slow reader gets all of it, in order`() async throws {
    let folder = try TemporaryFolder()
    let (path, reader) = try Self.pipe(in: folder)
    defer { close(reader) }
    let sink = try OutputSink(path: path)
    let (results, end) = AsyncStream<OutputSink.Failure?>.makeStream()
    Thread.detachNewThread {
      end.yield(sink.write(Self.lines, unless: { false }))
      end.finish()
    }
    var got: [UInt8] = []
    while got.count < Self.lines.count {
      var state = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
      try #require(poll(&state, 1, 30_000) > 0)
      got += Self.read(reader, 3000)
    }
    #expect(got == Self.lines)
    for await failure in results { #expect(failure == nil) }
  }

  @Test func `a reader that has gone is told, and ends no process`() throws {
    signal(SIGPIPE, SIG_IGN)
    let folder = try TemporaryFolder()
    let (path, reader) = try Self.pipe(in: folder)
    let sink = try OutputSink(path: path)
    close(reader)
    #expect(sink.write([0x61], unless: { false }) == .readerGone)
  }

  @Test func `a reader that goes is told while nothing is written`() async throws {
    let folder = try TemporaryFolder()
    let (path, reader) = try Self.pipe(in: folder)
    let sink = try OutputSink(path: path)
    let (gone, isGone) = AsyncStream<Void>.makeStream()
    sink.watchReader { isGone.finish() }
    close(reader)
    for await _ in gone {}
  }

  /// A clock of which each look takes a second.
  private static func clock() -> @Sendable () -> ContinuousClock.Instant {
    let looks = Atomic(0)
    let start = ContinuousClock.now
    return { start.advanced(by: .seconds(looks.wrappingAdd(1, ordering: .relaxed).oldValue)) }
  }

  @Test func `against what wants the end a reader that does not read is not waited for`() throws {
    let folder = try TemporaryFolder()
    let (path, reader) = try Self.pipe(in: folder)
    defer { close(reader) }
    let sink = try OutputSink(path: path, now: Self.clock())
    // Full before.
    let filler = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(filler) }
    while Self.lines.withUnsafeBytes({ Glibc.write(filler, $0.baseAddress, 4096) }) > 0 {}
    #expect(sink.write(Self.lines, unless: { true }) == .interrupted)
  }

  @Test func `of what is cut short the last line is whole`() throws {
    let folder = try TemporaryFolder()
    let (path, reader) = try Self.pipe(in: folder)
    defer { close(reader) }
    let sink = try OutputSink(path: path, now: Self.clock())
    // A part of a pipe's size is written for each look at the clock: the second is the last one for all of it.
    #expect(sink.write(Self.lines, unless: { true }) == .interrupted)
    let got = Self.read(reader, 1 << 16)
    #expect(got.last == 0x0A && got.count < Self.lines.count && Self.lines.starts(with: got))
  }

  @Test func `the last wait is a second for all, and one more for a line that has begun`() {
    let wait = LastWait()
    let start = ContinuousClock.now
    // It begins with the first call, whenever that is.
    for (milliseconds, patience) in [
      (0, LastWait.Patience.forAll), (999, .forAll), (1000, .forLine), (1999, .forLine), (2000, .none), (9000, .none),
      (500, .forAll),
    ] {
      #expect(wait.patience(at: start.advanced(by: .milliseconds(milliseconds))) == patience)
    }
  }
}
