import CurlTransport
import StreamModel
import TestSupport
import Testing

@testable import CommandLine

/// The environment's options and the two kinds of files.
@MainActor @Suite struct DefaultsTests {
  static func world(config: String? = nil, options: String? = nil, files: [String: String] = [:]) -> Environment {
    var files = files
    files["/home/me/.config/sse-top/config"] = config
    var environment = ["HOME": "/home/me"]
    environment["SSE_TOP_OPTS"] = options
    return .made(files: files, environment: environment)
  }

  static func request(_ words: [String], in world: Environment) throws -> CurlRequest {
    let invocation = try Invocation.of(words + ["http://h/"], in: world)
    return invocation.request(for: invocation.urls[0])
  }

  // MARK: SSE_TOP_OPTS

  @Test(
    arguments: [
      ("", []), ("  a  b\tc\n", ["a", "b", "c"]), (#"'a b' "c d" e\ f"#, ["a b", "c d", "e f"]),
      (#"a'b'"c"\d"#, ["abcd"]), (#"'' """#, ["", ""]), (#"'\n' "\n\"\$\\" \n"#, [#"\n"#, #"\n"$\"#, "n"]),
    ] as [(String, [String])])
  func `words are split as a shell splits them`(text: String, words: [String]) throws {
    #expect(try ShellWords.words(of: text) == words)
  }

  @Test(arguments: ["'", "\"a", "a\\", "'a' \"b", "\"\\"])
  func `an open quote is refused`(text: String) {
    #expect(throws: ShellWords.UnclosedQuote.self) { try ShellWords.words(of: text) }
    #expect(
      UsageErrorTests.message(["h"], in: Self.world(options: text))
        == "SSE_TOP_OPTS: a quote is not closed, or a backslash stands at the end.")
  }

  @Test(arguments: UInt64(0)..<200)
  func `whatever is quoted comes back as it was`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let words = (0..<4).map { _ in dice.hostileWords(count: Int.random(in: 0...8, using: &dice)) }
    let quoted: [(String) -> String] = [
      { text in "'" + text.unicodeScalars.map { $0 == "'" ? #"'\''"# : String($0) }.joined() + "'" },
      { text in
        "\"" + text.unicodeScalars.map { "\"\\$`".unicodeScalars.contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
      },
      { text in text.isEmpty ? "''" : text.unicodeScalars.map { "\\\($0)" }.joined() },
    ]
    let text = words.map { (quoted.randomElement(using: &dice) ?? quoted[0])($0) }.joined(separator: " ")
    // Scalars, for a combining mark may join the quote before it.
    #expect(try ShellWords.words(of: text).map { Array($0.unicodeScalars) } == words.map { Array($0.unicodeScalars) })
  }

  // MARK: our config file

  @Test func `the file has an option a line, and comments`() throws {
    let config = """
      # mine
      --user-agent=me too

        -H X-A: 1 = 1
      -HX-B: 2
      --header "X-C: 3"
      --cookie 'a=b'
      -sk
      --connect-timeout 2
      --proxy=
      """
    let request = try Self.request([], in: Self.world(config: config))
    #expect(request.userAgent == "me too")
    #expect(request.headers.map(\.name) == ["X-A", "X-B", "X-C"])
    #expect(request.headers.map(\.value) == ["1 = 1", "2", "3"])
    #expect(request.cookie == "a=b")
    #expect(request.tls.isInsecure)
    #expect(request.connectTimeout == .seconds(2))
    #expect(request.route.proxy == "")
  }

  @Test func `XDG_CONFIG_HOME says where it is, if it is absolute`() throws {
    let files = ["/etc/me/sse-top/config": "-A x", "/h/.config/sse-top/config": "-A h"]
    for (folder, name) in [("/etc/me", "x"), ("me", "h"), ("", "h")] {
      let world = Environment.made(files: files, environment: ["XDG_CONFIG_HOME": folder, "HOME": "/h"])
      #expect(try Self.request([], in: world).userAgent == name)
    }
  }

  @Test func `the command line wins over SSE_TOP_OPTS, and that over the file`() throws {
    let config = "-A file\n-e file\n-H A: file\n-H B: file\n-H C: file\n-b f=1\n-X FILE\n-k\n--compressed\n-d x"
    let world = Self.world(config: config, options: "-A env -e env -H 'b: env' --no-insecure")
    let request = try Self.request(["-A", "given", "-H", "A: given", "-b", "g=1", "--no-compressed", "-dy"], in: world)
    #expect(request.userAgent == "given")
    #expect(request.referer == "env")
    #expect(request.method == "FILE")
    #expect(request.headers.filter { $0.name == "A" }.map(\.value) == ["given"])
    #expect(request.headers.filter { $0.name == "C" }.map(\.value) == ["file"])
    #expect(request.cookie == "g=1")
    #expect(request.body == Array("y".utf8))
    #expect(!request.tls.isInsecure && !request.isCompressed)
  }

  @Test func `-q leaves the defaults out, also broken ones`() throws {
    let world = Self.world(config: "--bogus", options: "'")
    #expect(try Self.request(["-q"], in: world) == RequestTests.plain(at: "http://h/"))
    #expect(throws: Invocation.NoRun.self) { try Invocation.of(["--help"], in: world) }
  }

  @Test(arguments: [
    ("\n--bogus", "2: Unknown option '--bogus'."), ("-H", "1: The option '--header (-H)' needs a value."),
    ("http://x/", "1: A line begins with an option, as --header."),
    ("-k\n\n--url x", "3: A URL can only stand on the command line, or in a file given with --config."),
    ("-k\n--max-retries many", "2: The value 'many' is invalid for '--max-retries': it is a whole number from 0 on."),
    ("-k\n-H SECRET", "2: A header is not 'Name: value', 'Name:' or 'Name;'."),
    ("--get x", "1: The option '--get' takes no value."), ("-", "1: A line begins with an option, as --header."),
    ("\u{FEFF}-k\n--help", "2: --help can only stand on the command line."),
    ("--version", "1: --version can only stand on the command line."),
    ("-k\n-V", "2: --version can only stand on the command line."),
    ("-d @none", "1: --data: none cannot be read: there is no such file."),
  ])
  func `a mistake in the file is told with its line`(config: String, message: String) {
    #expect(
      UsageErrorTests.message(["h"], in: Self.world(config: config)) == "/home/me/.config/sse-top/config:" + message)
  }

  @Test(arguments: ["help", "version", "generate-completion-script=bash"])
  func `what is a question is refused in the defaults, and asked by a -K file`(option: String) {
    let name = option.prefix { $0 != "=" }
    let sentence = "--\(name) can only stand on the command line."
    #expect(
      UsageErrorTests.message(["h"], in: Self.world(config: "-k\n--\(option)"))
        == "/home/me/.config/sse-top/config:2: " + sentence)
    #expect(UsageErrorTests.message(["h"], in: Self.world(options: "-k --\(option)")) == "SSE_TOP_OPTS: " + sentence)
    #expect(UsageErrorTests.message(["h"], in: Self.world(options: "-K f", files: ["f": "--\(option)"])) != nil)
    #expect(throws: Invocation.NoRun.self) { try Invocation.of(["-K", "f"], in: Self.world(files: ["f": "help"])) }
  }

  @Test func `a byte order mark before text is none of it`() throws {
    let mark = "\u{FEFF}"
    #expect(try Self.request([], in: Self.world(config: mark + "-A me")).userAgent == "me")
    #expect(try Self.request([], in: Self.world(config: mark + "# mine\n-A me")).userAgent == "me")
    #expect(try Self.request([], in: Self.world(options: mark + "-A me")).userAgent == "me")
    #expect(try Self.request(["-K", "f"], in: Self.world(files: ["f": mark + "-A me"])).userAgent == "me")
    #expect(
      try Self.request(["-H", "@f"], in: Self.world(files: ["f": mark + "X-A: 1"])).headers.map(\.name) == ["X-A"])
  }

