import StreamModel
import Testing

@testable import Dashboard

/// Names that are proposed for files.
struct FileNameIdeaTests {
  private static let clock = WallClock(start: .seconds(12 * 3600 + 34 * 60 + 56), epoch: .seconds(1_795_264_496))

  private static func name(_ urls: String..., clock: WallClock = clock) -> String {
    FileNameIdea.name(of: StreamState(urls: urls).sources, at: .start, clock, ending: "sse")
  }

  @Test func `a stream is called as its server, a file as itself`() {
    #expect(Self.name("http://localhost:3000/events/?token=secret") == "localhost-3000-2026-11-21-123456.sse")
    #expect(Self.name("https://user:pass@example.com/feed") == "example.com-2026-11-21-123456.sse")
    #expect(Self.name("some/folder/day one.sse") == "day-one-2026-11-21-123456.sse")
    #expect(Self.name("standard input") == "standard-input-2026-11-21-123456.sse")
    #expect(Self.name("a", "b") == "streams-2026-11-21-123456.sse")
  }

  @Test func `what it gets of the stream stands in the name`() {
    let sources = StreamState(urls: ["http://localhost:3000/"]).sources
    let name = FileNameIdea.name(of: sources, subject: "findings", at: .start, Self.clock, ending: "md")
    #expect(name == "localhost-3000-findings-2026-11-21-123456.md")
  }

  @Test(arguments: ["/", "", ".", "../..", "http://", "日本", "\u{1B}[31m", "-rf", String(repeating: "x", count: 500)])
  func `any name becomes one that file systems and shells take`(url: String) {
    let name = Self.name(url)
    #expect(name.wholeMatch(of: #/[A-Za-z0-9_][A-Za-z0-9._-]*/#) != nil && name.utf8.count < 80, "\(name)")
  }

  @Test func `the date is that of the local time`() {
    var clock = Self.clock
    // An hour before midnight in UTC, an hour after it here.
    (clock.start, clock.epoch) = (.seconds(3600), .seconds(1_795_258_800 + 82_800 - 1_795_258_800 % 86_400))
    #expect(Self.name("a", clock: clock).hasSuffix("-010000.sse"))
    let date = Self.name("a", clock: clock).split(separator: "-").dropFirst().prefix(3).joined(separator: "-")
    clock.start = .seconds(82_800)
    let inUTC = Self.name("a", clock: clock).split(separator: "-").dropFirst().prefix(3).joined(separator: "-")
    #expect(date > inUTC)
    clock.epoch = nil
    #expect(Self.name("a", clock: clock) == "a-230000.sse")
  }
}
