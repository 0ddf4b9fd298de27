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
      parser: EventParser(limits: limits, lastEventID: Array(lastEventID.utf8)),
      format: readsLines ? .lines : nil, lineLimit: limits.line)
  }

  /// What is shown before anything has come.
  ///
  /// The log holds 1 MiB at least, and two of the longest events.
  ///
  /// - Parameters:
  ///   - sources: as they may be shown.
  ///   - requests: what is asked for of each, as it may be shown.
  ///   - names: what the user calls each, if anything.
  ///   - isWatched: whether somebody looks back at what has come; a run that writes lines only does not.
  func state(
    of sources: [String], requests: [[String]] = [], names: [String?] = [], isWatched: Bool = true
  ) -> StreamState {
    StreamState(
      urls: sources,
      reconnectionTime: Backoff(reconnectionTime: reconnectionTime ?? .seconds(3)).reconnectionTime,
      lastEventID: Array(lastEventID.utf8),
      byteLimit: max(logLimit ?? (isWatched ? 48 << 20 : 0), 1 << 20, 2 * min(eventLimit ?? 0, 1 << 30)),
      requests: requests, names: names)
  }
}
