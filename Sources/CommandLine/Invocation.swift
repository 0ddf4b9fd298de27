package import CurlTransport
package import Dashboard
package import EventFiles
package import EventOutput
package import Metrics
package import StreamModel
package import Text
import Usage

/// The command line, read and checked: inputs, requests, outputs and what to do with them.
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
  /// What the user is called for.
  package var alerts: AlertPlan
  /// What ends the run by itself.
  package var stopConditions: StopConditions
  /// What comes out without a dashboard.
  package var output: OutputPlan
  /// What is said on standard error.
  package var speech: Speech
  /// `--diagnose`; `nil` for a run that shows events.
  package var diagnosis: DiagnosisPlan?
  /// `--compare`; `nil` for a run that compares nothing.
  package var comparison: ComparisonPlan?
  /// How the dashboard looks.
  package var screen: ScreenOptions
  /// What is told and written when the run has ended.
  package var receipt: ReceiptChoice
  /// `--metrics`: where other programs are told how the streams are.
  package var metrics: MetricsAddress?
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

  /// Reads the words after the program's name, and the defaults.
  ///
  /// - Throws: a `UsageError`, before anything but files was touched.
  package static func read(_ words: [String], in environment: Environment) throws(UsageError) -> Reading {
    if let question = question(words, in: environment) { return .say(try answer(to: [question], in: environment)) }
    let isCurlLine = try PastedLine.words(words) != words
    let words = try PastedLine.words(words)
    let given = try ConfigFiles.expanding(
      OptionWords.settings(words, from: .commandLine, isCurlLine: isCurlLine), in: environment)
    if given.contains(where: \.isQuestion) { return .say(try answer(to: given, in: environment)) }
    var (defaults, notices): ([OptionWord], [String]) = ([], [])
    if !given.contains(where: { $0.name == "disable" }) {
      defaults = try Defaults.settings(in: environment, notices: &notices)
    }
    let settings = Precedence.settings(given, over: defaults)
    do {
      var invocation = try invocation(settings, in: environment)
      invocation.notices = notices
      return .run(invocation)
    } catch {
      // What is checked together knows nothing of files: whose setting fails alone too is to blame.
      throw blame(settings.filter { $0.origin != .commandLine }[...], in: environment) ?? error
    }
  }

  /// What is wrong with the first setting that fails alone, where it stands; `nil` if none does.
  private static func blame(_ settings: ArraySlice<OptionWord>, in environment: Environment) -> UsageError? {
    guard let first = settings.first else { return nil }
    do {
      _ = try invocation(Array(settings), in: environment)
      return nil
    } catch {
      if settings.count == 1 { return error.at(first.origin) }
    }
    // By halves: there may be thousands.
    let middle = settings.startIndex + settings.count / 2
    return blame(settings[..<middle], in: environment) ?? blame(settings[middle...], in: environment)
  }

  private static func invocation(
    _ settings: [OptionWord], in environment: Environment
  ) throws(UsageError) -> Invocation {
    let options = try Options(settings)
    var (request, query) = try options.request(in: environment)
    var source = try options.source
    // A browser's copied line of a stream that it has resumed: the ID is where to go on, and changes with the stream.
    let resumed = request.headers.last { $0.name.lowercased() == "last-event-id" }
    request.headers.removeAll { $0.name.lowercased() == "last-event-id" }
    if source.lastEventID.isEmpty { source.lastEventID = resumed?.value ?? "" }
    try RequestCheck.check(request, in: environment)
    let invocation = Invocation(
      inputs: try options.inputs(in: environment), demo: options.display.demo, source: source,
      reading: options.reading, recording: try options.recordingFile, selection: try options.output.selection,
      grouping: try options.output.grouping, alerts: try options.alertPlan,
      stopConditions: try options.output.stopConditions,
      output: try options.output.plan(colours: options.display.color ?? .auto),
      speech: options.output.speech, diagnosis: try options.diagnosisPlan,
      comparison: try options.comparisonPlan,
      screen: options.display.screen(environment: environment.variable),
      receipt: options.receipt.choice, metrics: options.receipt.metrics,
      names: try options.display.names(
        isRegularFile: environment.isRegularFile, isFolder: environment.isFolder),
      template: request, query: query)
    let count = invocation.inputs.count + (invocation.demo == nil ? 0 : 1)
    if invocation.comparison != nil, count != 2 {
      throw UsageError("--compare takes two streams, A and B; here are \(count).")
    }
    if invocation.diagnosis != nil, count > DiagnosisPlan.limit {
      throw UsageError("--diagnose judges at most \(DiagnosisPlan.limit) streams at a time.")
    }
    for case .url(let url) in invocation.inputs {
      try RequestCheck.check(url, asked: invocation.request(for: url).url)
    }
    return invocation
  }

  /// `sse-top help`, `sse-top version`: where there is no file of that name, nobody means a host.
  private static func question(_ words: [String], in environment: Environment) -> OptionWord? {
    guard words.count == 1, let word = words.first, ["help", "version"].contains(word),
      !environment.isRegularFile(word)
    else { return nil }
    return OptionWord(name: word, origin: .commandLine)
  }

  private static func answer(
    to settings: [OptionWord], in environment: Environment
  ) throws(UsageError) -> String {
    if let shell = settings.last(where: { $0.name == "generate-completion-script" })?.value {
      return try completionScript(for: shell)
    }
    return settings.contains { $0.name == "help" }
      ? HelpText(.ofSSETop, columns: environment.columns).text : Version.text
  }
}

extension Invocation {
  fileprivate static func completionScript(for shell: String) throws(UsageError) -> String {
    guard let script = CompletionScript(rawValue: shell) else {
      throw UsageError("The value of --generate-completion-script is bash, zsh or fish.")
    }
    return script.text(for: .ofSSETop)
  }
}
