package import Findings
package import StreamModel

/// What is wrong with the streams of a run that goes on, as JSON for programs: as `--summary` has it at its end.
package struct FindingsText {
  private let summary: Summary

  /// - Parameters:
  ///   - started: the time of the calendar at `Moment.start`, since 1970.
  ///   - since: from which on anything was shown.
  package init(
    _ state: StreamState, _ findings: FindingBoard, started: Duration, since: Moment, at now: Moment
  ) {
    summary = Summary(state, findings: findings, started: started, since: since, at: now)
  }

  /// The summary up to now, with all findings.
  package var whole: String { summary.json() }

  /// A line for each finding, without their ends.
  package var lines: [String] { summary.findingLines() }
}
