import Foundation
import TestSupport
import Testing

/// The exit status of the real program for each end, beside curl's for the same where curl has one.
@Suite(.enabled(if: CurlComparison.canRun, "curl is not installed, or sse-top not built"))
struct ExitCodeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var answer: String
    var end: RawServer.End
    var words: [String]
    var url: String
    var status: Int32
    /// curl's words; `nil` where it knows no such end.
    var curl: [String]?

    init(
      _ name: String, _ answer: String = "", _ end: RawServer.End = .close, _ words: String...,
      url: String = "http://127.0.0.1:PORT/", status: Int32, curl: [String]? = nil
    ) {
      (self.name, self.answer, self.end, self.words) = (name, answer, end, words)
      (self.url, self.status, self.curl) = (url, status, curl)
    }

    var testDescription: String { name }
  }

  static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
  static let open = head + "\r\n"
  static let events = open + "event: a\ndata: 1\n\ndata: two\n\n"
  static let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>x</title>"

  static let ends: [Row] = [
    Row("the end of the stream", events, .close, "--no-reconnect", status: 0, curl: []),
    Row("204", "HTTP/1.1 204 No Content\r\n\r\n", status: 0, curl: []),
    Row("not found", "HTTP/1.1 404 No\r\n\r\n", status: 22, curl: ["-f"]),
    Row("no way to go", "HTTP/1.1 302 Go\r\nContent-Length: 0\r\n\r\n", status: 22),
    Row("a page", page, status: 22),
    Row(
      "cut by length", head + "Content-Length: 99\r\n\r\ndata: 1\n\n", .close, "--no-reconnect", status: 18, curl: []),
    Row(
      "cut in chunks", head + "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n", .close, "--max-retries", "0",
      status: 18, curl: []),
    Row("a reset", open + "data: 1\n\n", .reset, "--no-reconnect", status: 56, curl: []),
    Row("an empty reply", "", .close, "--no-reconnect", status: 52, curl: []),
    Row("no HTTP", "SSH-2.0-x\r\n", .close, "--no-reconnect", status: 8),
    Row(
      "a loop", "HTTP/1.1 302 Go\r\nLocation: /\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", status: 47,
      curl: ["-L", "--max-redirs", "20"]),
    Row("a scheme that is none of ours", url: "ftp://127.0.0.1:PORT/", status: 3),
    Row("no URL", url: "http://a b/", status: 3, curl: []),
    Row("nobody there", "", .close, "--no-reconnect", url: "http://127.0.0.1:1/", status: 7, curl: []),
    Row(
      "no such proxy", "", .close, "--no-reconnect", "-x", "http://nonexistent.invalid:1", status: 5,
      curl: ["-x", "http://nonexistent.invalid:1"]),
    Row("no such name", "", .close, "--no-reconnect", url: "http://nonexistent.invalid/", status: 6, curl: []),
    Row("no TLS", "plain", .close, "--no-reconnect", url: "https://127.0.0.1:PORT/", status: 35, curl: []),
    Row("no answer in time", "", .wait, "-m", "0.3", status: 28, curl: ["-m", "0.3"]),
    Row("silence", open, .wait, "--no-reconnect", "--idle-timeout", "0.3", status: 28),
    Row("time for an open stream", events, .wait, "-m", "0.5", status: 0),
  ]

  static let wishes: [Row] = [
    Row(
      "all that was expected has come, so nothing is waited for", events, .wait, "--expect", "two", "--expect", "1",
      status: 0),
    Row("one of two expected", events, .close, "--no-reconnect", "--expect", "two", "--expect", "no", status: 1),
    Row("expected, hidden", events, .wait, "--type", "a", "--expect", "two", status: 0),
    Row("expected and waited for", events, .wait, "--expect", "event=a", "--until", "two", status: 0),
    Row("expected in vain when it came", events, .wait, "--expect", "no", "--until", "two", status: 1),
    Row("enough events", events, .wait, "--max-events", "2", status: 0),
    Row("until it came", events, .wait, "--until", "two", status: 0),
    Row("until it came, though written to nobody", events, .wait, "--format", "none", "--until", "two", status: 0),
    Row("until it came, hidden", events, .wait, "--type", "a", "--until", "two", status: 0),
    Row("until in vain", events, .close, "--no-reconnect", "--until", "three", status: 1),
    Row("until in vain, in time", events, .wait, "-m", "0.3", "--until", "three", status: 1),
    Row("never open, until in vain", "", .wait, "-m", "0.3", "--until", "three", status: 1),
    Row("expected", events, .close, "--no-reconnect", "--expect", "two", status: 0),
    Row("expected in time", events, .wait, "-m", "0.5", "--expect", "event=a", status: 0),
    Row("expected in vain", events, .close, "--no-reconnect", "--expect", "three", status: 1),
    Row("expected in vain, enough events", events, .wait, "--expect", "three", "--max-events", "1", status: 1),
    Row("a failure says more than an expectation", page, .close, "--expect", "x", status: 22),
    Row("a full disk", events, .wait, "-o", "/dev/full", status: 23, curl: ["-o", "/dev/full"]),
    Row("no such folder", events, .wait, "-o", "/nowhere/at/all", status: 23, curl: ["-o", "/nowhere/at/all"]),
    Row("no such format", events, .wait, "--format", "xml", status: 2),
    Row("no events", events, .wait, "--max-events", "0", status: 2),
    Row("no filter", events, .wait, "--filter", "a \"", status: 2),
    Row("no condition", events, .wait, "--until", "!", status: 2),
  ]

  @Test(arguments: ends + wishes)
  func `each end has its exit status, which is curl's where it has one`(_ row: Row) throws {
    let server = try RawServer(row.answer, then: row.end)
    defer { server.stop() }
    let url = row.url.replacing("PORT", with: "\(server.port)")
    #expect(try Self.run(CurlComparison.program, row.words + [url]).status == row.status)
    guard let words = row.curl else { return }
    #expect(try Self.run(try #require(CurlComparison.curl), ["-q", "-sN"] + words + [url]).status == row.status)
  }

  @Test(arguments: [
    (["--expect", "event=nope"], ["expected event=nope: none of 2 events matched"]),
    (
      ["--expect", "x", "--expect", "two", "--expect", "y z"],
      [
        "expected x: none of 2 events matched", "expected y z: none of 2 events matched",
      ]
    ),
    (["--until", "nope"], ["waited for nope: none of 2 events matched"]),
    (["--until", "two", "--expect", "\u{1B}"], ["expected ^[: none of 2 events matched"]),
    (["--expect", "two", "-s", "-S", "--expect", "x"], ["expected x: none of 2 events matched"]),
    (["--expect", "x", "-s"], []),
  ])
  func `what has not come is told, in a sentence each`(words: [String], sentences: [String]) throws {
    let server = try RawServer(Self.events, then: .close)
    defer { server.stop() }
    let said = try Self.run(CurlComparison.program, words + ["--no-reconnect", "http://127.0.0.1:\(server.port)/"])
    #expect(said.status == 1)
    let lines = said.errors.split(separator: "\n").filter { $0.contains(": none of") }
    #expect(lines.map(String.init) == sentences.map { "sse-top: " + $0 })
  }

  @Test(arguments: [
    (["-s"], events, false), (["-sS"], events, false), (["-S"], events, true), ([], events, true),
    (["-s"], page, false), (["-sS"], page, true),
  ])
  func `-s silences notices, and errors but with -S`(words: [String], answer: String, isHeard: Bool) throws {
    let server = try RawServer(answer, then: .close)
    defer { server.stop() }
    let said = try Self.run(CurlComparison.program, words + ["--no-reconnect", "http://127.0.0.1:\(server.port)/"])
    #expect(said.errors.isEmpty != isHeard)
    #expect(!said.output.isEmpty == (answer == Self.events))
  }

  @Test(arguments: [(["-s"], false), (["-sS"], true), ([], true)])
  func `the end of the time is an error, and told with it, where no stream was open`(
    words: [String], isHeard: Bool
  ) throws {
    let server = try RawServer("", then: .wait)
    defer { server.stop() }
    let said = try Self.run(CurlComparison.program, words + ["-m", "0.3", "http://127.0.0.1:\(server.port)/"])
    #expect(said.status == 28)
    #expect(said.errors.contains("no response yet") == isHeard)
  }

  @Test func `words that cannot be taken are told although -s is among them`() throws {
    #expect(try Self.run(CurlComparison.program, ["-s", "--bogus", "h"]).errors.contains("'--bogus'"))
    let said = try Self.run("bash", ["-c", "exec '\(CurlComparison.program)' -s h $'x\\xe9.sse'"])
    #expect(said.status == 2)
    #expect(said.errors.hasPrefix("sse-top: word 3 of the command line is not UTF-8"))
  }

  @Test func `a file of defaults that cannot be read is told, and the run goes on`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("data: a\n\n".utf8), "x.sse")
    let (program, file) = (CurlComparison.program, folder.path("x.sse"))
    // A folder in the file's place, and a file in the folder's.
    try FileManager.default.createDirectory(
      atPath: folder.path("home/.config/sse-top/config"), withIntermediateDirectories: true)
    for home in [folder.path("home"), file] {
      let said = try Self.run("env", ["HOME=\(home)", program, "--format", "data", file])
      #expect(said.status == 0 && said.output == "a\n")
      #expect(said.errors.contains("the file of defaults \(home)/.config/sse-top/config cannot be read"))
    }
    #expect(try Self.run("env", ["HOME=\(folder.path("none"))", program, "-s", file]).errors.isEmpty)
  }

  @Test func `a pipe that nobody reads is told, and waited for`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("data: a\n\n".utf8), "x.sse")
    let line = """
      cd '\(folder.url.path)' && mkfifo p && { '\(CurlComparison.program)' x.sse --format data -o p 2>&1 |
      while IFS= read -r line; do echo "$line"; case $line in *'nobody reads yet'*) cat p & esac; done; wait; }
      """
    let said = try Self.run("bash", ["-c", line])
    #expect(said.output.contains("sse-top: p is a pipe that nobody reads yet; waiting for a reader\n"))
    #expect(said.output.contains("\na\n"))
  }

  @Test func `a wrong filter is shown, with a caret below the place`() throws {
    let said = try Self.run(CurlComparison.program, ["--filter", "a  !", "http://127.0.0.1:1/"])
    #expect(said.errors.contains("\n  a  !\n     ^\n"))
    #expect(said.errors.hasPrefix("sse-top: --filter: a term is missing after !."))
  }

  @Test func `the event that --until waits for is written though a filter hides it, and no other is`() throws {
    let server = try RawServer(Self.events + "data: three\n\n", then: .wait)
    defer { server.stop() }
    let url = "http://127.0.0.1:\(server.port)/"
    for filter in [["--type", "a"], ["--exclude-type", "message"], ["--filter", "1"]] {
      let said = try Self.run(CurlComparison.program, filter + ["--until", "two", "--format", "data", url])
      #expect(said.output == "1\ntwo\n")
      let other = try Self.run(CurlComparison.program, filter + ["--until", "three", "--format", "data", url])
      #expect(other.output == "1\nthree\n")
    }
  }

  @Test func `a summary names the files that were written, and tells a recording's own time`() throws {
    let folder = try TemporaryFolder()
    let recording = """
      : sse-top at=0.000 start=2026-11-21T05:00:00.000Z
      : sse-top at=1.000 connection=1 open=200 HTTP/1.1
      : sse-top at=2.250 connection=1
      data: a

      : sse-top at=12.500 connection=1
      data: b


      """
    try folder.write(Array(recording.utf8), "old.sse")
    let (new, output, summary) = (folder.path("new.sse"), folder.path("out"), folder.path("summary"))
    let said = try Self.run(
      CurlComparison.program,
      ["--record", new, "-o", output, "--states", "--stats", "--summary", summary, folder.path("old.sse")])
    #expect(said.status == 0)
    #expect(said.errors.contains("\n  wrote "))
    let json = String(decoding: try folder.contents("summary"), as: UTF8.self)
    #expect(json.hasPrefix(#"{"started":"2026-11-21T05:00:00.000Z","seconds":12.5,"#))
    let read = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(read["files"] as? [String] == [new, output])
    #expect(
      Self.withoutFindings(String(decoding: try folder.contents("out"), as: UTF8.self)) == [
        #"{"at":"2026-11-21T05:00:00.000Z","state":"connecting","attempt":1}"#,
        #"{"at":"2026-11-21T05:00:01.000Z","state":"open","status":200}"#,
        #"{"at":"2026-11-21T05:00:02.250Z","event":"message","id":"","data":"a"}"#,
        #"{"at":"2026-11-21T05:00:12.500Z","event":"message","id":"","data":"b"}"#,
        #"{"at":"2026-11-21T05:00:12.500Z","state":"closed","reason":"end of file","code":0,"status":200}"#,
      ])
    // What is no recording has no status, and what was not begun is not named.
    try folder.write(Array("data: a\n\n".utf8), "plain.sse")
    let plain = try Self.run(CurlComparison.program, ["--states", folder.path("plain.sse")])
    #expect(!plain.output.contains("status"))
    let sum = try Self.run(CurlComparison.program, ["--format", "none", "--summary", "-", folder.path("plain.sse")])
    #expect(sum.output.contains("\"status\":null"))
    let failed = try Self.run(
      CurlComparison.program, ["-o", output, "--no-reconnect", "--summary", "-", "http://127.0.0.1:1/"])
    #expect(failed.output.hasSuffix("\"files\":[]}\n"))
  }

  @Test func `lines for eyes are coloured as --color says`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("event: a\ndata: 1\n\n".utf8), "x.sse")
    for (words, isColoured) in [([], false), (["--color", "never"], false), (["--color", "always"], true)] {
      let said = try Self.run(CurlComparison.program, ["--format", "text"] + words + [folder.path("x.sse")])
      #expect(said.output.contains("\u{1B}[") == isColoured)
    }
  }

  private static func withoutFindings(_ output: String) -> [Substring] {
    output.split(separator: "\n").filter { !$0.contains(#""finding":"#) }
  }

  @Test func `the states are lines in order with the events, the end last`() throws {
    let server = try RawServer(Self.events, then: .wait)
    defer { server.stop() }
    let url = "http://127.0.0.1:\(server.port)/"
    let said = try Self.run(CurlComparison.program, ["--states", "--max-events", "2", url]).output
    let lines = Self.withoutFindings(said).map { $0.replacing(#/"at":"[^"]*",/#, with: "") }
    #expect(
      lines == [
        #"{"state":"connecting","attempt":1}"#, #"{"state":"open","status":200}"#,
        #"{"event":"a","id":"","data":"1"}"#, #"{"event":"message","id":"","data":"two"}"#,
        #"{"state":"closed","reason":"--max-events was reached","code":0}"#,
      ])
    server.stop()
    let refused = try Self.run(
      CurlComparison.program, ["--states", "--max-retries", "1", "--retry-delay", "100", "http://127.0.0.1:1/"])
    let states = refused.output.split(separator: "\n").compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
    }
    #expect(states.map { $0["state"] as? String } == ["connecting", "waiting", "connecting", "closed"])
    #expect(states.map { $0["code"] as? Int } == [nil, 7, nil, 7])
    #expect(states.map { $0["attempt"] as? Int } == [1, nil, 2, nil])
    #expect(states[1]["retry_ms"] as? Int == 100)
  }

  @Test func `the line of a refusal has the start of its body, cleaned`() throws {
    let body = "{\"error\":\"no\u{1B}[31m\"}\r\n" + String(repeating: "é", count: 2000)
    let server = try RawServer("HTTP/1.1 503 No\r\n\r\n\(body)")
    defer { server.stop() }
    let lines = try Self.run(
      CurlComparison.program,
      ["--states", "--retry-on", "503", "--max-retries", "1", "http://127.0.0.1:\(server.port)/"]
    ).output.split(separator: "\n").compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
    }
    #expect(lines.map { $0["state"] as? String } == ["connecting", "waiting", "connecting", "closed"])
    for place in [1, 3] {
      let start = try #require(lines[place]["body"] as? String)
      #expect(start.hasPrefix("{\"error\":\"no^[[31m\"}\né") && start.count < 1010)
    }
  }

  @Test func `nothing is lost however much comes at once`() throws {
    let count = 300_000
    let server = try RawServer(Self.open + (0..<count).map { "data: \($0)\n\n" }.joined())
    defer { server.stop() }
    let lines = try Self.run(
      CurlComparison.program, ["--format", "data", "--no-reconnect", "http://127.0.0.1:\(server.port)/"]
    ).output.split(separator: "\n")
    #expect(lines.count == count)
    #expect(lines.enumerated().allSatisfy { Int($1) == $0 })
  }

  private static func run(_ program: String, _ words: [String]) throws -> (
    status: Int32, output: String, errors: String
  ) {
    let (status, output, errors) = try runForBytes(program, words)
    return (status, String(decoding: output, as: UTF8.self), errors)
  }

  static func runForBytes(_ program: String, _ words: [String]) throws -> (
    status: Int32, output: [UInt8], errors: String
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["timeout", "30", program] + words
    process.environment = ["HOME": "/nowhere", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"]
    process.standardInput = FileHandle.nullDevice
    let errors = FileManager.default.temporaryDirectory.appending(path: "sse-top-\(UUID())")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: errors) }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, Array(bytes),
      String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    )
  }
}
