import Dashboard
import EventFiles
import EventOutput
import Findings
import StreamModel

/// What is wrong with the streams, to be written to a file: a moment's copy.
nonisolated struct SavedReport: Sendable {
  let view: ViewState
  let live: StreamState
  let format: ReportFormat
  /// The time of the calendar at `Moment.start`, since 1970.
  let origin: Duration
  /// When what is shown began.
  let since: Moment
  let now: Moment
  let clock: WallClock

  /// - Parameter overwrites: see `WholeFile`.
  @concurrent func write(to path: String, overwrites: Bool) async throws(RecordingFile.Failure) {
    let text = text
    try WholeFile.write(to: path, overwrites: overwrites) { (file) throws(RecordingFile.Failure) in
      try file.write(Array(text.utf8))
    }
  }

  private var text: String {
    let json = FindingsText(view.state(live), view.shownFindings, started: origin, since: since, at: now)
    return switch format {
    case .markdown: view.findingReport(live, at: now, clock)
    case .json: json.whole + "\n"
    case .ndjson: json.lines.map { $0 + "\n" }.joined()
    }
  }
}
