/// The state that the dashboard and the output share, written where it is read.
@MainActor
public final class LiveState {
  public private(set) var state: StreamState

  public init(_ state: StreamState) { self.state = state }

  /// Takes in what the source with this index reports.
  ///
  /// - Parameter read: sees the state before the log makes room.
  public func apply(_ report: Report, source: Int, reading read: (StreamState) -> Void = { _ in }) {
    state.apply(report, source: source, reading: read)
  }

  /// Takes back a state from before; its records have positions that none had yet.
  package func resume(_ checkpoint: StreamState) { state = checkpoint.resumed(after: state) }

  /// The program was stopped until now (SIGCONT).
  package func programContinued(at now: Moment) { state.programContinued(at: now) }

  /// Adds a notice of what was found out about a source's stream.
  package func tell(_ change: Notice.Change, source: Int, at now: Moment) {
    state.tell(change, source: source, at: now)
  }
}
