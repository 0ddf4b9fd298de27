import Foundation
import TestSupport
import Testing

@testable import EventFiles

/// What of a recording `--from` and `--to` leave, by the real program.
@Suite(.enabled(if: CurlComparison.canRun, "curl is not installed, or sse-top not built"))
struct RecordedRangeTests {
  /// Events `1`, `2` and `3`: at the beginning, after the seconds given, and after twice as many.
  private static func recording(from start: String, gap: Int) -> [UInt8] {
    let events = (0..<3).map { ": sse-top at=\($0 * gap).100 connection=1\ndata: \($0 + 1)\n\n" }
    return Array(
      ": sse-top at=0.000 start=\(start)\n: sse-top at=0.000 connection=1 open=200 HTTP/1.1\n\(events.joined())".utf8)
  }

  private static func run(_ bytes: [UInt8], _ words: String...) throws -> (output: String, errors: String) {
    let folder = try TemporaryFolder()
    try folder.write(bytes, "r.sse")
    let said = try ExitCodeTests.runForBytes(
      "env", ["TZ=UTC", CurlComparison.program, "--format", "data"] + words + [folder.path("r.sse")])
    #expect(said.status == 0)
    return (String(decoding: said.output, as: UTF8.self).replacing("\n", with: ""), said.errors)
  }

  @Test(arguments: [
    ("00:44:05", "", "123"), ("00:44", "", "123"), ("00:00", "", "123"), ("00:45", "", "23"), ("", "00:45", "1"),
    ("00:45", "00:46", "2"),
  ])
  func `a time of day is one of the recording's first day`(from: String, to: String, shown: String) throws {
    let bytes = Self.recording(from: "2026-11-21T00:44:05.502Z", gap: 60)
    let words = (from.isEmpty ? [] : ["--from=\(from)"]) + (to.isEmpty ? [] : ["--to=\(to)"])
    let said = try Self.run(bytes, words[0], words.last ?? "")
    #expect(said.output == shown)
    #expect(!said.errors.contains("nothing was recorded"))
  }

  @Test(arguments: [("--from=00:10", "3"), ("--to=00:10", "12"), ("--from=23:55", "23"), ("--to=23:55", "1")])
  func `a time before the beginning is one of the next day where the recording goes on then`(
    word: String, shown: String
  ) throws {
    #expect(try Self.run(Self.recording(from: "2026-11-21T23:50:00.000Z", gap: 900), word).output == shown)
  }

  @Test func `a file on standard input is cut as one by name`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.recording(from: "2026-11-21T00:44:05.502Z", gap: 60), "r.sse")
    let line = "TZ=UTC exec '\(CurlComparison.program)' --format data --from 00:40 < '\(folder.path("r.sse"))'"
    let said = try ExitCodeTests.runForBytes("bash", ["-c", line])
    #expect(said.output == Array("1\n2\n3\n".utf8))
  }

  @Test(arguments: [["--from=06:00"], ["--to=00:10"], ["--from=00:45:10", "--to=00:45:50"], ["--from=1h"]])
  func `nothing between the two is told, with the range that there is`(words: [String]) throws {
    let said = try Self.run(
      Self.recording(from: "2026-11-21T00:44:05.502Z", gap: 60), words[0], words.last ?? "")
    #expect(said.output == "")
    #expect(said.errors.contains("nothing was recorded in what --from and --to leave"))
    #expect(said.errors.contains("from 2026-11-21T00:44:05 to 2026-11-21T00:46:05"))
  }

  @Test func `the end of a long last event, and of gzip, is known`() throws {
    let bytes =
      Self.recording(from: "2026-11-21T23:50:00.000Z", gap: 900)
      + Array("data: \(String(repeating: "x", count: 2_000_000))\n\n".utf8)
    let folder = try TemporaryFolder()
    try folder.write(bytes, "r.sse")
    #expect(RecordedEnd.read(folder.path("r.sse")) == .milliseconds(1_800_100))
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", folder.path("r.sse")]
    try gzip.run()
    gzip.waitUntilExit()
    #expect(RecordedEnd.read(folder.path("r.sse.gz")) == .milliseconds(1_800_100))
  }

  @Test func `what is skipped counts neither as time nor in rates`() throws {
    let said = try Self.run(
      Self.recording(from: "2026-11-21T05:00:00.000Z", gap: 60), "--from=100", "--summary", "-")
    #expect(said.output.contains(#""started":"2026-11-21T05:01:40.000Z","seconds":20.1,"#))
    #expect(said.output.contains(#""per_second":0.05}"#))
  }
}
