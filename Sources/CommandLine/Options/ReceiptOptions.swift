import ArgumentParser
import EventOutput

/// What is told when a run has ended.
struct ReceiptOptions: ParsableArguments {
  @Flag(exclusivity: .chooseLast) private var telling: Telling?

  @Option(
    name: .customLong("summary"),
    help: ArgumentHelp("Writes at the end how it went, as JSON; - is standard output.", valueName: "file"),
    completion: .file())
  private var file: OrderedArgument?

  enum Telling: String, EnumerableFlag {
    case stats
    case noStats = "no-stats"

    static func name(for value: Self) -> NameSpecification { .customLong(value.rawValue) }

    static func help(for value: Self) -> ArgumentHelp? {
      switch value {
      case .stats: "Tells at the end how it went; after the dashboard it does so anyway."
      case .noStats: "Says nothing at the end."
      }
    }
  }

  var choice: ReceiptChoice { ReceiptChoice(isTold: telling.map { $0 == .stats }, file: file?.value) }
}
