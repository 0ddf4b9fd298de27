import EventFilter
import StreamModel

/// What ends a run by itself, or decides its exit status.
nonisolated struct Endings: Sendable {
  /// `--max-events`
  var maxEvents: Int?
  /// `--until`
  var until: EventFilter?
  /// `--expect`
  var expect: EventFilter?

  var isEmpty: Bool { maxEvents == nil && until == nil && expect == nil }
}

/// How far a run is from its endings.
nonisolated struct Progress: Sendable {
  private let endings: Endings
  private(set) var shown = 0
  private(set) var isUntilMet = false
  private(set) var isExpectationMet = false

  init(_ endings: Endings) { self.endings = endings }

  /// Takes note of an event; what is not shown can meet a condition all the same, but is not counted.
  mutating func count(_ record: Record, isShown: Bool, in state: StreamState) {
    if isShown { shown += 1 }
    if let until = endings.until, until.matches(record, in: state) { isUntilMet = true }
    if !isExpectationMet, let expect = endings.expect { isExpectationMet = expect.matches(record, in: state) }
  }

  /// Whether anything may end the run or decide its exit status.
  var hasEndings: Bool { !endings.isEmpty }

  /// Whether nothing more is wanted.
  var isOver: Bool { isUntilMet || endings.maxEvents.map { shown >= $0 } ?? false }

  /// Why nothing more is wanted; `nil` while there is.
  var end: String? {
    guard isOver else { return nil }
    return isUntilMet ? "what --until waited for has come" : "the events of --max-events have come"
  }

  /// Whether a condition decides the exit status, if nothing worse does.
  var hasConditions: Bool { endings.until != nil || endings.expect != nil }

  /// The exit status of an end that would be `status`: a failure's own stays, a success is none while a condition is
  /// unmet.
  func judged(_ status: Int32) -> Int32 {
    guard status == ExitCode.success else { return status }
    let isMet = (endings.until == nil || isUntilMet) && (endings.expect == nil || isExpectationMet)
    return isMet ? ExitCode.success : ExitCode.failure
  }
}