  // MARK: curl's config file

  @Test func `a file of curl's is read as curl reads it`() throws {
    let file = #"""
      # comment
      url = "http://h/a"
        user-agent = "say \"hi\"\t\\ü"   # comment
      header: X-A:1
      -H "X-B: =:"
      --request PUT
      compressed
      insecure # comment
      -sN
      url=http://h/b
      connect-timeout 3 ignored
      proxy = ""
      header = "X-C: open
      """#
    let invocation = try Invocation.of(["-K", "f"], in: Self.world(files: ["f": file]))
    #expect(invocation.urls.map(\.text) == ["http://h/a", "http://h/b"])
    let request = invocation.request(for: invocation.urls[0])
    #expect(request.userAgent == "say \"hi\"\t\\ü")
    #expect(request.headers.map(\.name) == ["X-A", "X-B", "X-C"])
    #expect(request.headers.map(\.value) == ["1", "=:", "open"])
    #expect(request.method == "PUT")
    #expect(request.isCompressed && request.tls.isInsecure)
    #expect(request.connectTimeout == .seconds(3))
    #expect(request.route.proxy == "")
  }

  @Test func `a file stands for its options where it is named, and may come from standard input`() throws {
    let world = Environment.made(files: ["f": "-A file\nconfig = g", "g": "-d g"], input: "-A input")
    #expect(try Self.request(["-A", "x", "-Kf"], in: world).userAgent == "file")
    #expect(try Self.request(["-Kf", "-A", "x", "-dx"], in: world).userAgent == "x")
    #expect(try Self.request(["-Kf", "-dx"], in: world).body == Array("g&x".utf8))
    #expect(try Self.request(["-K-"], in: world).userAgent == "input")
  }

  @Test(arguments: [
    ("user-agnt = x", "f:1: Unknown option '--user-agnt'. Did you mean '--user-agent'?"),
    ("\nget = x", "f:2: The option '--get' takes no value."),
    ("header", "f:1: The option '--header (-H)' needs a value."),
    ("max-retries = many", "f:1: The value 'many' is invalid for '--max-retries': it is a whole number from 0 on."),
    ("config = none", "f:1: --config: none cannot be read: there is no such file."),
    ("config = f", "f:1: Files given with --config name each other more than 8 deep."),
  ])
  func `a mistake in a file of curl's is told with its line`(file: String, message: String) {
    #expect(UsageErrorTests.message(["-K", "f", "h"], in: Self.world(files: ["f": file])) == message)
  }
}
