import ArgumentParser
import CurlTransport
import StreamModel

/// What the command line asks for.
nonisolated struct Invocation: Sendable {
  /// In the order given.
  var inputs: [Input]
  /// The path of the demo server that is to be watched too.
  var demo: String?
  /// How each source is kept up and read.
  var source: SourceOptions
  /// How files are read.
  var reading: ReadingOptions
  /// `--record`: where to, and the bytes after which another file is begun.
  var recording: (path: String, rotation: Int?)?
  /// Which events are shown; the dashboard begins with it.
  var selection: Selection
  /// What ends the run by itself.
  var endings: Endings
  /// What comes out without a dashboard.
  var output: OutputPlan
  /// How the dashboard looks.
  var screen: ScreenOptions
  /// What is told and written when the run has ended.
  var receipt: ReceiptChoice
  private var names: [(input: Input, name: String)]
  private var template: CurlRequest
  private var query: [UInt8]?

  /// What the user calls an input; names of others may stand in the defaults.
  func name(of input: Input) -> String? { names.last { $0.input == input }?.name }

  /// What is asked of a URL: one of the inputs, or the demo server's.
  func request(for url: SourceURL) -> CurlRequest {
    var request = template
    request.url = query.map { Query.appending($0, to: url.text) } ?? url.text
    return request
  }

  /// What words can mean: a run, or a text that somebody asked for.
  enum Reading: Sendable {
    case run(Invocation)
    case say(String)
  }

  /// Reads the words behind the program's name, and the defaults.
  ///
  /// - Throws: a `UsageError`, before anything but files was touched.
  @MainActor static func read(_ words: [String], in surroundings: Surroundings) throws(UsageError) -> Reading {
    // "sse-top curl -N …": a pasted line.
    let words = words.first == "curl" ? Array(words.dropFirst()) : words
    let given = try ConfigFiles.expanding(OptionWords.settings(words, from: .commandLine), in: surroundings)
    if given.contains(where: \.isQuestion) { return .say(try answer(to: given)) }
    var defaults: [Setting] = []
    if !given.contains(where: { $0.name == "disable" }) {
      defaults = try ConfigFiles.expanding(Defaults.settings(in: surroundings), in: surroundings)
    }
    let settings = Precedence.settings(given, over: defaults)
    do { return .run(try invocation(settings, in: surroundings)) } catch {
      // The parser does not know of files: whose setting fails alone too is to blame.
      for setting in settings where setting.origin != .commandLine {
        do { _ = try invocation([setting], in: surroundings) } catch {
          throw UsageError(error.sentence, setting.origin, error.mistake)
        }
      }
      throw error
    }
  }

  @MainActor private static func invocation(
    _ settings: [Setting], in surroundings: Surroundings
  ) throws(UsageError) -> Invocation {
    let command = try command(settings)
    var (request, query) = try command.request(in: surroundings)
    var source = try command.source
    // A browser's copied line of a stream that it has resumed: the ID is where to go on, and changes with the stream.
    let resumed = request.headers.last { $0.name.lowercased() == "last-event-id" }
    request.headers.removeAll { $0.name.lowercased() == "last-event-id" }
    if source.lastEventID.isEmpty { source.lastEventID = resumed?.value ?? "" }
    return Invocation(
      inputs: try command.inputs(in: surroundings), demo: command.display.demo, source: source,
      reading: command.reading, recording: try command.recordingFile, selection: try command.output.selection,
      endings: try command.output.endings, output: command.output.plan(colours: command.display.color ?? .auto),
      screen: command.display.screen(environment: surroundings.environment), receipt: command.receipt.choice,
      names: try command.display.names(isRegularFile: surroundings.isRegularFile), template: request, query: query)
  }

  @MainActor private static func command(_ settings: [Setting]) throws(UsageError) -> SSETopCommand {
    do { return try SSETopCommand.parse(settings.parserWords) } catch {
      throw UsageError(SSETopCommand.message(for: error))
    }
  }

  @MainActor private static func answer(to settings: [Setting]) throws(UsageError) -> String {
    do {
      _ = try SSETopCommand.parse(settings.filter(\.isQuestion).parserWords)
      return ""
    } catch {
      guard SSETopCommand.exitCode(for: error).isSuccess else { throw UsageError(SSETopCommand.message(for: error)) }
      return SSETopCommand.fullMessage(for: error)
    }
  }
}

nonisolated extension Setting {
  /// Whether a text is asked for, and no run.
  fileprivate var isQuestion: Bool { ["help", "version", "generate-completion-script"].contains(name) }
}

nonisolated extension [Setting] {
  /// In the one form that leaves the argument parser nothing to guess.
  fileprivate var parserWords: [String] {
    var words: [String] = []
    for (place, setting) in enumerated() where setting.name != "url" {
      guard let value = setting.value else {
        words.append("--\(setting.name)")
        continue
      }
      let isPlaced = Dialect.option(named: setting.name)?.isText == true
      words.append("--\(setting.name)=\(isPlaced ? Placed(place: place, value: value).argument : value)")
    }
    return words + ["--"] + filter { $0.name == "url" }.map { $0.value ?? "" }
  }
}
