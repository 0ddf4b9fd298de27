package import EventFilter

/// What ends a run by itself, or decides its exit status.
package struct StopConditions: Sendable {
  /// An event that the run waits for.
  package struct Condition: Sendable {
    /// As the user wrote it.
    package var expression: String
    package var filter: EventFilter

    package init(expression: String, filter: EventFilter) {
      (self.expression, self.filter) = (expression, filter)
    }
  }

  /// `--max-events`
  package var maxEvents: Int?
  /// `--until`
  package var until: Condition?
  /// `--expect`, each to be met by some event.
  package var expected: [Condition] = []

  package init(maxEvents: Int? = nil, until: Condition? = nil, expected: [Condition] = []) {
    (self.maxEvents, self.until, self.expected) = (maxEvents, until, expected)
  }

  var isEmpty: Bool { maxEvents == nil && until == nil && expected.isEmpty }
}
