import Foundation
import Testing

/// The same words given to curl and to sse-top arrive at a server as the same request.
///
/// User-Agent, Accept, Cache-Control and Pragma aside: there sse-top speaks for itself unless it is told.
@Suite struct CurlComparison {
  struct Row: Sendable, CustomTestStringConvertible {
    var words: [String]
    var input = ""
    var files: [String: String] = [:]
    var url: String

    /// `PORT` in words and URL is the server's.
    init(
      _ words: String..., input: String = "", files: [String: String] = [:], url: String = "http://127.0.0.1:PORT/x?a=b"
    ) {
      (self.words, self.input, self.files, self.url) = (words, input, files, url)
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  static let rows: [Row] = [
    Row(),
    Row(url: "http://127.0.0.1:PORT/"),
    Row(url: "http://127.0.0.1:PORT"),
    Row("-sSLN"),
    Row("--max-time", "10.5", "--connect-timeout", "5"),
    Row("-H", "X-A:1", "-H", "X-B:   b: ü", "-H", "X-C;", "-H", "Host: example.com"),
    Row("-H", "Accept: a/b", "-H", "Authorization: Bearer abc", "-H", "X-A: 1", "-H", "X-A: 2"),
    Row("-H", "@h", files: ["h": "X-A: 1\r\n\r\nX-B:2\n"]),
    Row("-H", "@-", input: "X-A: 1\nX-B: 2"),
    Row("-H", "X-R:", "-H", "Accept:"),
    Row("--http1.1"),
    Row("-4", "--interface", "127.0.0.1", "--noproxy", "*"),
    Row("-G", "-d", "a=b", "--data-urlencode", "c=d e/ü"),
    Row("-Gdq", url: "http://127.0.0.1:PORT/x"),
    Row("-G", "-d", "q", url: "http://127.0.0.1:PORT/x?#f"),
    Row("--url-query", "a=b c/ü&", "--url-query", "+d=%20e", "--url-query", "=f"),
    Row("--url-query", "n@f", "--url-query", "@f", files: ["f": "a b\n&"], url: "http://127.0.0.1:PORT/x"),
    Row("--url-query", "q=1", "-d", "a=b"),
  ]

  static let methodRows: [Row] = [
    Row("-X", "DELETE"),
    Row("-sXOPTIONS"),
    Row("-G", "-d", "q", "-X", "PUT", url: "http://127.0.0.1:PORT/x?a&"),
  ]

  static let bodyRows: [Row] = [
    Row("-d", "a=b"),
    Row("-da=b", "-d", "c=d", "--data-raw", "@e"),
    Row("-d", "@f", files: ["f": "a\r\nb\nc"]),
    Row("-d", "@-", "-XPUT", input: "a\nb"),
    Row("--data-binary", "@f", files: ["f": "a\r\nb\nc"]),
    Row("--data-binary", "@f", files: ["f": ""]),
    Row("-d", ""),
    Row("--data-urlencode", "a b", "--data-urlencode", "=c=d", "--data-urlencode", "n m=~/ü"),
    Row("--data-urlencode", "@f", "--data-urlencode", "n@f", files: ["f": "a b\n&"]),
    Row("-d", "n=", "--data-urlencode", "n@f", files: ["f": ""]),
    Row("--json", "{\"a\":", "--json", "1}"),
    Row("--json", "@f", "-H", "Content-Type: application/x", files: ["f": "{\n}\r\n"]),
    Row("--json", "1", "-d", "2"),
    Row("-d", "a", "-H", "Content-Type:"),
    Row("-d", "a", "-X", "GET"),
    Row("-d", String(repeating: "x", count: 2000)),
  ]

  static let identityRows: [Row] = [
    Row("-u", "name:pass:word"),
    Row("-uname:"),
    Row("-u", "a:b", "-H", "Authorization: c"),
    Row("--oauth2-bearer", "abc"),
    Row("-e", "http://r/;auto"),
    Row("-b", "a=b; c=d", "-b", "e=f"),
    Row("-b", "a=b", "-H", "Cookie: c=d"),
    Row("-b", "jar", files: ["jar": jar]),
    Row(
      "-b", "jar", "-b", "a=b", "-b", "@more", files: ["jar": jar, "more": "127.0.0.1\tFALSE\t/\tFALSE\t0\tmore\t1\n"]),
    Row("-b", "jar", "-H", "Cookie: c=d", files: ["jar": jar]),
    Row("-b", "-", input: jar),
    Row("-b", "headers", files: ["headers": headers]),
    Row("-b", ""),
    Row("--compressed"),
    Row("--compressed", "-H", "Accept-Encoding: gzip"),
    Row("--netrc-file", "n", files: ["n": "machine 127.0.0.1 login a password b\n"]),
    Row("-K", "k", files: ["k": "# c\nuser = \"a:b\\\"c\"\nheader: X-A:1\n-d @f # x\ncompressed\n", "f": "1"]),
    Row("-K-", input: "data = \"a b\"\nrequest PUT\n"),
  ]

  /// Those with `yes` are for the server, each for another reason those with `no` are not.
  static let jar = """
    # Netscape HTTP Cookie File
    ALL

    127.0.0.1\tFALSE\t/\tFALSE\t0\tyes-session\t1
    127.0.0.1\tFALSE\t/\tFALSE\t4102444800\tyes-later\t2\r
    127.0.0.1\tTRUE\t/x\tFALSE\t0\tyes-path\t3 4; 5
    #HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t0\tyes-http\t"q"
      127.0.0.1\tFALSE\t/\tFALSE\t0\tyes-empty\t
    127.0.0.1\tFALSE\t/\tTRUE\t0\tsecure-here\t6
    #127.0.0.1\tFALSE\t/\tFALSE\t0\tno-comment\t7
    127.0.0.1\tFALSE\t/\tFALSE\t1\tno-expired\t8
    127.0.0.1\tFALSE\t/y\tFALSE\t0\tno-path\t9
    example.com\tFALSE\t/\tFALSE\t0\tno-host\t10
    .0.0.1\tTRUE\t/\tFALSE\t0\tno-domain\t11
    127.0.0.1 FALSE / FALSE 0 no-tabs 12
    127.0.0.1\tFALSE\t/\tFALSE\tno-fields\t13
    127.0.0.1\tFALSE\t/\tFALSE\t0\tyes-last\t14
    """

  static let headers = """
    HTTP/1.1 200 OK
    Set-Cookie: yes=1; domain=127.0.0.1; path=/
    set-cookie:  yes-too=2; Max-Age=1000; domain=127.0.0.1
    Set-Cookie: no-expired=3; expires=Thu, 01 Jan 1970 00:00:01 GMT; domain=127.0.0.1
    Set-Cookie: no-host=4; domain=example.com
    Set-Cookie: without-domain=5
    Content-Type: text/html
    """

  static let routeRows: [Row] = [
    Row("-x", "127.0.0.1:PORT", url: "http://example.invalid/x"),
    Row("-xhttp://127.0.0.1:PORT", "-U", "a:b", "-u", "c:d", url: "http://example.invalid/x"),
    Row("-x", "127.0.0.1:1", "--noproxy", "127.0.0.1"),
    Row("-x", "127.0.0.1:1", "-x", ""),
    Row("--resolve", "example.invalid:PORT:127.0.0.1", url: "http://example.invalid:PORT/x"),
    Row("--connect-to", "example.invalid:80:127.0.0.1:PORT", url: "http://example.invalid/x"),
    Row("--connect-to", "::127.0.0.1:PORT", url: "http://name:word@example.invalid/x"),
  ]

  static let program = "\(URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path)/sse-top"
  static let curl = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/curl" }.first
  {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static var canRun: Bool { curl != nil && FileManager.default.isExecutableFile(atPath: program) }

  @Test(
    .enabled(if: canRun, "curl is not installed, or sse-top not built"),
    arguments: rows + methodRows + bodyRows + identityRows + routeRows)
  func `V-08 the same request arrives`(_ row: Row) throws { try Self.compare(row) }

  private static func compare(_ row: Row) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sse-top-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in row.files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let recorder = try RequestRecorder()
    defer { recorder.stop() }
    let words = (row.words + [row.url]).map { $0.replacing("PORT", with: "\(recorder.port)") }
    let input = folder.appending(path: "standard input")
    try Data(row.input.utf8).write(to: input)
    try Self.run(try #require(Self.curl), ["-sN"] + words, in: folder, input: input)
    let asked = recorder.take()
    try Self.run(Self.program, words, in: folder, input: input)
    let answer = recorder.take()
    #expect(asked.count == 1)
    #expect(answer.map { Self.comparable($0, words) } == asked.map { Self.comparable($0, words) })
  }

  private static func run(_ program: String, _ words: [String], in folder: URL, input: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = words
    process.currentDirectoryURL = folder
    // No curlrc, no defaults, no proxy of this machine.
    process.environment = ["HOME": folder.path]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
  }

  /// Without the headers of our own, those that the words name excepted.
  private static func comparable(_ record: RequestRecorder.Record, _ words: [String]) -> RequestRecorder.Record {
    var record = record
    let own = ["user-agent", "accept", "cache-control", "pragma"].filter { name in
      !words.contains { $0.lowercased().hasPrefix(name + ":") }
    }
    record.headers.removeAll { header in own.contains { header.hasPrefix($0 + ":") } }
    // Some releases of curl write what -G escapes in small letters, which mean the same (RFC 3986, 2.1).
    record.target = record.target.replacing(#/%[0-9a-f]{2}/#) { $0.output.uppercased() }
    return record
  }
}
