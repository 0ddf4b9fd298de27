import Testing
import Usage

@testable import sse_demo_server

@Suite struct ServerWordsTests {
  private func options(_ words: String...) throws -> ServerOptions {
    guard case .serve(let options) = try ServerWords.read(words) else { throw NotServed() }
    return options
  }

  private struct NotServed: Error {}

  @Test func `each option sets its field, attached or next, before and after a subcommand`() throws {
    #expect(try options() == ServerOptions())
    var all = ServerOptions()
    (all.host, all.port, all.seed) = ("::1", 0, 7)
    (all.history, all.recordRequests, all.logFormat) = ("h", "=r", .json)
    (all.isQuiet, all.endsWithInput) = (true, true)
    let words = [
      "--host", "::1", "--port=0", "--seed", "7", "--history=h", "--record-requests==r", "--log-format", "json",
      "--quiet", "--exit-on-eof",
    ]
    #expect(try ServerWords.read(words) == .serve(all))
    all.recording = .init(path: "-x", speed: Speed(factor: 0.5), isLooped: true)
    #expect(try ServerWords.read(["--loop", "serve"] + words + ["--speed", "0.5x", "--", "-x"]) == .serve(all))
    // The last one counts.
    #expect(try options("--port", "1", "--port", "2").port == 2)
  }

  @Test func `questions are answered, help before all`() throws {
    for (words, question) in [
      (["--list"], .list), (["-V"], .version), (["--version"], .version), (["-h"], .help), (["help", "serve"], .help),
      (["--list", "--help", "--version"], .help), (["serve", "--help"], .help), (["serve", "--list"], .list),
    ] as [([String], ServerOption.Question)] {
      #expect(try ServerWords.read(words) == .answer(question), "\(words)")
    }
    #expect(try ServerWords.read(["--generate-completion-script=fish"]) == .completionScript(.fish))
  }

  @Test(arguments: [
    (["--bogus"], "Unknown option '--bogus'."),
    (["--por", "1"], "Unknown option '--por'. Did you mean '--port'?"),
    (["-x"], "Unknown option '-x'."),
    (["--port"], "The option '--port' needs a value."),
    (["--history", "--quiet"], "The option '--history' needs a value."),
    (["--quiet=1"], "The option '--quiet' takes no value."),
    (["--log-format", "xml"], "The value 'xml' is wrong for '--log-format': it is text or json."),
    (["--generate-completion-script", "tcsh"], "The value of --generate-completion-script is bash, zsh or fish."),
    (["serve"], "'serve' needs a file, a recording of sse-top."),
    (["serve", "a", "b\u{1b}[2J"], "The word 'b^[[2J' means nothing here."),
    (["foo"], "The word 'foo' means nothing here."),
    (["--loop"], "The option '--loop' is of 'serve', which plays a recording."),
    (["--speed=2x"], "The option '--speed' is of 'serve', which plays a recording."),
  ])
  func `what is wrong is said in a sentence`(words: [String], sentence: String) {
    let mistake = #expect(throws: ServerUsageError.self) { try ServerWords.read(words) }
    #expect(mistake?.sentence == sentence)
  }

  @Test(arguments: [
    ["--port", "x"], ["--port=65536"], ["--port=-1"], ["--port="], ["--seed=-1"], ["--host="], ["--history="],
    ["--record-requests="], ["--log-format="], ["serve", "x", "--speed=0"], ["serve", "x", "--speed=1e9"],
  ])
  func `a wrong value is said with what it can be`(words: [String]) throws {
    let mistake = #expect(throws: ServerUsageError.self) { try ServerWords.read(words) }
    let option = try #require(words.last { $0.hasPrefix("--") }?.dropFirst(2).prefix { $0 != "=" })
    #expect(try #require(mistake).sentence.contains("is wrong for '--\(option)'"))
  }

  @Test func `help tells every option and the subcommand`() {
    let text = HelpText(.ofServer, columns: 80).text
    for option in ServerOption.all where !option.help.text.isEmpty {
      #expect(text.contains("--\(option.help.name)"))
    }
    #expect(text.contains("\nSERVE:\n") && text.contains("  <file>"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
