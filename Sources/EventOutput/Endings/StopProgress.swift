import EventFilter
package import StreamModel
import Text

/// How far a run is from its endings.
package struct StopProgress: Sendable {
  private let stopConditions: StopConditions
  /// All events, shown or not.
  private(set) var seen = 0
  private(set) var shown = 0
  package private(set) var isUntilMet = false
  /// Of `--expect`, what has not come.
  private var missing: [StopConditions.Condition]

  package init(_ stopConditions: StopConditions) {
    (self.stopConditions, missing) = (stopConditions, stopConditions.expected)
  }

  /// Takes note of an event; what is not shown can meet a condition all the same, but is not counted.
  package mutating func count(_ record: Record, isShown: Bool, in state: StreamState) {
    seen += 1
    if isShown { shown += 1 }
    if let until = stopConditions.until, until.filter.matches(record, in: state) { isUntilMet = true }
    if !missing.isEmpty { missing.removeAll { $0.filter.matches(record, in: state) } }
  }

  /// Whether anything may end the run or decide its exit status.
  package var hasEndings: Bool { !stopConditions.isEmpty }

  /// Whether nothing more is wanted.
  package var isOver: Bool { isUntilMet || hasAllExpected || stopConditions.maxEvents.map { shown >= $0 } ?? false }

  /// With `--until` too, that ends the run.
  private var hasAllExpected: Bool {
    !stopConditions.expected.isEmpty && missing.isEmpty && stopConditions.until == nil
  }

  /// Why nothing more is wanted; `nil` while there is.
  package var end: String? {
    guard isOver else { return nil }
    if isUntilMet { return "--until was met" }
    return hasAllExpected ? "--expect was met" : "--max-events was reached"
  }

  /// Whether a condition decides the exit status, if nothing worse does.
  package var hasConditions: Bool { stopConditions.until != nil || !stopConditions.expected.isEmpty }

  /// What has not come that was waited for, in a sentence each.
  package var complaints: [String] {
    let events = seen == 0 ? "there was no event" : "none of \(Quantity.counted(seen, "event")) matched"
    let until = stopConditions.until.map { isUntilMet ? [] : [("waited for", $0)] } ?? []
    return (missing.map { ("expected", $0) } + until).map { word, condition in
      "\(word) \(condition.expression): \(events)"
    }
  }

  /// The exit status of an end that would be `status`: a failure's own stays, a success is none while a condition is
  /// unmet.
  package func judged(_ status: Int32) -> Int32 {
    status == ExitCode.success && !complaints.isEmpty ? ExitCode.failure : status
  }
}
