import ArgumentParser
import EventFilter
import EventOutput
import Text

/// What comes out, and when it is enough.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "Lines instead of the dashboard: ndjson, a JSON object an event, is what comes where standard output is no terminal; data, the data alone; sse, an event stream again; tsv, a table of what --column names; text, for eyes; none.",
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
    name: .customLong("by"),
    help: ArgumentHelp(
      "Counts events by the value of a path, as in .level or .meta.domain, instead of by type: in what --stats tells and in the groups of --summary. Events without a value are a group of their own.",
      valueName: "path"))
  var groupingPath: Placed?

  @Option(
    name: .customLong("column"),
    help: ArgumentHelp(
      "The values of a path, as in .price or .items[0].sku, are a column of --format tsv; up to four times. The first line has the paths. It is read by Python's csv as excel-tab: values with tabs, line ends or quotes stand in quotes, quotes doubled.",
      valueName: "path"))
  var columnPaths: [Placed] = []

  @Flag(
    name: .customLong("data-parsed"),
    help:
      "Lets ndjson hold data that is JSON as JSON, digits kept, for jq .data.price; other data stays a string. --data parsed is the same."
  )
  var parsesData = false

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
    if parsesData, let format, format != .ndjson {
      throw UsageError("--data parsed goes with --format ndjson, not with \(format.rawValue).")
    }
    return OutputPlan(
      format: format, file: file?.value, showsComments: showsComments, showsStates: showsStates,
      parsesData: parsesData, columns: try columns, colours: colours)
  }

  private var columns: [JSONPath] {
    get throws(UsageError) {
      guard (format == .tsv) == !columnPaths.isEmpty else {
        throw UsageError(
          format == .tsv
            ? "--format tsv needs --column PATH, up to \(TabSeparatedLines.limit) times."
            : "--column goes with --format tsv.")
      }
      guard columnPaths.count <= TabSeparatedLines.limit else {
        throw UsageError("--column can be given \(TabSeparatedLines.limit) times, not more.")
      }
      return try columnPaths.map { (path) throws(UsageError) in try Self.path(path, of: "--column") }
    }
  }

  var speech: Speech { isSilent ? saysErrors ? .errors : .nothing : .everything }

  var selection: Selection {
    get throws(UsageError) {
      Selection(
        types: types.map(\.value), excludedTypes: excludedTypes.map(\.value),
        filter: try Self.filter(filter, of: "--filter"))
    }
  }

  var grouping: JSONPath? {
    get throws(UsageError) {
      guard let groupingPath else { return nil }
      return try Self.path(groupingPath, of: "--by")
    }
  }

  private static func path(_ value: Placed, of option: String) throws(UsageError) -> JSONPath {
    do { return try EventFilter.path(value.value) } catch {
      throw UsageError(
        "\(option): \(error.message).", .commandLine, FilterMistake(expression: value.value, offset: error.offset))
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
