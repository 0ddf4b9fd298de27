package import EventFilter

/// The options of alerts: when to call the user, and at which event the dashboard stops.
struct AlertOptions: Equatable, Sendable {
  var expressions: [String] = []
  var stop: String?
  var notifies = false
}

extension OptionTable {
  static let alertOptions: [Option] = [
    texts(
      "alert", "expression",
      "Alerts when an event matches, as A in the dashboard: rings the bell, at most once in two seconds, counts in the header and marks the event in the feed. Without a dashboard it writes a line to standard error, no more often. May be repeated; the receipt counts each."
    ) { $0.alerts.expressions.append($1) },
    text(
      "stop-on", "expression",
      "Freezes the dashboard at the first event that matches, with the cursor on it; a recording pauses. Without a dashboard use --until."
    ) { $0.alerts.stop = $1 },
    flag(
      "notify", "An alert in the dashboard also asks the terminal for a desktop notification (OSC 9)."
    ) { $0.alerts.notifies = true },
  ]
}

/// What the user is called for.
package struct AlertPlan: Sendable {
  /// `--alert`: any of them.
  package var filters: [EventFilter] = []
  /// `--stop-on`
  package var stop: EventFilter?
  /// `--notify`
  package var notifies = false

  /// Where there is no dashboard that could stop.
  package static let needsDashboard = "--stop-on freezes the dashboard; without one, --until ends with the event"
}

extension Options {
  var alertPlan: AlertPlan {
    get throws(UsageError) {
      guard alerts.expressions.count <= Alerts.limit else {
        throw UsageError("--alert can be given \(Alerts.limit) times at most.")
      }
      let isLines = output.format != nil || output.file != nil || output.rounds != nil
      if alerts.stop != nil, isLines { throw UsageError(AlertPlan.needsDashboard + ".") }
      return AlertPlan(
        filters: try alerts.expressions.map { (value) throws(UsageError) in
          try Self.filter(value, of: "--alert")
        },
        stop: try alerts.stop.map { (value) throws(UsageError) in try Self.filter(value, of: "--stop-on") },
        notifies: alerts.notifies)
    }
  }

  private static func filter(_ expression: String, of option: String) throws(UsageError) -> EventFilter {
    let filter = try EventFilter(expression, of: option)
    if filter.isEmpty { throw UsageError("\(option) needs an expression: without one every event would match.") }
    return filter
  }
}
