import Testing

@testable import CommandLine

/// What is said of a request before anything is connected to.
@MainActor @Suite struct RequestCheckTests {
  private static func error(_ words: [String], _ environment: Environment = .made()) throws -> UsageError {
    try #require(throws: UsageError.self) { try Invocation.of(words, in: environment) }
  }

  @Test(arguments: ["http://this is invalid/", "http://", "http://h:99999/", "http://[::1/", "ftp://h/", "mailto:a@b"])
  func `a malformed URL is a usage error with curl's status`(url: String) throws {
    #expect(try Self.error([url]).status == 3)
    #expect(try Self.error(["http://h/", url]).status == 3)
  }

  @Test func `a query that breaks the URL is said of the URL`() throws {
    #expect(try Self.error(["-G", "-d", "a b", "http://h/"]).status == 3)
  }

  @Test(arguments: [
    ["--unix-socket", String(repeating: "x", count: 108)], ["--unix-socket", ""], ["-H", "X-A: 1\nX-B: 2"],
    ["-H", "X-A:\r\nX-B: 2"], ["-A", "a\nb"], ["--accept", "a\rb"], ["-e", "a\nb"], ["-b", "a=b\nc"],
    ["--oauth2-bearer", "a\nb"], ["--resolve", "h"], ["--resolve", "h:1"], ["--resolve", "h:x:127.0.0.1"],
    ["--resolve", "h:70000:127.0.0.1"], ["--resolve", "h:1:name"], ["--connect-to", "h"], ["--connect-to", "h:1:i:x"],
    ["--connect-to", "a:1:b:2:c"], ["-x", "http://a b/"], ["-x", "ftp://h:1"], ["-x", "h:99999"],
  ])
  func `a malformed value is a usage error`(words: [String]) throws {
    #expect(try Self.error(words + ["http://h/"]).status == 2)
  }

  @Test(arguments: [
    ["--unix-socket", String(repeating: "x", count: 107)], ["--resolve", "-h:1"], ["--resolve", "+*:1:127.0.0.1,::1"],
    ["--resolve", "h:1:[::1]"], ["--connect-to", "::e"], ["--connect-to", ":::1"], ["--connect-to", "[::1]:1:[::2]:2"],
    ["-x", "h"], ["-x", "socks5h://u:p@h:1"], ["-x", "[::1]:1"], ["-x", ""], ["-x", "ftp.example.org:1"],
  ])
  func `a value in each of its forms is taken`(words: [String]) throws {
    _ = try Invocation.of(words + ["http://h/"])
  }

  @Test func `a header's line end is said with its place in a file`() throws {
    let files = ["h": "X-A: 1\nX-B: 2\rX-C: 3\n", "k": "url = http://h/\nheader = \"X-A: 1\\nX-B: 2\"\n"]
    let environment = Environment.made(files: files)
    #expect(try Self.error(["-H", "@h", "http://h/"], environment).sentence.contains("(line 2 of h)"))
    #expect(try Self.error(["-K", "k"], environment).origin == .file("k", line: 2))
  }

  @Test func `a malformed URL keeps its status and place in a file`() throws {
    let error = try Self.error(["-K", "k"], .made(files: ["k": "silent\nurl = \"http://this is invalid/\"\n"]))
    #expect(error.origin == .file("k", line: 2) && error.status == 3)
  }

  @Test(arguments: ["--netrc-file", "--cacert", "--cert", "--key", "--capath"])
  func `a file that cannot be read is said by its own name`(option: String) throws {
    let error = try Self.error([option, "/nowhere/file", "http://h/"], .process)
    #expect(error.sentence == "\(option): /nowhere/file cannot be read: there is no such file.")
    #expect(error.status == 26)
    let isFolder = option == "--capath"
    #expect(try Self.error([option, isFolder ? "/dev/null" : "/", "http://h/"], .process).status == 26)
  }
}
