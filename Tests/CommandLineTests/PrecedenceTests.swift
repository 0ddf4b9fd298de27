import CurlTransport
import Dashboard
import StreamModel
import TestSupport
import Testing

@testable import CommandLine

/// Which of several settings holds: files before the environment's, those before the words'; the later one wins.
@MainActor @Suite struct PrecedenceTests {
  private static let file = Origin.file("config", line: 1)

  private static func words(_ words: [String], from origin: Origin = .commandLine) throws -> [OptionWord] {
    try OptionWords.settings(words, from: origin)
  }

  /// What is left of the defaults and of the words, written as words again.
  private static func left(_ given: [String], over defaults: [String]) throws -> [String] {
    try Precedence.settings(words(given), over: words(defaults, from: file)).map { word in
      "--\(word.name)" + (word.value.map { "=\($0)" } ?? "")
    }
  }

  /// A random option that there may be many of or one, with a value that is right, or without.
  private static func word(_ dice: inout SeededGenerator) -> String {
    let words = [
      "--http2", "--http1.1", "--compressed", "--no-compressed", "--insecure", "--no-insecure", "--fps=10", "--fps=20",
      "--user-agent=a", "--user-agent=b", "--header=A: 1", "--header=a: 2", "--header=B: 1", "--data=x", "--json={}",
      "--cookie=a=1", "--cookie=b=2", "--no-reconnect", "--reconnect", "--max-retries=2", "--type=a", "--type=b",
    ]
    return words.randomElement(using: &dice) ?? words[0]
  }

