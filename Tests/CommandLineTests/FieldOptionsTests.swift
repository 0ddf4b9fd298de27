import CurlTransport
import EventFields
import EventOutput
import StreamModel
import Testing

@testable import CommandLine

/// `--by`, `--column` and `--data parsed`.
@MainActor @Suite struct FieldOptionsTests {
  private static func read(_ words: String...) throws -> Invocation {
    try Invocation.of(words)
  }

  @Test func `paths are read as filters do`() throws {
    #expect(try Self.read("--by", #".["odd key"].b"#, ":1").grouping?.text == #".["odd key"].b"#)
    #expect(try Self.read(":1").grouping == nil)
    let columns = try Self.read("--format", "tsv", "--column", ".a", "--column", ".b[0]", ":1").output.columns
    #expect(columns.map(\.text) == [".a", ".b[0]"])
    #expect(try Self.read("--column", ".a", ":1").output.columns.map(\.text) == [".a"])
  }

  @Test(arguments: [
    ["--by", "a", ":1"], ["--by", ".a=1", ":1"], ["--column", "a", ":1"], ["--format", "tsv", ":1"],
    ["--format", "data", "--column", ".a", ":1"], ["--format", "tsv", "--column", "x", ":1"],
    ["--format", "text", "--data", "parsed", ":1"],
    ["--format", "tsv"] + (0..<5).flatMap { ["--column", ".c\($0)"] } + [":1"],
  ]) func `usage errors`(words: [String]) {
    #expect(throws: UsageError.self) { try Invocation.of(words) }
  }

  @Test func `data parsed is ours, and in a line of curl's a body`() throws {
    let words = ["--data", "parsed", "http://a/"]
    for ours in [words, ["--data=parsed", "http://a/"], ["--data-parsed", "http://a/"]] {
      let run = try Invocation.of(ours)
      #expect(run.output.parsesData)
      #expect(run.request(for: SourceURL("http://a/")).body == nil)
    }
    for body in [["curl"] + words, ["curl --data parsed http://a/"], ["-d", "parsed", "http://a/"]] {
      let run = try Invocation.of(body)
      #expect(!run.output.parsesData)
      #expect(run.request(for: SourceURL("http://a/")).body == Array("parsed".utf8))
    }
  }
}
