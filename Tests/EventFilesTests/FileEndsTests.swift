import Glibc
import StreamModel
import TestSupport
import Testing

@testable import EventFiles

/// Which files are read from behind, and how much of them.
struct FileEndsTests {
  private static func recording(_ seconds: some Sequence<Int>, start: String = "2026-11-21T05:00:00.000Z") -> String {
    ": sse-top at=0.000 start=\(start)\n: sse-top at=0.000 connection=1 open=200 HTTP/1.1\n"
      + seconds.map { ": sse-top at=\($0).000 connection=1\nid: \($0)\ndata: event \($0)\n\n" }.joined()
  }

  /// The ends of files with these texts.
  private static func ends(
    _ texts: String..., reading: ReadingOptions = ReadingOptions(), limits: FileEnds.Limits = .init(),
    grown: String = ""
  ) throws -> (ends: FileEnds?, read: [FileEnd]?) {
    let folder = try TemporaryFolder()
    let paths = texts.indices.map { folder.path("\($0).sse") }
    for (index, text) in texts.enumerated() { try folder.write(Array(text.utf8), "\(index).sse") }
    let opened = try OpenedInputs(paths.map { .file($0) }, reading, format: nil)
    let clock = ContinuousClock()
    let timeline = opened.timeline(clock, start: clock.now, isControlled: true)
    let ends = FileEnds(opened, timeline, session: SourceSession(), limits: limits)
    if !grown.isEmpty, let path = paths.first { try append(grown, to: path) }
    return (ends, ends?.read())
  }

  private static func append(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    defer { close(descriptor) }
    #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
  }

  @Test func `as much is read as has enough events, and no more than the limit`() throws {
    let text = Self.recording(1...2000)
    for (first, most, events) in [(1000, 1 << 20, 100), (10, 1 << 20, 3), (1 << 20, 1 << 20, 1)] {
      let end = try #require(
        try Self.ends(text, limits: .init(first: first, most: most, events: events)).read?.first)
      #expect(end.events >= events && end.events <= 2000)
      #expect(end.now == Moment(.seconds(2000)))
    }
    #expect(
      try #require(try Self.ends(text, limits: .init(first: 1000, most: 1 << 20, events: 100)).read?[0]).events < 400)
    // One event that is longer than what is read at most.
    let long = text + "data: \(String(repeating: "x", count: 5000))\n\n"
    #expect(try Self.ends(long, limits: .init(first: 100, most: 4000, events: 10)).read == nil)
  }

  @Test func `what has grown since it was opened ends where it ends now`() throws {
    let (text, grown) = (Self.recording(1...10), ": sse-top at=90.000 connection=1\ndata: grown\n\n")
    let (ends, read) = try Self.ends(text, grown: grown)
    #expect(read?.first?.events == 11 && read?.first?.now == Moment(.seconds(90)))
    #expect(ends?.size == text.utf8.count + grown.utf8.count)
  }

  @Test func `several recordings are read, of several others none is`() throws {
    #expect(try Self.ends(Self.recording(1...9), Self.recording(5...20)).read?.map(\.events) == [9, 16])
    let plain = "data: a\n\ndata: b\n\n"
    #expect(try Self.ends(plain).read?.map(\.events) == [2])
    #expect(try Self.ends(plain, plain).ends == nil)
    #expect(try Self.ends(plain, Self.recording(1...9)).ends == nil)
  }

  @Test func `an empty file has no end to be shown, and a file beside it is shown`() throws {
    #expect(try Self.ends("").read == nil)
    #expect(try Self.ends("\n").read == nil)
  }

  @Test func `what is cut off at its end is not read from behind; what is cut off at its beginning is`() throws {
    let text = Self.recording(1...100)
    #expect(try Self.ends(text, reading: ReadingOptions(to: .sinceStart(.seconds(50)))).ends == nil)
    let late = try Self.ends(text, reading: ReadingOptions(from: .sinceStart(.seconds(90)))).read?.first
    #expect(late?.events == 11)
  }

  @Test func `recordings one behind the other, whose times begin anew, are not read from behind`() throws {
    let (one, other) = (Self.recording(1...3000), Self.recording(1...3000, start: "2026-11-22T05:00:00.000Z"))
    let limits = FileEnds.Limits(first: 1000, most: 2000, events: 1)
    #expect(try Self.ends(one + other, limits: limits).read == nil)
    // A rotated one goes on in its times.
    let rest = Self.recording(3001...6000).replacing("at=0.000", with: "at=3000.000")
    #expect(try Self.ends(one + rest, limits: limits).read?.first?.now == Moment(.seconds(6000)))
  }
}
