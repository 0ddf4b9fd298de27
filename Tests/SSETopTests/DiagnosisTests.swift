import Foundation
import TestSupport
import Testing

/// `--diagnose` of the real program, against the demo server's faults and healthy streams.
@Suite(.enabled(if: CurlComparison.canRun, "curl is not installed, or sse-top not built"))
struct DiagnosisTests {
  private struct Report {
    var status: Int32
    var whole: [String: Any]
    var errors: String

    /// Severity and name of what is more than a note.
    var alarms: Set<String> {
      Set(
        findings.compactMap { finding in
          guard let severity = finding["severity"] as? String, severity != "note" else { return nil }
          return "\(severity) \(finding["code"] as? String ?? "")"
        })
    }
    var findings: [[String: Any]] { whole["findings"] as? [[String: Any]] ?? [] }
    var requests: [String] { (whole["requests"] as? [[String: Any]] ?? []).compactMap { $0["as"] as? String } }
  }

  /// A diagnosis at work: several may be at once.
  private struct Run {
    private let process = Process()
    private let output = Pipe()
    private let errors = Pipe()

    init(_ words: [String]) throws {
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["timeout", "60", CurlComparison.program, "--diagnose", "--format", "ndjson"] + words
      process.environment = ["HOME": "/nowhere", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"]
      process.standardInput = FileHandle.nullDevice
      (process.standardOutput, process.standardError) = (output, errors)
      try process.run()
    }

    func report() throws -> Report {
      let bytes = output.fileHandleForReading.readDataToEndOfFile()
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      let last = try #require(bytes.split(separator: 0x0A).last, "\(said)")
      let whole = try #require(try JSONSerialization.jsonObject(with: Data(last)) as? [String: Any])
      return Report(status: process.terminationStatus, whole: whole, errors: said)
    }
  }

  private static func diagnose(_ words: [String]) throws -> Report { try Run(words).report() }

  private static func text(_ words: [String]) throws -> (status: Int32, text: String) {
    let said = try ExitCodeTests.runForBytes(CurlComparison.program, ["--diagnose"] + words)
    return (said.status, String(decoding: said.output, as: UTF8.self))
  }

  /// All at once: they wait, and do not work.
  @Test func `each fault of the demo server is told, and nothing worse`() throws {
    let faults: [(path: String, seconds: Int, alarm: String)] = [
      ("/held", 8, "error delivery.held-by-size"), ("/one-behind", 8, "error delivery.one-behind"),
      ("/cut?idle=4", 16, "warning cut.idle-timeout"), ("/gaps?every=20&interval=0.05", 8, "error id.missing"),
      ("/replay?count=0&interval=0.1", 8, "error id.resume-ignored"), ("/json-error", 4, "error cut.error-body"),
      ("/held-gzip", 12, "error delivery.held-by-compressor"), ("/pretty", 4, "error wire.unprefixed-line"),
      ("/misspelt", 5, "error wire.misspelt-field"), ("/html", 5, "error head.content-type"),
      ("/cors?allow=https://a.example", 5, "error head.cors"),
    ]
    let runs = try faults.map { fault in
      try Run(["--demo=\(fault.path)", "-m", "\(fault.seconds)", "--origin", "https://shop.example"])
    }
    for (run, fault) in zip(runs, faults) {
      let report = try run.report()
      // Most of these streams let in pages of any origin, and some let in none.
      let alarms = fault.alarm == "error head.cors" ? report.alarms : report.alarms.subtracting(["error head.cors"])
      #expect(alarms == [fault.alarm], "\(fault.path)")
      #expect(report.status == (report.alarms.contains { $0.hasPrefix("error") } ? 1 : 0), "\(fault.path)")
      #expect(report.errors == "", "\(fault.path)")
    }
  }

  @Test func `no healthy stream has an error or a warning`() throws {
    let paths = [
      "/mixed", "/orders", "/ticker", "/wiki", "/gzip", "/heartbeat", "/bursts", "/resume", "/event", "/time", "/llm",
      "/firehose?rate=200", "/slow-loris", "/crlf",
    ]
    let runs = try paths.map { try Run(["--demo=\($0)", "-m", "9"]) }
    for (run, path) in zip(runs, paths) {
      let report = try run.report()
      #expect(report.alarms == [], "\(path)")
      #expect(report.status == 0, "\(path)")
      #expect(report.requests.starts(with: ["plain", "browser"]), "\(path)")
    }
  }

