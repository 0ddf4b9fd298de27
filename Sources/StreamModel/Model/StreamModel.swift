public import Observation

/// The observable shell of the state: one tracked property, written where it is watched.
///
/// Watch `state.revision` and read the rest; a stream changes it once a socket read, however many events that brought.
@MainActor @Observable
public final class StreamModel {
  public private(set) var state: StreamState

  public init(_ state: StreamState) { self.state = state }

  /// Takes in what the source with this index reports.
  public func apply(_ report: Report, source: Int) {
    state.apply(report, source: source)
  }

  /// Takes in several reports at once, which costs one change of actor for all of them.
  public func apply(_ reports: [Report], source: Int) {
    for report in reports { state.apply(report, source: source) }
  }
}
