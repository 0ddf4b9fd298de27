import Usage

/// An option of the server: how it is written, what is said of it, and what it sets.
///
/// One table for reading, `--help`, completions and the manual.
struct ServerOption: Sendable {
  /// What the program is asked for instead of serving.
  enum Question: Equatable, Sendable { case list, version, help }

  enum Meaning: Sendable {
    case asks(Question)
    case flag(@Sendable (inout ServerOptions) -> Void)
    /// `false` where the value is wrong.
    case value(@Sendable (inout ServerOptions, String) -> Bool)
    /// The same, of the recording that `serve` names.
    case ofRecording(@Sendable (inout ServerOptions.Recorded, String) -> Bool)
    case flagOfRecording(@Sendable (inout ServerOptions.Recorded) -> Void)
    case completionScript
  }

  var help: ProgramHelp.Argument
  var meaning: Meaning

  /// - Parameters:
  ///   - letter: for one hyphen.
  ///   - value: what its value is called; `nil` for a flag.
  ///   - values: what a value can be.
  ///   - text: sentences, of which shells show the first.
  private init(
    _ name: String, letter: Unicode.Scalar? = nil, value: String? = nil,
    values: ProgramHelp.Argument.Values = .anything, _ text: String, _ meaning: Meaning
  ) {
    help = ProgramHelp.Argument(value == nil ? .flag : .option, value: value, text: text)
    (help.name, help.letter, help.values) = (name, letter, values)
    self.meaning = meaning
  }

  static let all = ofServer + ofRecording + questions + [completions]

  fileprivate static let ofServer: [ServerOption] = [
    ServerOption(
      "host", value: "host",
      """
      The host or address to listen on, 127.0.0.1 by default. With an address of this machine alone, requests for \
      other hosts are refused.
      """,
      .value {
        $0.host = $1
        return !$1.isEmpty
      }),
    ServerOption(
      "port", value: "number",
      "The port, from 0 to 65535; 0 takes a free one. Unless given, that of PORT, or else 3000.",
      .value {
        $0.port = UInt16($1)
        return $0.port != nil
      }),
    ServerOption(
      "seed", value: "number", "Make the streams the same each time (except for dates).",
      .value {
        $0.seed = UInt64($1)
        return $0.seed != nil
      }),
    ServerOption(
      "history", value: "file", values: .files,
      "Keep the events of /resume in this file, so that they outlive the server.",
      .value {
        $0.history = $1
        return !$1.isEmpty
      }),
    ServerOption(
      "record-requests", value: "file", values: .files,
      "Append what each client asked for to this file, a line of JSON each. Credentials are written as they came.",
      .value {
        $0.recordRequests = $1
        return !$1.isEmpty
      }),
    ServerOption("quiet", "Log only what goes wrong.", .flag { $0.isQuiet = true }),
    ServerOption(
      "log-format", value: "form", values: .list(LogFormat.allCases.map(\.rawValue)),
      "The form of the log on standard error, text by default.",
      .value {
        guard let format = LogFormat(rawValue: $1) else { return false }
        $0.logFormat = format
        return true
      }),
    ServerOption(
      "exit-on-eof", "End when standard input ends, as when the parent process ends.",
      .flag { $0.endsWithInput = true }),
  ]

  fileprivate static let ofRecording: [ServerOption] = [
    ServerOption("loop", "Begin again at the end, without end.", .flagOfRecording { $0.isLooped = true }),
    ServerOption(
      "speed", value: "factor", "How many times faster than it was, like 2x or 0.5, from 0.01 to 1000.",
      .ofRecording {
        guard let speed = Speed($1) else { return false }
        $0.speed = speed
        return true
      }),
  ]

  fileprivate static let questions: [ServerOption] = [
    ServerOption("list", "List the streams with their options, and end.", .asks(.list)),
    ServerOption("version", letter: "V", "Show the version.", .asks(.version)),
    ServerOption("help", letter: "h", "Show help information.", .asks(.help)),
  ]

  /// Not told by `--help`: what installs the program asks for it.
  private static let completions = ServerOption("generate-completion-script", value: "shell", "", .completionScript)
}

extension ProgramHelp {
  /// What is said of the server.
  static var ofServer: ProgramHelp {
    var file = Argument(.positional, value: "file", text: "The recording, an event stream.")
    file.values = .files
    let shared = (ServerOption.ofServer + ServerOption.questions).map(\.help)
    return ProgramHelp(
      name: "sse-demo-server", abstract: "Serves streams of Server-Sent Events to test clients with.",
      usage: ["sse-demo-server [OPTIONS]", "sse-demo-server serve [OPTIONS] FILE"],
      discussion: """
        Prints the address it listens on and then nothing more; what happens is logged to standard error. The address, \
        opened in a browser, lists the streams.
        """,
      arguments: shared,
      subcommands: [
        ProgramHelp(
          name: "serve", abstract: "Serves a recording of sse-top, with its own timing, at /recording.",
          discussion: """
            A recording is an event stream with comments like ": sse-top at=12.031 connection=2", which tell when what \
            follows came. Each client gets it from its beginning.
            """,
          arguments: [file] + ServerOption.ofRecording.map(\.help) + shared)
      ])
  }
}
