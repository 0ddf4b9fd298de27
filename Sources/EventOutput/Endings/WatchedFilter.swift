package import EventFilter
import Text

/// The filter of an option, and what is told of it on standard error: at the start what in it may be meant otherwise,
/// and once that a regular expression in it was stopped at its limit.
package struct WatchedFilter: Sendable {
  package let option: String
  let filter: EventFilter
  private var isTold = false

  private init(_ option: String, _ filter: EventFilter) { (self.option, self.filter) = (option, filter) }

  package static func of(_ selection: Selection, _ stopConditions: StopConditions) -> [WatchedFilter] {
    let filters =
      [("--filter", selection.filter), ("--until", stopConditions.until?.filter)]
      + stopConditions.expected.map { ("--expect", $0.filter) }
    return filters.compactMap { option, filter in filter.map { WatchedFilter(option, $0) } }
  }

  /// Those that the user is called for, and what the dashboard stops at.
  package static func of(alerts: [EventFilter], stop: EventFilter?) -> [WatchedFilter] {
    alerts.map { WatchedFilter("--alert", $0) } + [stop].compactMap(\.self).map { WatchedFilter("--stop-on", $0) }
  }

  /// Before anything is asked.
  package var notices: [String] { filter.hints.map { "sse-top: \(option): \(Printable.text($0))" } }

  /// That some event was not decided, unless it was told.
  package mutating func notice() -> String? {
    guard !isTold, filter.givenUp > 0 else { return nil }
    isTold = true
    return "sse-top: \(option): a regular expression was stopped at its limit, which counts as no match"
  }
}
