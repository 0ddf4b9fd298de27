import ArgumentParser

/// How a stream is kept up and read.
struct StreamOptions: ParsableArguments {
  @Option(
    name: .customLong("last-event-id"), help: ArgumentHelp("Goes on behind this event.", valueName: "id"))
  var lastEventID: OrderedArgument?

  @Flag(exclusivity: .chooseLast) var reconnection: Reconnection?

  @Option(
    name: .customLong("max-retries"),
    help: ArgumentHelp("How many failures in a row are tried again.", valueName: "n"))
  var retryLimit: Count?

  @Option(
    name: .customLong("retry-delay"),
    help: ArgumentHelp("The wait before reconnecting, in milliseconds, until the server sets one.", valueName: "ms"))
  var retryDelay: Milliseconds?

  @Option(
    name: .customLong("retry-on"),
    help: ArgumentHelp("Statuses that are tried again: 5xx,429.", valueName: "statuses"))
  var retriedStatuses: StatusList?

  @Option(
    name: .customLong("max-event"),
    help: ArgumentHelp("The longest line or event on the wire that is kept, as in 8M.", valueName: "bytes"))
  var eventLimit: ByteCount?

  @Flag(name: .customLong("force"), help: "Reads events whatever the content type.")
  var acceptsAnyType = false

  enum Reconnection: String, EnumerableFlag {
    case reconnect
    case noReconnect = "no-reconnect"

    static func name(for value: Self) -> NameSpecification { .customLong(value.rawValue) }

    static func help(for value: Self) -> ArgumentHelp? {
      switch value {
      case .reconnect: "Reconnects although the request has a body."
      case .noReconnect: "The first end is the end."
      }
    }
  }
}
