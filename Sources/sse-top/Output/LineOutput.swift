import StreamModel

/// The output of a run without a dashboard: lines, and where they go.
final class LineOutput {
  var lines: OutputLines
  let outlet: Outlet
  private let start: ContinuousClock.Instant

  /// - Parameter start: the instant of `Moment.start`.
  init(_ lines: OutputLines, to outlet: Outlet, start: ContinuousClock.Instant) {
    (self.lines, self.outlet, self.start) = (lines, outlet, start)
  }

  var now: Moment { Moment(start.duration(to: .now)) }

  /// Begins a report.
  func begin() {
    let now = now
    lines.begin(LocalTime.clock(at: now), now: now)
  }

  /// Writes what there is, at once.
  func flush(unless doorbell: Doorbell) -> Outlet.Failure? {
    guard !lines.bytes.isEmpty else { return nil }
    defer { lines.clear() }
    return outlet.write(lines.bytes, unless: doorbell)
  }
}
