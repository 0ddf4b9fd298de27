/// The options of reconnecting, and of parsing the stream.
struct StreamOptions: Equatable, Sendable {
  var lastEventID: String?
  /// `nil` unless an option says it.
  var reconnection: SourceOptions.Reconnection?
  var retryLimit: Count?
  var retryDelay: Milliseconds?
  var retriedStatuses: StatusList?
  var eventLimit: ByteCount?
  var acceptsAnyType = false
}

extension OptionTable {
  static let streamOptions: [Option] = [
    text("last-event-id", "id", "Resumes after this event.") { $0.stream.lastEventID = $1 },
    flag("reconnect", "Reconnects although the request has a body.") { $0.stream.reconnection = .always },
    flag("no-reconnect", "Ends when the connection ends.") { $0.stream.reconnection = .never },
    amount("max-retries", "n", "How many times in a row to try again after a failure.") { $0.stream.retryLimit = $1 },
    synonym("retry", of: "max-retries"),
    amount(
      "retry-delay", "ms", "The wait before reconnecting, in milliseconds, until the server sets one."
    ) { $0.stream.retryDelay = $1 },
    amount("retry-on", "statuses", "HTTP statuses to try again after, as in 5xx,429.") {
      $0.stream.retriedStatuses = $1
    },
    amount("max-event", "bytes", "The longest line or event on the wire that is kept, as in 8M.") {
      $0.stream.eventLimit = $1
    },
    flag("force", "Reads events whatever the content type.") { $0.stream.acceptsAnyType = true },
  ]
}
