import EventFilter
import EventOutput
import ModelAnswers
import Text

/// The options of the output: its format, which events it has, and what ends it.
struct OutputOptions: Equatable, Sendable {
  var format: OutputFormat?
  var file: String?
  var types: [String] = []
  var excludedTypes: [String] = []
  var filter: String?
  var groupingPath: String?
  var columnPaths: [String] = []
  var parsesData = false
  var maxEvents: Count?
  var until: String?
  var expected: [String] = []
  var showsThinking = false
  var dialect: DialectName?
  var textPath: String?
  var rounds: Count?
  var showsComments = false
  var isSilent = false
  var saysErrors = false
  var showsStates = false
}

extension OptionTable {
  static let outputOptions: [Option] = [
    choice(
      "format", "format", "Lines instead of the dashboard: \(OutputFormat.help)."
    ) { $0.output.format = $1 },
    file("output", letter: "o", "Writes the lines to a file; - is standard output.") { $0.output.file = $1 },
    texts("type", "name", "Shows events of this type only; may be repeated.") {
      $0.output.types.append($1)
    },
    texts("exclude-type", "name", "Leaves out events of this type; may be repeated.") {
      $0.output.excludedTypes.append($1)
    },
    text(
      "filter", "expression",
      "Shows only events that match, as & does in the dashboard: word, /regex/, event=NAME, .price>10, !not; the manual has the rest."
    ) { $0.output.filter = $1 },
    text(
      "by", "path",
      "Counts events by the value of a path, as in .level or .meta.domain, instead of by type: in the dashboard's table, in the receipt and in the groups of --summary. Events without a value are one group, events whose data is not JSON another; values of more than 256 bytes, and those after the first 8192, are counted together as (other values)."
    ) { $0.output.groupingPath = $1 },
    texts(
      "column", "path",
      "The values of a path, as in .price or .items[0].sku, are a column of the dashboard's feed and of --format tsv; up to four times. The first line of tsv has the paths. Values with tabs, line ends or quotes are put in quotes, with quotes doubled: Python's csv reads it as excel-tab."
    ) { $0.output.columnPaths.append($1) },
    flag(
      "data-parsed",
      "In ndjson, data that is JSON is written as JSON, digits unchanged, so that jq finds .data.price; other data stays a string. --data parsed is the same."
    ) { $0.output.parsesData = true },
    amount("max-events", "n", "Ends when this many events have been shown.") { $0.output.maxEvents = $1 },
    text(
      "until", "expression",
      "Ends with the first event that matches, and writes it even if a filter leaves it out; if none does, it says so, and the exit status is 1."
    ) { $0.output.until = $1 },
    texts(
      "expect", "expression",
      "Ends with exit status 0 as soon as an event has matched; repeated, as soon as each has been matched by an event. At any other end it says what did not come, and the exit status is 1."
    ) { $0.output.expected.append($1) },
    flag("thinking", "Writes the thinking too, with --format answer.") { $0.output.showsThinking = true },
    choice(
      "dialect", "name",
      "The form in which a language model's answer is streamed, where it is not detected."
    ) { $0.output.dialect = $1 },
    text(
      "text-path", "path",
      "The path of the answer's text in each event, as .a.b, for a dialect that is not known."
    ) { $0.output.textPath = $1 },
    amount(
      "repeat", "n",
      "Asks for a language model's answer this many times, one after the other, and prints at the end the quantiles of the times to the first and last token and of the tokens a second."
    ) { $0.output.rounds = $1 },
    flag("comments", "Also writes comments, in the formats ndjson, sse and text.") { $0.output.showsComments = true },
    flag(
      "silent", letter: "s",
      "Writes nothing to standard error except what is wrong with the command line."
    ) { $0.output.isSilent = true },
    flag("show-error", letter: "S", "With -s: still writes errors.") { $0.output.saysErrors = true },
    flag("states", "Also writes every change of a connection's state, in the formats ndjson and text.") {
      $0.output.showsStates = true
    },
  ]
}

extension OutputFormat: Choice {}
extension DialectName: Choice {}

extension OutputOptions {
  func plan(colours: ColourChoice) throws(UsageError) -> OutputPlan {
    if parsesData, let format, format != .ndjson {
      throw UsageError("--data parsed goes with --format ndjson, not with \(format.rawValue).")
    }
    var plan = OutputPlan(
      format: format, file: file, showsComments: showsComments, showsStates: showsStates, parsesData: parsesData,
      columns: try columns, colours: colours)
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

  private var columns: [JSONPath] {
    get throws(UsageError) {
      guard format != .tsv || !columnPaths.isEmpty else {
        throw UsageError("--format tsv needs --column PATH, up to \(TableLines.pathLimit) times.")
      }
      guard format == .tsv || format == nil || columnPaths.isEmpty else {
        throw UsageError("--column goes with the dashboard and with --format tsv.")
      }
      guard columnPaths.count <= TableLines.pathLimit else {
        throw UsageError("--column can be given \(TableLines.pathLimit) times at most.")
      }
      return try columnPaths.map { (path) throws(UsageError) in try Self.read(path, of: "--column") }
    }
  }

  var grouping: JSONPath? {
    get throws(UsageError) { try Self.path(groupingPath, of: "--by") }
  }

  private static func path(_ expression: String?, of option: String) throws(UsageError) -> JSONPath? {
    guard let expression else { return nil }
    return try read(expression, of: option)
  }

  private static func read(_ expression: String, of option: String) throws(UsageError) -> JSONPath {
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
      Selection(types: types, excludedTypes: excludedTypes, filter: try Self.filter(filter, of: "--filter"))
    }
  }

  var stopConditions: StopConditions {
    get throws(UsageError) {
      if maxEvents?.number == 0 { throw UsageError("The value of --max-events is at least 1.") }
      return StopConditions(
        maxEvents: maxEvents?.number, until: try Self.condition(until, of: "--until"),
        expected: try expected.map { (value) throws(UsageError) in try Self.condition(value, of: "--expect") }
          .compactMap(\.self))
    }
  }

  private static func condition(
    _ expression: String?, of option: String
  ) throws(UsageError) -> StopConditions.Condition? {
    guard let expression, let filter = try filter(expression, of: option) else { return nil }
    return StopConditions.Condition(expression: expression, filter: filter)
  }

  private static func filter(_ expression: String?, of option: String) throws(UsageError) -> EventFilter? {
    guard let expression else { return nil }
    return try EventFilter(expression, of: option)
  }

}

extension EventFilter {
  /// The expression of an option.
  init(_ expression: String, of option: String) throws(UsageError) {
    do { self = try EventFilter(expression) } catch {
      throw UsageError(
        "\(option): \(error.message).", .commandLine, FilterMistake(expression: expression, offset: error.offset))
    }
  }
}
