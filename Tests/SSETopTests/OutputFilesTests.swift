import Foundation
import TestSupport
import Testing

@testable import EventFiles

/// Files that the real program writes: never two outputs into one, nor over what is read; old ones stay until new ones
/// are whole.
@Suite(.enabled(if: CurlComparison.canRun, "curl is not installed, or sse-top not built"))
struct OutputFilesTests {
  private static let stream = Array("data: one\n\ndata: two\n\n".utf8)
  private static let old = Array("what was there before\n".utf8)

  /// Words of a shell, run in a folder with `in.sse`, `old` and a link of each kind to that.
  private static func run(_ words: String, in folder: borrowing TemporaryFolder) throws -> (
    status: Int32, errors: String
  ) {
    let line = "cd '\(folder.url.path)' && exec '\(CurlComparison.program)' \(words)"
    let said = try ExitCodeTests.runForBytes("bash", ["-c", line])
    return (said.status, said.errors)
  }

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(stream, "in.sse")
    try folder.write(old, "old")
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "old")
    try FileManager.default.linkItem(atPath: folder.path("old"), toPath: folder.path("hard"))
    return folder
  }

  @Test(arguments: [
    "-o new --record new", "-o new --summary new", "--record new --summary new",
    "-o ./new --summary ../$(basename $PWD)/new",
    "--record %F.sse -o $(date +%F).sse", "-o new-1.sse --record new.sse in.sse", "-o new >new",
    "-o new 2>new", "--summary new >new", "--summary new 2>new", "-o new --summary - >new",
  ])
  func `two outputs that are one file are refused, and no new file stays`(_ words: String) throws {
    let folder = try Self.folder()
    let said = try Self.run("in.sse \(words)", in: folder)
    // Where the shell has taken standard error away there is nothing to be seen.
    if !words.contains("2>") { #expect(said.errors.contains("is written to by ") && said.errors.contains(" already")) }
    #expect(said.status == 2)
    if !words.contains(">") { #expect(folder.names == ["hard", "in.sse", "link", "old"]) }
  }

  @Test(arguments: [
    "-o old --summary link", "-o link --summary hard", "-o hard --record old", "--summary link --record old",
    "-o in.sse", "--summary in.sse", "--record in.sse", "--summary - >>in.sse", "2>>in.sse",
  ])
  func `nothing that is there is lost where that is refused`(_ words: String) throws {
    let folder = try Self.folder()
    #expect(try Self.run("in.sse \(words)", in: folder).status == 2)
    #expect(try folder.contents("old") == Self.old)
    #expect(try folder.contents("in.sse").starts(with: Self.stream))
    #expect(folder.names == ["hard", "in.sse", "link", "old"])
  }

  @Test(arguments: [
    "-o - --summary -", "-o /dev/null --summary /dev/null", "-o /dev/stdout --summary /dev/stdout >both", ">both 2>&1",
    "--record new.sse -o new --summary new.json", "-o /dev/stderr 2>both",
  ])
  func `outputs that may share a place are not refused`(_ words: String) throws {
    #expect(try Self.run("in.sse \(words)", in: try Self.folder()).status == 0)
  }

  @Test func `a summary takes the place of the file that a link leads to, and keeps its mode`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.stream, "in.sse")
    try folder.write(Self.old, "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path("old"))
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: "old")
    #expect(try Self.run("in.sse --format none --summary link", in: folder).status == 0)
    #expect(String(decoding: try folder.contents("old"), as: UTF8.self).hasPrefix("{\"started\""))
    #expect(try Self.mode(of: folder.path("old")) == 0o600)
    #expect(folder.names == ["in.sse", "link", "old"])
  }

  @Test func `a full disk leaves the summary that was there`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.stream, "in.sse")
    try folder.write(Self.old, "old")
    // A limit of file sizes fails as a full disk does.
    let line =
      "trap '' XFSZ; ulimit -f 0; cd '\(folder.url.path)' && exec '\(CurlComparison.program)' in.sse --format none --summary old"
    let said = try ExitCodeTests.runForBytes("bash", ["-c", line])
    #expect(said.status == 23)
    #expect(try folder.contents("old") == Self.old)
    #expect(folder.names == ["in.sse", "old"])
  }

  @Test func `a file that replaces another keeps its mode, and the other one until it is whole`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.old, "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path("old"))
    do {
      let given = try RecordingFile(replacing: folder.path("old"))
      try given.write(Array("half".utf8))
    }
    #expect(folder.names == ["old"])
    #expect(try folder.contents("old") == Self.old)
    let file = try RecordingFile(replacing: folder.path("old"))
    try file.write(Array("new".utf8))
    #expect(try folder.contents("old") == Self.old)
    try file.settle()
    #expect(try folder.contents("old") == Array("new".utf8))
    #expect(try Self.mode(of: folder.path("old")) == 0o640)
    #expect(folder.names == ["old"])
  }

  @Test func `a recording that replaces another keeps its mode, and the other one if it cannot begin`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.old, "x-1.sse")
    try folder.write(Self.old, "x-2.sse")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path("x-1.sse"))
    let recorder = Recorder(
      sources: ["a", "b"], eventLimit: 1 << 20,
      timeline: Timeline(.asRead, start: ContinuousClock().now, origin: .zero)
    ) { _ in }
    let (first, second) = (folder.path("x-1.sse"), folder.path("x-2.sse"))
    #expect(throws: RecordingFile.Failure.self) { try recorder.start(folder.path("x.sse"), replacing: [first]) }
    #expect(try folder.contents("x-1.sse") == Self.old)
    try recorder.start(folder.path("x.sse"), replacing: [first, second])
    recorder.stop()
    #expect(try folder.contents("x-1.sse").starts(with: Array(": sse-top".utf8)))
    #expect(try Self.mode(of: first) == 0o600)
    #expect(folder.names == ["x-1.sse", "x-2.sse"])
  }

  private static func mode(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
