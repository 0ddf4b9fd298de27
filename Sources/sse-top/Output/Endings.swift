import EventFilter
import StreamModel

/// What ends a run by itself, or decides its exit status.
nonisolated struct Endings: Sendable {
  /// An event that the run waits for.
  struct Condition: Sendable {
    /// As the user wrote it.
    var expression: String
    var filter: EventFilter
  }

  /// `--max-events`
  var maxEvents: Int?
  /// `--until`
  var until: Condition?
  /// `--expect`, each to be met by some event.
  var expected: [Condition] = []

  var isEmpty: Bool { maxEvents == nil && until == nil && expected.isEmpty }
}

/// How far a run is from its endings.
nonisolated struct Progress: Sendable {
  private let endings: Endings
  /// All events, shown or not.
  private(set) var seen = 0
  private(set) var shown = 0
  private(set) var isUntilMet = false
  /// Of `--expect`, what has not come.
  private var missing: [Endings.Condition]

  init(_ endings: Endings) { (self.endings, missing) = (endings, endings.expected) }

  /// Takes note of an event; what is not shown can meet a condition all the same, but is not counted.
  mutating func count(_ record: Record, isShown: Bool, in state: StreamState) {
    seen += 1
    if isShown { shown += 1 }
    if let until = endings.until, until.filter.matches(record, in: state) { isUntilMet = true }
    if !missing.isEmpty { missing.removeAll { $0.filter.matches(record, in: state) } }
  }

  /// Whether anything may end the run or decide its exit status.
  var hasEndings: Bool { !endings.isEmpty }

  /// Whether nothing more is wanted.
  var isOver: Bool { isUntilMet || hasAllExpected || endings.maxEvents.map { shown >= $0 } ?? false }

  /// With `--until` too, that ends the run.
  private var hasAllExpected: Bool { !endings.expected.isEmpty && missing.isEmpty && endings.until == nil }

  /// Why nothing more is wanted; `nil` while there is.
  var end: String? {
    guard isOver else { return nil }
    if isUntilMet { return "what --until waited for has come" }
    return hasAllExpected ? "what --expect waited for has come" : "the events of --max-events have come"
  }

  /// Whether a condition decides the exit status, if nothing worse does.
  var hasConditions: Bool { endings.until != nil || !endings.expected.isEmpty }

  /// What has not come that was waited for, in a sentence each.
  var complaints: [String] {
    let events = seen == 0 ? "there was no event" : "none of \(ReceiptWriter.counted(seen, "event")) matched"
    let until = endings.until.map { isUntilMet ? [] : [("waited for", $0)] } ?? []
    return (missing.map { ("expected", $0) } + until).map { word, condition in
      "\(word) \(condition.expression): \(events)"
    }
  }

  /// The exit status of an end that would be `status`: a failure's own stays, a success is none while a condition is
  /// unmet.
  func judged(_ status: Int32) -> Int32 {
    status == ExitCode.success && !complaints.isEmpty ? ExitCode.failure : status
  }
}
