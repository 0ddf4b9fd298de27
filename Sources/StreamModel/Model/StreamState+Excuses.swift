/// Waits for responses that this machine explains, and nothing between a server and its stream.
extension StreamState {
  /// Of one wait: after that it is told, however busy the machine is.
  package static let longestExcuse = Duration.seconds(60)

  /// Whether a request has no response yet: only then it matters how busy the machine is.
  package var awaitsResponse: Bool { sources.contains { $0.awaitingResponse?.askedAt != nil } }

  /// The machine had more to run than it has processors for.
  package mutating func machineWasBusy(since start: Moment, at now: Moment) {
    for source in sources.indices { sources[source].excuse(since: start, at: now) }
  }
}

extension SourceState {
  fileprivate mutating func excuse(since start: Moment, at now: Moment) {
    guard let asked = awaitingResponse?.askedAt, let last = attempts.indices.last else { return }
    let wait = max(now - max(start, asked), .zero)
    attempts[last].excused = min(attempts[last].excused + wait, StreamState.longestExcuse)
  }
}

extension Attempt {
  /// How long the server has taken from the request to this moment, as far as neither this program nor this machine
  /// explains it.
  package func wait(until moment: Moment) -> Duration {
    max(moment - max(askedAt ?? beganAt, interruptedAt ?? .start) - excused, .zero)
  }
}
