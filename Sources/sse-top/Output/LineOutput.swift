import EventFiles
import EventOutput
import StreamModel

/// The output of a run without a dashboard: lines, and where they go.
final class LineOutput {
  var lines: OutputLines
  let outlet: Outlet
  private let timeline: Timeline

  init(_ lines: OutputLines, to outlet: Outlet, timeline: Timeline) {
    (self.lines, self.outlet, self.timeline) = (lines, outlet, timeline)
  }

  var now: Moment { timeline.now }

  /// Begins a report.
  func begin() {
    let now = now
    lines.begin(at: now, time: timeline.time(of: now))
  }

  /// Writes what there is, at once.
  func flush(unless doorbell: Doorbell) -> Outlet.Failure? {
    guard !lines.bytes.isEmpty else { return nil }
    defer { lines.clear() }
    return outlet.write(lines.bytes) { doorbell.isEnding }
  }
}
