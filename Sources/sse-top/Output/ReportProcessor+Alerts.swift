import EventFilter
import EventOutput
import StreamModel

/// What the user is called for, and what the dashboard stops at.
extension ReportProcessor {
  /// Calls for other events from now on; with none it calls no more.
  func alert(_ filters: [EventFilter]) { alerts.set(filters, after: model.state) }

  /// Stops at the first event from now on that matches; `nil` for no stop.
  func stop(at filter: EventFilter?) { stop = filter.map { EventWatch($0, after: model.state) } }

  func lookForStop(_ positions: Range<Int>, of source: Int, _ state: StreamState) {
    guard stopPosition == nil else { return }
    stopPosition = stop?.matches(among: positions, of: source, in: state).first
  }

  /// Tells of the stop, when the report that brought it was taken.
  func tellStop() {
    guard let position = stopPosition, let filter = stop?.filter else { return }
    (stop, stopPosition) = (nil, nil)
    stopped?(position, filter)
  }

  /// Without a dashboard: calls on standard error, if it is time to.
  ///
  /// - Parameter isLast: the run ends, and what no call has told is told now.
  func callOnStandardError(at now: AlertPace.Instant, isLast: Bool = false) {
    guard !alerts.isEmpty else { return }
    let new = alerts.call(at: now) ?? (isLast ? alerts.untold : 0)
    if new > 0 { Narrator.say(alerts, new: new, model.state) }
  }
}
