public import Observation

/// The observable shell of the state: one tracked property, written where it is watched.
///
/// Watch `state.revision` and read the rest; a stream changes it once a socket read, however many events that brought.
@MainActor @Observable
public final class StreamModel {
  public private(set) var state: StreamState

  public init(_ state: StreamState) { self.state = state }

  /// Takes in what the source with this index reports.
  ///
  /// - Parameter read: sees the state before the log makes room.
  public func apply(_ report: Report, source: Int, reading read: (StreamState) -> Void = { _ in }) {
    state.apply(report, source: source, reading: read)
  }
}
