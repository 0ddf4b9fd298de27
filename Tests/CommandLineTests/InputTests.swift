import StreamModel
import Testing

@testable import CommandLine
@testable import EventFiles
@testable import EventOutput

/// Which words name files, and what the options of files and recordings mean.
@MainActor @Suite struct InputTests {
  private static func inputs(_ words: String..., file: String = "day.sse") throws -> [Input] {
    var environment = Environment.made()
    environment.isRegularFile = { $0 == file }
    environment.isFolder = { ["folder", "2026.11"].contains($0) }
    return try Invocation.of(words, in: environment).inputs
  }

  @Test func `what looks like a path, or is a file, is a file; everything else is a URL`() throws {
    #expect(
      try Self.inputs("./a", "../a", "/tmp/a", "-", "day.sse", "file:///a%20b", "file://localhost/c", "FILE:/d")
        == [
          .file("./a"), .file("../a"), .file("/tmp/a"), .standardInput, .file("day.sse"), .file("/a b"), .file("/c"),
          .file("/d"),
        ])
    #expect(
      try Self.inputs("other.example", ":3000/x", "//localhost/x", "http://h/")
        == [
          .url(SourceURL("other.example")), .url(SourceURL(":3000/x")), .url(SourceURL("//localhost/x")),
          .url(SourceURL("http://h/")),
        ])
  }

  @Test(arguments: [
    ("file:///a%41", "/aA"), ("file:///a%+1b", "/a%+1b"), ("file:///a%-0b", "/a%-0b"), ("file:///a%00b", "/a%00b"),
    ("file:///a%4", "/a%4"), ("file:///%25%34%31", "/%41"),
  ])
  func `a URL of a file is decoded once, and only where two digits are`(word: String, path: String) throws {
    #expect(try Self.inputs(word) == [.file(path)])
  }

  @Test func `a folder is never a URL`() throws {
    #expect(
      try Self.inputs(".", "..", "folder")
        == [.file("."), .file(".."), .file("folder")])
  }

  @Test(arguments: ["missing.sse", "a.ndjson", "a.json", "a.jsonl", "a.SSE.gz", "none/a.sse", "2026.11/a.sse"])
  func `a missing file of events is not asked as a URL`(word: String) throws {
    let error = try #require(throws: UsageError.self) { try Self.inputs(word) }
    #expect(error.sentence == "\(word): no such file; as a URL it is https://\(word)")
    #expect(error.status == 26)
  }

  @Test(arguments: ["https://missing.sse", "example.org/a.json", "localhost:1/a.sse", "//h/a.sse", "h/x?a.json"])
  func `a URL may end like a file of events`(word: String) throws {
    #expect(try Self.inputs(word) == [.url(SourceURL(word))])
  }

  @Test func `the options of reading and recording arrive`() throws {
    let invocation = try Invocation.of([
      "./a", "--ndjson", "--speed", "2x", "--from", "1m30s", "--to", "2026-11-21T05:00Z", "--record", "x-%Y.sse",
      "--rotate", "100M",
    ])
    #expect(invocation.source.readsLines)
    #expect(
      invocation.reading
        == ReadingOptions(
          speed: .factor(2), from: .sinceStart(.seconds(90)), to: .utc(.seconds(1_795_237_200))))
    #expect(invocation.recording?.path == "x-%Y.sse" && invocation.recording?.rotation == 100 << 20)
  }

  @Test(arguments: [
    ["http://h/", "--speed", "2"], ["--demo", "--from", "1"], ["./a", "h", "--to", "5"], ["-", "-"],
    ["--rotate", "5M", "h"], ["--record=", "h"],
  ])
  func `what makes no sense is a usage error`(words: [String]) {
    #expect(throws: UsageError.self) { try Invocation.of(words) }
  }

  @Test(arguments: ["--from", "--to"])
  func `what is no place in a recording is told, with what is one`(option: String) throws {
    let error = try #require(throws: UsageError.self) { try Invocation.of(["./a", "\(option)=soon"]) }
    #expect(error.sentence.contains("'soon'") && error.sentence.contains(option))
    #expect(error.sentence.contains("it is a time since the beginning, as 90 or 1m30s"))
  }

  @Test func `standard output is no file to be recorded to`() throws {
    let error = try #require(throws: UsageError.self) { try Invocation.of(["h", "--record", "-"]) }
    #expect(error.sentence.contains("--format sse"))
  }

  @Test func `a speed is a factor or max`() {
    #expect(PlaybackSpeed(argument: "2x") == .factor(2) && PlaybackSpeed(argument: "0.5") == .factor(0.5))
    #expect(PlaybackSpeed(argument: "max") == .max)
    for wrong in ["", "x", "0", "-1", "nan", "2xx", "1e9", "fast"] { #expect(PlaybackSpeed(argument: wrong) == nil) }
  }

  @Test(arguments: [
    ("90", 90_000), ("12.5", 12_500), ("1m30s", 90_000), ("1h", 3_600_000), ("1h2m3.5s", 3_723_500), ("2m", 120_000),
  ])
  func `a place in a recording is counted from its beginning`(text: String, milliseconds: Int) {
    #expect(RecordedTime(argument: text) == .sinceStart(.milliseconds(milliseconds)))
  }

  @Test func `a place in a recording is a time of day or of the calendar`() {
    let start = Duration.seconds(1_795_237_200)
    #expect(
      RecordedTime(argument: "2026-11-21T05:00:01.5Z")?.moment(start: start, end: nil) == Moment(.milliseconds(1500)))
    #expect(RecordedTime(argument: "05:01") == .timeOfDay(.seconds(18_060)))
    // Whatever the zone: the time of day of the beginning, then of a second before it.
    let clock = LocalTime.clock(at: .start, time: start).start
    func moment(_ time: Duration, end: Duration?) -> Moment {
      RecordedTime.timeOfDay(time).moment(start: start, end: end)
    }
    #expect(RecordedTime.timeOfDay(clock).moment(start: start, end: nil) == .start)
    // The beginning itself, given to the minute or the second, is never the next day's.
    for seconds in [1, 59] {
      let before = clock - .seconds(seconds)
      for end in [nil, start + .seconds(1), start + .seconds(86_400)] {
        #expect(moment(before, end: end) == Moment(.seconds(-seconds)))
      }
    }
    let longBefore = clock - .seconds(120)
    #expect(moment(longBefore, end: start) == Moment(.seconds(-120)))
    #expect(moment(longBefore, end: start + .seconds(86_400)) == Moment(.seconds(86_400 - 120)))
    #expect(moment(longBefore, end: nil) == Moment(.seconds(86_400 - 120)))
    for wrong in ["", "x", "25:00", "5:61", "1s2m", "-5", "2026-11-21", "1:2:3:4"] {
      #expect(RecordedTime(argument: wrong) == nil, "\(wrong)")
    }
  }
}
