import EventFiles
import EventOutput
import StreamModel

/// The output of a run without a dashboard: lines, and where they go.
final class LineOutput {
  var lines: OutputLines
  let sink: OutputSink
  private let timeline: Timeline

  init(_ lines: OutputLines, to sink: OutputSink, timeline: Timeline) {
    (self.lines, self.sink, self.timeline) = (lines, sink, timeline)
  }

  var now: Moment { timeline.now }

  /// Begins a report.
  func begin() {
    let now = now
    lines.begin(at: now, time: timeline.time(of: now))
  }

  /// Writes what there is, at once.
  func flush(unless doorbell: Doorbell) -> OutputSink.Failure? {
    guard !lines.bytes.isEmpty else { return nil }
    defer { lines.clear() }
    return sink.write(lines.bytes) { doorbell.isEnding }
  }
}
