import ArgumentParser
import EventFilter
import EventOutput
import ModelAnswers
import Text

/// What comes out, and when it is enough.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "Lines instead of the dashboard: ndjson, a JSON object an event, is what comes where standard output is no terminal; data, the data alone; sse, an event stream again; text, for eyes; answer, what a language model says; none.",
      valueName: "format"))
  var format: OutputFormat?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Writes the lines to a file; - is standard output.", valueName: "file"), completion: .file())
  var file: Placed?

  @Option(
    name: .customLong("type"),
    help: ArgumentHelp("Shows events of this type only; may be given again for others.", valueName: "name"))
  var types: [Placed] = []

  @Option(
    name: .customLong("exclude-type"),
    help: ArgumentHelp("Leaves out events of this type; may be given again for others.", valueName: "name"))
  var excludedTypes: [Placed] = []

  @Option(
    name: .customLong("filter"),
    help: ArgumentHelp(
      "Shows events that match only, as & in the dashboard: word, /regex/, event=NAME, .price>10, !not; the manual tells all.",
      valueName: "expression"))
  var filter: Placed?

  @Option(
    name: .customLong("max-events"), help: ArgumentHelp("Ends after so many events were shown.", valueName: "n"))
  var maxEvents: Count?

  @Option(
    name: .customLong("until"),
    help: ArgumentHelp(
      "Ends with the first event that matches, and writes it even if a filter leaves it out; if none ever does, says so, and the exit status is 1.",
      valueName: "expression"))
  var until: Placed?

  @Option(
    name: .customLong("expect"),
    help: ArgumentHelp(
      "Ends with exit status 0 as soon as an event has matched; given again, as soon as each has been matched by some event. At any other end what has not come is told, and the exit status is 1.",
      valueName: "expression"))
  var expected: [Placed] = []

  @Flag(name: .customLong("thinking"), help: "Writes the thinking too, with --format answer.")
  var showsThinking = false

  @Option(
    name: .customLong("dialect"),
    help: ArgumentHelp(
      "How answers of language models are streamed, where it is not found out: \(DialectName.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var dialect: DialectName?

  @Option(
    name: .customLong("text-path"),
    help: ArgumentHelp(
      "Where each event has its piece of an answer's text, of a dialect that is not known: .a.b.", valueName: "path"))
  var textPath: Placed?

  @Option(
    name: .customLong("repeat"),
    help: ArgumentHelp(
      "Asks for a language model's answer so often, one after the other, and tells at the end how the times to the first and last token and the tokens a second are spread.",
      valueName: "n"))
  var rounds: Count?

  @Flag(name: .customLong("comments"), help: "Writes comments too, as ndjson, sse or text.")
  var showsComments = false

  @Flag(
    name: [.customShort("s"), .customLong("silent")],
    help: "Says nothing on standard error but what is wrong with the words of the command line.")
  var isSilent = false

  @Flag(name: [.customShort("S"), .customLong("show-error")], help: "Says errors all the same, with -s.")
  var saysErrors = false

  @Flag(name: .customLong("states"), help: "Writes every change of a connection's state too, as ndjson or text.")
  var showsStates = false
}

extension OutputOptions {
  func plan(colours: ColourWish) throws(UsageError) -> OutputPlan {
    var plan = OutputPlan(
      format: format, file: file?.value, showsComments: showsComments, showsStates: showsStates, colours: colours)
    plan.showsThinking = showsThinking
    plan.dialect = DialectChoice(name: dialect, textPath: try Self.path(textPath, of: "--text-path"))
    guard let rounds = rounds?.number else { return plan }
    guard 1...Repetitions.limit ~= rounds else {
      throw UsageError("The value of --repeat is from 1 to \(Repetitions.limit).")
    }
    plan.rounds = rounds
    plan.format = format ?? OutputFormat.none
    return plan
  }

  private static func path(_ value: Placed?, of option: String) throws(UsageError) -> JSONPath? {
    guard let expression = value?.value else { return nil }
    do throws(FilterError) { return try JSONPath(expression: expression) } catch {
      throw UsageError(
        "\(option): \(error.message).", .commandLine, FilterMistake(expression: expression, offset: error.offset))
    }
  }

  /// Whether a request is made for one answer, so that its end is no loss.
  var asksForAnswer: Bool { format == .answer || rounds != nil }

  var speech: Speech { isSilent ? saysErrors ? .errors : .nothing : .everything }

  var selection: Selection {
    get throws(UsageError) {
      Selection(
        types: types.map(\.value), excludedTypes: excludedTypes.map(\.value),
        filter: try Self.filter(filter, of: "--filter"))
    }
  }

  var endings: Endings {
    get throws(UsageError) {
      if maxEvents?.number == 0 { throw UsageError("The value of --max-events is at least 1.") }
      return Endings(
        maxEvents: maxEvents?.number, until: try Self.condition(until, of: "--until"),
        expected: try expected.map { (value) throws(UsageError) in try Self.condition(value, of: "--expect") }
          .compactMap(\.self))
    }
  }

  private static func condition(
    _ value: Placed?, of option: String
  ) throws(UsageError) -> Endings.Condition? {
    guard let value, let filter = try filter(value, of: option) else { return nil }
    return Endings.Condition(expression: value.value, filter: filter)
  }

  private static func filter(_ value: Placed?, of option: String) throws(UsageError) -> EventFilter? {
    guard let expression = value?.value else { return nil }
    do { return try EventFilter(expression) } catch {
      throw UsageError(
        "\(option): \(error.message).", .commandLine, FilterMistake(expression: expression, offset: error.offset))
    }
  }
}
