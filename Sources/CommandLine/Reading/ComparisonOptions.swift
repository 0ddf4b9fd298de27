package import Comparing
import EventFilter
import Text

/// The options of comparing two streams.
struct ComparisonOptions: Equatable, Sendable {
  var isAskedFor = false
  var key: ComparisonKeyWord?
  var window: ComparisonWindow?
}

extension OptionTable {
  static let comparisonOptions: [Option] = [
    flag(
      "compare",
      "Compares two streams, A and B: which events come on one only or with other data, and how much later on B; page V of the dashboard, --summary, and with --diagnose a report."
    ) { $0.comparison.isAskedFor = true },
    amount(
      "compare-key", "key",
      "With --compare: what tells that two events are the same: id, data, or a path as .order.number; by default id where ids match, else data."
    ) { $0.comparison.key = $1 },
    amount(
      "window", "seconds",
      "With --compare: how long to wait for an event that came on one side, once later events have come on both; 10 by default."
    ) { $0.comparison.window = $1 },
  ]
}

/// `id`, `data` or a path.
struct ComparisonKeyWord: Equatable, Amount {
  static let forms = "id, data or a path, as .order.number"

  var key: ComparisonKey

  init?(argument: String) {
    switch argument {
    case "id": key = .id
    case "data": key = .data
    default:
      guard argument.hasPrefix("."), let path = try? JSONPath(expression: argument) else { return nil }
      key = .path(path)
    }
  }
}

/// How long an event is waited for.
struct ComparisonWindow: Equatable, Amount {
  static let forms = "a time in seconds, from 0.1 to 3600"

  var duration: Duration

  init?(argument: String) {
    guard let seconds = Decimal.number(argument), (0.1...3600).contains(seconds) else { return nil }
    duration = .seconds(seconds)
  }
}

/// What `--compare` asks for.
package struct ComparisonPlan: Equatable, Sendable {
  /// `nil` for what fits.
  package var key: ComparisonKey?
  package var window: Duration

  package init(key: ComparisonKey? = nil, window: Duration = StreamComparison.usualWindow) {
    (self.key, self.window) = (key, window)
  }
}

extension Options {
  /// `nil` unless it is asked for.
  var comparisonPlan: ComparisonPlan? {
    get throws(UsageError) {
      guard comparison.isAskedFor else {
        let needless = [comparison.key.map { _ in "--compare-key" }, comparison.window.map { _ in "--window" }]
        if let option = needless.compactMap(\.self).first { throw UsageError("\(option) goes with --compare.") }
        return nil
      }
      return ComparisonPlan(
        key: comparison.key?.key, window: comparison.window?.duration ?? StreamComparison.usualWindow)
    }
  }
}
