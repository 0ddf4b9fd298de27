/// The state that the dashboard and the output share, written where it is read.
@MainActor
public final class LiveState {
  private var stored: StreamState
  /// What a reader is being given right now: it shares all storage, so there is nothing to copy while nobody writes.
  private var lent: StreamState?
  /// Changes that were asked for meanwhile.
  private var pending: [(inout StreamState) -> Void] = []

  public init(_ state: StreamState) { stored = state }

  /// The state as it is; to a reader that `apply` calls, and to all that it calls, the one that it was given.
  ///
  /// Read in place it would be read while it is written, which ends the program.
  public var state: StreamState { lent ?? stored }

  /// Takes in what the source with this index reports.
  ///
  /// - Parameter read: sees the state before the log makes room.
  public func apply(_ report: Report, source: Int, reading read: (StreamState) -> Void = { _ in }) {
    stored.apply(report, source: source) { state in
      lent = state
      read(state)
      // Before anything is written again, which would copy what is shared.
      lent = nil
    }
    while !pending.isEmpty {
      let changes = pending
      pending = []
      for change in changes { change(&stored) }
    }
  }

  /// Takes back a state from before; its records have positions that none had yet.
  package func resume(_ checkpoint: StreamState) { change { $0 = checkpoint.resumed(after: $0) } }

  /// The program was stopped until now, or its machine slept, if so for so long.
  package func programContinued(at now: Moment, slept: Duration? = nil) {
    change { $0.programContinued(at: now, slept: slept) }
  }

  /// The machine had more to run than it has processors for.
  package func machineWasBusy(since start: Moment, at now: Moment) {
    change { $0.machineWasBusy(since: start, at: now) }
  }

  /// Adds a notice of what was found out about a source's stream.
  package func tell(_ told: Notice.Change, source: Int, at now: Moment) {
    change { $0.tell(told, source: source, at: now) }
  }

  /// Changes the state; what a reader asks for is done when it has read.
  private func change(_ change: @escaping (inout StreamState) -> Void) {
    if lent == nil { change(&stored) } else { pending.append(change) }
  }
}