  // MARK: What is asked

  @Test func `a request with a body is made once, and as given with --no-probe`() throws {
    let recorder = try RequestRecorder()
    defer { recorder.stop() }
    let url = "http://127.0.0.1:\(recorder.port)/"
    _ = try Self.diagnose(["-d", "x", "-m", "5", url])
    #expect(recorder.take().map(\.method) == ["POST"])
    _ = try Self.diagnose(["--no-probe", "-m", "5", url])
    #expect(recorder.take().count == 1)
  }

  // MARK: Files and pipes

  @Test func `files and pipes are judged without requests`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("data: a\n\nData: b\ndata: c\n\n".utf8), "wrong.sse")
    try folder.write(Array(String(repeating: "data: a\n\n", count: 20).utf8), "right.sse")
    let wrong = try Self.diagnose([folder.path("wrong.sse")])
    #expect(wrong.alarms == ["error wire.misspelt-field"] && wrong.status == 1 && wrong.requests == ["file"])
    let right = try Self.diagnose([folder.path("right.sse")])
    #expect(right.alarms == [] && right.status == 0 && right.whole["verdict"] as? String == "clean")
    let piped = try ExitCodeTests.runForBytes(
      "bash", ["-c", "'\(CurlComparison.program)' --diagnose --format ndjson < '\(folder.path("wrong.sse"))'"])
    #expect(piped.status == 1)
  }

  @Test func `of a recorded response nothing is told that was not recorded`() throws {
    let folder = try TemporaryFolder()
    let recorded = try ExitCodeTests.runForBytes(
      CurlComparison.program,
      ["--demo=/orders?interval=0.05", "--record", folder.path("x.sse"), "-m", "2", "--format", "none", "-q"])
    #expect(recorded.status == 0 || recorded.status == 28)
    let report = try Self.diagnose([folder.path("x.sse")])
    #expect(report.findings.isEmpty && report.status == 0 && report.whole["verdict"] as? String == "clean")
  }

  // MARK: Several

  @Test func `several are judged at once, each by itself, and the worst ends it`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("data: a\n\nData: b\ndata: c\n\n".utf8), "wrong.sse")
    try folder.write(Array(String(repeating: "data: a\n\n", count: 20).utf8), "right.sse")
    // Of two days: neither waits for the other, and each counts its own time.
    for (name, day) in [("early", "24"), ("late", "26")] {
      let lines = [": sse-top at=0.000 start=2026-11-\(day)T12:00:00.000Z"]
      let events = (1...20).map { ": sse-top at=\($0).000 connection=1\nid: \($0)\ndata: \($0)\n" }
      try folder.write(Array((lines + events).joined(separator: "\n").utf8), "\(name).sse")
    }
    let files = ["right", "wrong", "late", "early"].map { folder.path("\($0).sse") }
    let said = try Self.text(["--format", "ndjson", "--summary", folder.path("all")] + files)
    #expect(said.status == 1)
    let lines = try said.text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let wholes = lines.filter { $0["tool"] != nil }
    #expect(wholes.map { $0["source"] as? Int } == [0, 1, 2, 3])
    #expect(wholes.map { $0["url"] as? String } == files)
    #expect(wholes.map { $0["verdict"] as? String } == ["clean", "errors", "clean", "clean"])
    #expect(wholes.map { ($0["seconds"] as? Double)?.rounded() ?? -1 }.suffix(2) == [20, 20])
    #expect(lines.filter { $0["code"] != nil }.map { $0["source"] as? Int } == [1])
    let sum = try JSONSerialization.jsonObject(with: Data(try folder.contents("all"))) as? [String: Any]
    #expect(sum?["verdict"] as? String == "errors" && (sum?["streams"] as? [Any])?.count == 4)
  }

  @Test func `streams and files are judged beside each other`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(String(repeating: "data: a\n\n", count: 20).utf8), "right.sse")
    let said = try Self.text([
      "--demo=/pretty", "-m", "3", "--name", "http://127.0.0.1:1/=nobody", "http://127.0.0.1:1/",
      folder.path("right.sse"),
    ])
    // Who cannot be reached has no stream, which is worse than a fault.
    #expect(said.status == 7)
    #expect(said.text.contains("\n3 streams\n") && said.text.contains("wire.unprefixed-line"))
    #expect(said.text.contains("nobody: http://127.0.0.1:1/"))
    #expect(said.text.hasSuffix("exit status 7\n"))
  }

  // MARK: Answers

  @Test func `an answer that is cut or fails is told, of a request and of what was saved`() throws {
    for (path, code) in [("cut=text", "llm.no-finish"), ("error=text", "llm.error"), ("count=8", "")] {
      let folder = try TemporaryFolder()
      let words = ["--json", "{}", "--demo=/llm?\(path)", "-m", "12"]
      let asked = try Self.diagnose(words)
      #expect(asked.alarms == (code.isEmpty ? [] : ["error \(code)"]), "\(path)")
      #expect(asked.status == (code.isEmpty ? 0 : 1) && asked.requests == ["plain"])
      let words2 = words + ["--record", folder.path("x.sse"), "--format", "none", "-q"]
      _ = try ExitCodeTests.runForBytes(CurlComparison.program, words2)
      let recorded = try Self.diagnose([folder.path("x.sse")])
      #expect(recorded.alarms == asked.alarms, "\(path)")
    }
  }

  // MARK: Ends

  @Test func `--fail-on names what exit status 1 is for`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("data: a\n\nData: b\ndata: c\n\n".utf8), "x.sse")
    for (word, status) in [("never", 0), ("error", 1), ("note", 1), ("id.missing", 0), ("wire.misspelt-field", 1)] {
      #expect(try Self.text(["--fail-on", word, folder.path("x.sse")]).status == Int32(status), "\(word)")
    }
  }

  @Test(arguments: [
    ["--origin", "https://a.example", "http://127.0.0.1:1/"], ["--probe", "http://127.0.0.1:1/"],
    ["--fail-on", "error", "http://127.0.0.1:1/"],
  ])
  func `its options need it`(words: [String]) throws {
    #expect(try ExitCodeTests.runForBytes(CurlComparison.program, words).status == 2)
  }

  @Test(arguments: [
    Array(repeating: "http://127.0.0.1:1/", count: 17), ["--fail-on", "x", "http://127.0.0.1:1/"],
    ["--format", "sse", "http://127.0.0.1:1/"], ["--until", "x", "http://127.0.0.1:1/"],
    ["--record", "x.sse", "http://127.0.0.1:1/"],
  ])
  func `what makes no sense with it is refused`(words: [String]) throws {
    #expect(try Self.text(words).status == 2)
  }

  @Test func `where nobody listens it is curl's number, with the report`() throws {
    let said = try Self.text(["--no-reconnect", "http://127.0.0.1:1/"])
    #expect(said.status == 7 && said.text.contains("exit status 7"))
  }

  @Test func `an interrupt has it print what is known`() throws {
    let said = try ExitCodeTests.runForBytes(
      "timeout", ["--preserve-status", "-s", "INT", "3", CurlComparison.program, "--diagnose", "--demo=/pretty"])
    #expect(said.status == 130)
    #expect(String(decoding: said.output, as: UTF8.self).contains("wire.unprefixed-line"))
  }

  // MARK: Output

  @Test func `no secret is shown, also where the server says it back`() throws {
    let secrets = ["s3cretpassword", "t0kentoken", "h3aderheader"]
    let answer =
      ExitCodeTests.head + "Server: nginx \(secrets[0])\r\n\r\n"
      + "data: a\n\nData: \(secrets.joined(separator: " "))\n\n"
    let server = try RawServer(answer, then: .wait)
    defer { server.stop() }
    for words in [[], ["--format", "ndjson"]] {
      let said = try Self.text(
        words + [
          "-m", "2", "-H", "X-Api-Key: \(secrets[2])",
          "http://me:\(secrets[0])@127.0.0.1:\(server.port)/?token=\(secrets[1])",
        ])
      #expect(said.text.contains("wire.misspelt-field"))
      for secret in secrets { #expect(!said.text.contains(secret), "\(secret)") }
    }
  }

  @Test func `the report goes to the file of -o, and its JSON to that of --summary`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("data: a\n\nData: b\n\n".utf8), "x.sse")
    let said = try Self.text(
      ["-o", folder.path("report"), "--summary", folder.path("summary"), "--color", "always", folder.path("x.sse")])
    #expect(said.status == 1 && said.text == "")
    #expect(String(decoding: try folder.contents("report"), as: UTF8.self).contains("\u{1B}[1;31m"))
    let json = try JSONSerialization.jsonObject(with: Data(try folder.contents("summary"))) as? [String: Any]
    #expect(json?["verdict"] as? String == "errors")
  }
}
