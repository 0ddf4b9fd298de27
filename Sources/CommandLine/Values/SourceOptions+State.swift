package import StreamModel

extension SourceOptions {
  /// What is shown before anything has come.
  ///
  /// The log holds 1 MiB at least, and two of the longest events.
  ///
  /// - Parameters:
  ///   - sources: as they may be shown.
  ///   - requests: what is asked for of each, as it may be shown.
  ///   - names: what the user calls each, if anything.
  ///   - isWatched: whether somebody looks back at what has come; a run that writes lines only does not.
  package func state(
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
