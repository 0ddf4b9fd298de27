import ArgumentParser

/// The command line.
struct Options: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The event stream's URL; several are watched together. The scheme may be missing: :3000/x is http://localhost:3000/x; other hosts than this one mean https.",
      valueName: "url"))
  var urls: [String] = []

  @Option(
    help: ArgumentHelp(
      "Start the bundled demo server on a free port and watch it; PATH is /mixed unless given, as in --demo=/time.",
      valueName: "path"))
  var demo: String?
}

/// `top` for event streams.
struct SSETopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sse-top",
    abstract: "Shows Server-Sent Events live: every event as it arrives, how many of which type, how fast.",
    usage: """
      sse-top URL...
      sse-top --demo[=PATH]
      """,
    discussion: """
      Examples:
        sse-top :3000/events/              a stream of this machine
        sse-top https://example.com/feed   any other

      Keys: Tab and the digits switch between event types, Space freezes the view, Enter opens an event, ? tells \
      the rest, q quits.
      """,
    version: Version.text)

  @OptionGroup var options: Options

  /// `--demo` may stand alone, and takes a value only behind `=`: a URL may follow it.
  static func arguments(_ words: [String]) -> [String] {
    let end = words.firstIndex(of: "--") ?? words.endIndex
    return words[..<end].map { $0 == "--demo" ? "--demo=/mixed" : $0 } + words[end...]
  }
}

/// The version of the program.
nonisolated enum Version {
  static let text = "0.1.0"
}
