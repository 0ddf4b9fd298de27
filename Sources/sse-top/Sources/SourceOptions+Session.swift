import CommandLine
import StreamModel

extension SourceOptions {
  /// The beginning of a source's life by these options.
  ///
  /// - Parameter hasBody: whether the request carries one: what is asked for with a body may cost something, so it is
  ///   not sent again by itself.
  func session(hasBody: Bool) -> RunningSource.Source.Session {
    session(policy(hasBody: hasBody), lastEventID: Array(lastEventID.utf8))
  }

  /// The beginning of a source's life that asks once only.
  func singleSession(lastEventID: [UInt8]) -> RunningSource.Source.Session {
    var policy = policy(hasBody: true)
    policy.retryLimit = 0
    return session(policy, lastEventID: lastEventID)
  }

  private func session(_ policy: ReconnectionPolicy, lastEventID: [UInt8]) -> RunningSource.Source.Session {
    let backoff = reconnectionTime.map { Backoff(reconnectionTime: $0) } ?? Backoff()
    let limits = eventLimit.map { EventParser.Limits(line: $0, event: $0) } ?? EventParser.Limits()
    return RunningSource.Source.Session(
      machine: ConnectionMachine(policy: policy, backoff: backoff),
      parser: EventParser(limits: limits, lastEventID: lastEventID),
      format: readsLines ? .lines : nil, lineLimit: limits.line)
  }
}