  @Test(arguments: UInt64(0)..<200)
  func `defaults come first, words keep their order, and nothing is made up`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let defaults = (0..<6).map { _ in Self.word(&dice) }
    let given = (0..<6).map { _ in Self.word(&dice) }
    let all = try Self.words(defaults, from: Self.file) + Self.words(given)
    let left = try Precedence.settings(Self.words(given), over: Self.words(defaults, from: Self.file))
    var rest = all[...]
    for word in left {
      let place = try #require(rest.firstIndex(of: word))
      rest = rest[(place + 1)...]
    }
    // Decided once, it is decided.
    #expect(Precedence.settings(left, over: []) == left)
    // Of the words only those go that a later one takes back.
    let alone = try Precedence.settings(Self.words(given), over: [])
    #expect(left.filter { $0.origin == .commandLine } == alone)
  }

  @Test(arguments: UInt64(0)..<200)
  func `the words' fields are as without defaults, where both set the same`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let given = (0..<9).map { _ in Self.word(&dice) }.filter { !$0.hasPrefix("--type") && !$0.hasPrefix("--header") }
    // The same options, whatever their values were.
    let defaults = given.map { $0.replacing("=10", with: "=11").replacing("=a", with: "=z") }
    let left = try Precedence.settings(Self.words(given), over: Self.words(defaults, from: Self.file))
    let alone = try Precedence.settings(Self.words(given), over: [])
    #expect(try Options(left) == Options(alone))
  }

  @Test(arguments: 0..<8)
  func `the nearest of file, environment and words wins`(places: Int) throws {
    let (inFile, inVariable, inWords) = (places & 1 != 0, places & 2 != 0, places & 4 != 0)
    let world = DefaultsTests.world(
      config: inFile ? "-A file\n--max-retries 1\n--fps 10" : nil,
      options: inVariable ? "-A env --retry 2 --fps=20" : nil)
    let words = inWords ? ["-Awords", "--max-retries=3", "--fps", "30"] : []
    let invocation = try Invocation.of(words + ["http://h/"], in: world)
    let nearest = inWords ? 3 : inVariable ? 2 : inFile ? 1 : 0
    let agent = invocation.request(for: invocation.urls[0]).userAgent
    #expect(agent == [try Self.agent(), "file", "env", "words"][nearest])
    #expect(invocation.source.retryLimit == [nil, 1, 2, 3][nearest])
    #expect(invocation.screen.framesPerSecond == [60, 10, 20, 30][nearest])
  }

  /// What says who asks where nothing else does.
  private static func agent() throws -> String? {
    let invocation = try Invocation.of(["http://h/"])
    return invocation.request(for: invocation.urls[0]).userAgent
  }

  @Test func `a synonym is the option that it stands for, wherever either is given`() throws {
    for option in OptionTable.options {
      guard case .synonym(let other, let prefix) = option.meaning else { continue }
      let (synonym, plain) = (["--\(option.name)=1"], ["--\(other)=\(prefix)1"])
      #expect(try Self.words(synonym) == Self.words(plain), "--\(option.name)")
      for (given, defaults) in [(synonym, ["--\(other)=2"]), (["--\(other)=2"], synonym)] {
        let expected = try Options(
          Precedence.settings(
            Self.words(given == synonym ? plain : given),
            over: Self.words(defaults == synonym ? plain : defaults, from: Self.file)))
        let settings = try Precedence.settings(Self.words(given), over: Self.words(defaults, from: Self.file))
        #expect(try Options(settings) == expected, "--\(option.name)")
      }
    }
  }

  @Test(
    arguments: [
      // One header of a name, however it is written; others stay.
      (["-HA: 1"], ["-Ha: 2", "-HB: 3"], ["--header=B: 3", "--header=A: 1"]),
      // All that makes a body is one topic.
      (["--json={}"], ["-da", "--data-raw=b", "--fps=1"], ["--fps=1", "--json={}"]),
      // Of several of one place none is lost.
      (["-HA: 1", "-HA: 2"], [], ["--header=A: 1", "--header=A: 2"]),
      // What signs in replaces what signs in otherwise.
      (["-ume:x"], ["--oauth2-bearer=t", "-HAuthorization: b"], ["--user=me:x"]),
      (["-HAuthorization: b"], ["-ume:x", "--netrc"], ["--header=Authorization: b"]),
      // A number of retries is a wish to reconnect.
      (["--max-retries=2"], ["--no-reconnect"], ["--max-retries=2"]),
      // Taken back is what stands before, and not what stands after.
      (["--no-compressed"], ["--compressed"], []),
      (["--compressed"], ["--no-compressed"], ["--compressed"]),
    ] as [([String], [String], [String])])
  func `of what adds up the words take the place of the defaults`(
    given: [String], defaults: [String], left: [String]
  ) throws {
    #expect(try Self.left(given, over: defaults) == left)
  }

  private func request(_ defaults: String, _ words: String...) throws -> (CurlRequest, SourceOptions) {
    var environment = Environment.process
    environment.variable = { $0 == "SSE_TOP_OPTS" ? defaults : nil }
    guard case .run(let run) = try Invocation.read(words + ["http://x/"], in: environment) else {
      throw UsageError("no run")
    }
    return (run.request(for: run.urls[0]), run.source)
  }

  @Test func `what the command line says of who asks takes the place of all that the defaults say`() throws {
    let (basic, _) = try request("--oauth2-bearer deftok", "-u", "a:b")
    #expect(basic.credentials.bearer == nil && basic.credentials.user == "a:b")
    let (bearer, _) = try request("-u a:b", "--oauth2-bearer", "t")
    #expect(bearer.credentials.bearer == "t" && bearer.credentials.user == nil)
    let (plain, _) = try request("-H 'Authorization: Bearer deftok'", "-u", "a:b")
    #expect(plain.headers.isEmpty)
    let (typed, _) = try request("-H 'Accept: */*'", "--accept", "text/x")
    #expect(typed.headers.isEmpty && typed.accept == "text/x")
    let (header, _) = try request("-b a=b", "-H", "Cookie: c=d")
    #expect(header.cookie == nil)
  }

  @Test func `retries that are asked for displace a default of none`() throws {
    let (_, source) = try request("--no-reconnect", "--max-retries", "5")
    #expect(source.reconnection == .usual && source.retryLimit == 5)
  }

  @Test func `a Last-Event-ID header is where to go on, and no header of every request`() throws {
    let (asked, source) = try request("", "-H", "Last-Event-ID: 55")
    #expect(asked.headers.isEmpty && source.lastEventID == "55")
    #expect(try request("", "-H", "Last-Event-ID: 55", "--last-event-id", "7").1.lastEventID == "7")
  }
}
