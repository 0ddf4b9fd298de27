import StreamModel
import Testing

@testable import CommandLine

/// What is refused, and in which words.
@MainActor @Suite struct UsageErrorTests {
  static func message(_ words: [String], in environment: Environment = .made()) -> String? {
    do {
      _ = try Invocation.of(words, in: environment)
      return nil
    } catch { return (error as? UsageError)?.message }
  }

  @Test(
    arguments: [
      (["--hedaer", "x"], "Unknown option '--hedaer'. Did you mean '--header'?"),
      (["--data-urlencoded", "x"], "Unknown option '--data-urlencoded'. Did you mean '--data-urlencode'?"),
      (["--bogus"], "Unknown option '--bogus'."),
      (["--user-agen"], "Unknown option '--user-agen'. Did you mean '--user-agent'?"),
      (["--no-header"], "Unknown option '--no-header'. Did you mean '--header'?"),
      (["-sW"], "Unknown option '-W'."),
      (["x", "-sNX"], "The option '--request (-X)' needs a value."),
      (["x", "--data"], "The option '--data (-d)' needs a value."),
      (
        ["--summary", "--no-reconnect", "x"],
        "The option '--summary' needs a file, and '--no-reconnect' looks like an option; a file is './--no-reconnect'."
      ),
      (["x", "-o", "-N"], "The option '--output (-o)' needs a file, and '-N' looks like an option; a file is './-N'."),
      (["--get=1"], "The option '--get' takes no value."),
      (["--no-compressed=1"], "The option '--no-compressed' takes no value."),
      (["-d@none"], "--data: none cannot be read: there is no such file."),
      (
        ["-b", "jar"],
        "--cookie takes 'NAME=VALUE' or a file of cookies, and that file cannot be read: there is no such file."
      ),
      (["--url-query", "@none"], "--url-query: none cannot be read: there is no such file."),
      (
        ["--tls-max", "1.4"],
        "The value '1.4' is invalid for '--tls-max <version>'. Please provide one of 'default', '1.0', '1.1', '1.2' or '1.3'."
      ),
      (["--compare", "x"], "--compare takes two streams, A and B; here are 1."),
      (["--compare", "x", "y", "z"], "--compare takes two streams, A and B; here are 3."),
      (["--compare-key", "id", "x"], "--compare-key goes with --compare."),
      (["--window", "3", "x"], "--window goes with --compare."),
      (
        ["--compare", "x", "y", "--compare-key", "order"],
        "The value 'order' is invalid for '--compare-key': it is id, data or a path, as .order.number."
      ),
      (
        ["--compare", "x", "y", "--window", "0"],
        "The value '0' is invalid for '--window': it is a time in seconds, from 0.1 to 3600."
      ),
      (["--tls-max", "1.2", "--tlsv1.3"], "The value of --tls-max is older than what --tlsv1.3 asks for."),
      (
        ["--no-clobber"],
        "The option '--no-clobber' of curl is not supported: -o overwrites its file, other than an input."
      ),
      (
        ["--max-event", "0"],
        "The value '0' is invalid for '--max-event': it is a number of bytes, or of K, M or G, as 64K."
      ),
      (
        ["--rotate", "5MB"],
        "The value '5MB' is invalid for '--rotate': it is a number of bytes, or of K, M or G, as 64K."
      ),
      (["--retry-on", "5x"], "The value '5x' is invalid for '--retry-on': it is a list of statuses, as 404,5xx."),
      (["-m", "nan"], "The value 'nan' is invalid for '--max-time': it is a time in seconds, as 2 or 0.5."),
      (["--speed", "fast"], "The value 'fast' is invalid for '--speed': it is a factor, as 2x or 0.5, or max."),
      (
        ["--from", "noon"],
        "The value 'noon' is invalid for '--from': it is a time since the beginning, as 90 or 1m30s, a time of day, as 05:01:30, or 2026-11-21T05:01:30Z."
      ),
      (["--fps", "0"], "The value '0' is invalid for '--fps': it is a whole number from 1 to 240."),
      (
        ["h", "--record", "-"], "--record needs the name of a file; --format sse writes the stream to standard output."
      ),
      (
        ["curl -N 'http://h/"], "In the quoted curl line a quote is not closed, or a backslash stands at the end."
      ),
      (["--max-redirs=-2"], "The value of --max-redirs is a count, or -1 for no limit."),
      (["-X", "A\r\nB: c"], "The method of --request is not a word of visible ASCII characters."),
      (["--last-event-id", "a\nb"], "The value of --last-event-id holds a line end or NUL."),
      (
        ["-O"],
        "The option '--remote-name (-O)' of curl is not supported: a stream's URL names no file; -o FILE names one."
      ),
    ] as [([String], String)])
  func `a wrong word is refused with a sentence`(words: [String], sentence: String) {
    #expect(Self.message(words) == sentence)
  }

  @Test(arguments: [
    ["-H", "SECRET"], ["-H", "Bearer SECRET: x"], ["-u", "SECRET"], ["--tokn=SECRET"], ["-WSECRET"],
    ["-X", "SECRET\n"],
    ["--get=SECRET"], ["-b", "SECRET"], ["-H", "@headers"], ["-K", "config"], ["--bearer", "SECRET", "x"],
  ])
  func `a message repeats no value that may be a secret`(words: [String]) throws {
    let world = Environment.made(files: ["headers": "\nSECRET", "config": "user SECRET"])
    let message = try #require(Self.message(words + ["http://h/"], in: world))
    #expect(!message.contains("SECRET"))
  }

  @Test func `bytes of a terminal's language are not repeated raw`() throws {
    let message = try #require(Self.message(["--\u{1B}[31mred"]))
    #expect(!message.unicodeScalars.contains("\u{1B}"))
  }

  @Test func `no words are no mistake of the reader's`() throws {
    #expect(try Invocation.of([]).urls.isEmpty)
    #expect(try Invocation.of(["--demo"]).demo == "/mixed")
    let invocation = try Invocation.of(["--demo", "http://a/"])
    #expect(invocation.urls.map(\.text) == ["http://a/"])
    #expect(try Invocation.of(["--demo=/time"]).demo == "/time")
  }

  @Test func `what is refused is named, with a sentence of what there is`() throws {
    for option in OptionTable.options {
      guard case .refused(let way) = option.meaning else { continue }
      let message = try #require(Self.message(["http://h/", "--\(option.name)"]))
      #expect(message == "The option '\(option.label)' of curl is not supported: \(way).")
      #expect(way.count > 15 && !way.hasSuffix("."))
    }
  }
}
