import ArgumentParser
import Completion
package import CurlTransport
package import Dashboard
package import EventFiles
package import EventOutput
package import StreamModel
package import Text

/// What the command line asks for.
package struct Invocation: Sendable {
  /// In the order given.
  package var inputs: [Input]
  /// The path of the demo server that is to be watched too.
  package var demo: String?
  /// How each source is kept up and read.
  package var source: SourceOptions
  /// How files are read.
  package var reading: ReadingOptions
  /// `--record`: where to, and the bytes after which another file is begun.
  package var recording: (path: String, rotation: Int?)?
  /// Which events are shown; the dashboard begins with it.
  package var selection: Selection
  /// `--by`: the path whose values take the place of types.
  package var grouping: JSONPath?
  /// What ends the run by itself.
  package var endings: Endings
  /// What comes out without a dashboard.
  package var output: OutputPlan
  /// What is said on standard error.
  package var speech: Speech
  /// How the dashboard looks.
  package var screen: ScreenOptions
  /// What is told and written when the run has ended.
  package var receipt: ReceiptChoice
  /// What is to be told of the defaults, without the program's name.
  package var notices: [String] = []
  private var names: [(input: Input, name: String)]
  private var template: CurlRequest
  private var query: [UInt8]?

  /// What the user calls an input; names of others may stand in the defaults.
  package func name(of input: Input) -> String? { names.last { $0.input == input }?.name }

  /// What is asked of a URL: one of the inputs, or the demo server's.
  package func request(for url: SourceURL) -> CurlRequest {
    var request = template
    request.url = query.map { Query.appending($0, to: url.text) } ?? url.text
    return request
  }

  /// What words can mean: a run, or a text that somebody asked for.
  package enum Reading: Sendable {
    case run(Invocation)
    case say(String)
  }

  /// Reads the words behind the program's name, and the defaults.
  ///
  /// - Throws: a `UsageError`, before anything but files was touched.
  @MainActor package static func read(_ words: [String], in surroundings: Surroundings) throws(UsageError) -> Reading {
    if let question = question(words, in: surroundings) { return .say(try answer(to: [question])) }
    let isCurlLine = try PastedLine.words(words) != words
    let words = try PastedLine.words(words)
    let given = try ConfigFiles.expanding(
      OptionWords.settings(words, from: .commandLine, isCurlLine: isCurlLine), in: surroundings)
    if given.contains(where: \.isQuestion) { return .say(try answer(to: given)) }
    var (defaults, notices): ([Setting], [String]) = ([], [])
    if !given.contains(where: { $0.name == "disable" }) {
      defaults = try Defaults.settings(in: surroundings, notices: &notices)
    }
    let settings = Precedence.settings(given, over: defaults)
    do {
      var invocation = try invocation(settings, in: surroundings)
      invocation.notices = notices
      return .run(invocation)
    } catch {
      // The parser does not know of files: whose setting fails alone too is to blame.
      throw blame(settings.filter { $0.origin != .commandLine }[...], in: surroundings) ?? error
    }
  }

  /// What is wrong with the first setting that fails alone, where it stands; `nil` if none does.
  @MainActor private static func blame(_ settings: ArraySlice<Setting>, in surroundings: Surroundings) -> UsageError? {
    guard let first = settings.first else { return nil }
    do {
      _ = try invocation(Array(settings), in: surroundings)
      return nil
    } catch {
      if settings.count == 1 { return error.at(first.origin) }
    }
    // By halves: there may be thousands.
    let middle = settings.startIndex + settings.count / 2
    return blame(settings[..<middle], in: surroundings) ?? blame(settings[middle...], in: surroundings)
  }

  @MainActor private static func invocation(
    _ settings: [Setting], in surroundings: Surroundings
  ) throws(UsageError) -> Invocation {
    try AmountCheck.check(settings)
    let command = try SSETopCommand.read(settings)
    var (request, query) = try command.request(in: surroundings)
    var source = try command.source
    // A browser's copied line of a stream that it has resumed: the ID is where to go on, and changes with the stream.
    let resumed = request.headers.last { $0.name.lowercased() == "last-event-id" }
    request.headers.removeAll { $0.name.lowercased() == "last-event-id" }
    if source.lastEventID.isEmpty { source.lastEventID = resumed?.value ?? "" }
    try RequestCheck.check(request, in: surroundings)
    let invocation = Invocation(
      inputs: try command.inputs(in: surroundings), demo: command.display.demo, source: source,
      reading: command.reading, recording: try command.recordingFile, selection: try command.output.selection,
      grouping: try command.output.grouping,
      endings: try command.output.endings, output: try command.output.plan(colours: command.display.color ?? .auto),
      speech: command.output.speech, screen: command.display.screen(environment: surroundings.environment),
      receipt: command.receipt.choice,
      names: try command.display.names(
        isRegularFile: surroundings.isRegularFile, isFolder: surroundings.isFolder),
      template: request, query: query)
    for case .url(let url) in invocation.inputs {
      try RequestCheck.check(url, asked: invocation.request(for: url).url)
    }
    return invocation
  }

  /// `sse-top help`, `sse-top version`: where there is no file of that name, nobody means a host.
  private static func question(_ words: [String], in surroundings: Surroundings) -> Setting? {
    guard words.count == 1, let word = words.first, ["help", "version"].contains(word),
      !surroundings.isRegularFile(word)
    else { return nil }
    return Setting(name: word, origin: .commandLine)
  }

  @MainActor private static func answer(to settings: [Setting]) throws(UsageError) -> String {
    if let shell = settings.last(where: { $0.name == "generate-completion-script" })?.value {
      return try completionScript(for: shell)
    }
    do {
      let questions = settings.filter(\.isQuestion).map { $0.parserWord(place: 0) }
      // One of each, since the parser's work grows with the square of its words.
      _ = try SSETopCommand.parse(Set(questions).sorted())
      return ""
    } catch {
      guard SSETopCommand.exitCode(for: error).isSuccess else { throw UsageError(SSETopCommand.message(for: error)) }
      return SSETopCommand.fullMessage(for: error)
    }
  }
}

extension Invocation {
  @MainActor fileprivate static func completionScript(for shell: String) throws(UsageError) -> String {
    let attachedOnly = Dialect.options.filter { if case .optionalValue = $0.meaning { true } else { false } }.map(
      \.name)
    guard let script = CompletionScript(rawValue: shell),
      let help = ProgramHelp(json: SSETopCommand._dumpHelp(), attachedOnly: Set(attachedOnly))
    else { throw UsageError("The value of --generate-completion-script is bash, zsh or fish.") }
    return script.text(for: help)
  }
}
