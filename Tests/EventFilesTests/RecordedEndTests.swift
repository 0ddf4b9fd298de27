import StreamModel
import TestSupport
import Testing

@testable import EventFiles

/// When a recording ends, known before it is played.
struct RecordedEndTests {
  private static let beginning = ": sse-top at=0.000 start=2026-11-21T05:00:00.000Z\n"

  private static func end(_ text: String, limit: Int? = nil) throws -> Duration? {
    let folder = try TemporaryFolder()
    try folder.write(Array(text.utf8), "r.sse")
    return RecordedEnd.read(folder.path("r.sse"), limit: limit)
  }

  @Test(arguments: [0, 10, 262_100, 262_144, 262_190, 1_000_000]) func `the last mark tells it, however far back`(
    length: Int
  ) throws {
    let text =
      Self.beginning + ": sse-top at=7.000 connection=1\ndata: 1\n\n: sse-top at=75.500 connection=1\ndata: "
      + String(repeating: "x", count: length) + "\n\n"
    #expect(try Self.end(text) == .seconds(75.5))
    #expect(try Self.end(text, limit: RecordedEnd.glance) == .seconds(75.5))
    if length == 1_000_000 { #expect(try Self.end(text, limit: 1000) == nil) }
  }

  @Test func `without a mark there is none`() throws {
    #expect(try Self.end("data: 1\n\n") == nil && Self.end("") == nil)
  }
}
