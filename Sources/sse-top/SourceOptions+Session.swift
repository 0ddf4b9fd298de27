import CurlTransport
import StreamModel

extension SourceOptions {
  /// The beginning of a source's life by these options.
  ///
  /// - Parameter hasBody: whether the request carries one: what is asked for with a body may cost something, so it is
  ///   not sent again by itself.
  func session(hasBody: Bool) -> RunningSource.Source.Session {
    let backoff = reconnectionTime.map { Backoff(reconnectionTime: $0) } ?? Backoff()
    let limits = eventLimit.map { EventParser.Limits(line: $0, event: $0) } ?? EventParser.Limits()
    return RunningSource.Source.Session(
      machine: ConnectionMachine(policy: policy(hasBody: hasBody), backoff: backoff),
      parser: EventParser(limits: limits, lastEventID: Array(lastEventID.utf8)))
  }

  /// What is shown before anything has come.
  ///
  /// The log holds at least two of the longest events.
  /// - Parameter requests: what is asked for, for each URL.
  func state(of urls: [SourceURL], requests: [CurlRequest]) -> StreamState {
    StreamState(
      urls: urls.map(\.displayed),
      reconnectionTime: Backoff(reconnectionTime: reconnectionTime ?? .seconds(3)).reconnectionTime,
      lastEventID: Array(lastEventID.utf8), byteLimit: max(64 << 20, 2 * min(eventLimit ?? 0, 1 << 30)),
      requests: zip(requests, urls).map { $0.displayed(url: $1.displayed) })
  }
}
