package import StreamModel

/// How a source is kept up and read, beside what is asked for; the same for all sources of a run.
package struct SourceOptions: Equatable, Sendable {
  /// When a connection that ended is followed by another.
  enum Reconnection: Equatable, Sendable {
    /// As the standard has it, but a request with a body is not sent again by itself.
    case usual
    /// `--no-reconnect`
    case never
    /// `--reconnect`: a request with a body too.
    case always
  }

  /// `--last-event-id`: where the first connection goes on; empty for none. Without NUL, CR and LF.
  package var lastEventID = ""
  var reconnection = Reconnection.usual
  /// `--max-retries`: how many failures in a row are tried again; `nil` for no end.
  var retryLimit: Int?
  /// `--retry-delay`: the reconnection time until the server sets another; `nil` for our own.
  package var reconnectionTime: Duration?
  /// `--retry-on`: statuses that are tried again although the standard gives up, `Retry-After` heeded.
  var retriedStatuses = StatusSet()
  /// `--max-event`, in bytes: a longer line or event is dropped and reported; `nil` for our own limit.
  package var eventLimit: Int?
  /// `--buffer`: what is kept of all sources, in bytes; `nil` for the usual.
  package var logLimit: Int?
  /// `-m`: how long the whole run may take; `nil` for no end.
  package var maxTime: Duration?
  /// `--idle-timeout auto`: a connection is given up when its heartbeats do not come any more.
  package var learnsIdleTimeout = false
  /// `--force`: parses whatever comes, not only `text/event-stream`.
  var acceptsAnyType = false
  /// `--ndjson`: each line is an event, whatever the content type.
  package var readsLines = false

  /// What a file holds; `nil` for what its beginning tells.
  package var format: BodyFormat? { readsLines ? .lines : acceptsAnyType ? .eventStream : nil }

  /// What is tried again, of a source whose request has a body or has none.
  package func policy(hasBody: Bool) -> ReconnectionPolicy {
    let isOnce =
      switch reconnection {
      case .usual: hasBody
      case .never: true
      case .always: false
      }
    return ReconnectionPolicy(
      retryLimit: isOnce ? 0 : retryLimit, retriedStatuses: retriedStatuses,
      acceptsAnyType: acceptsAnyType || readsLines)
  }
}

extension SourceOptions {
  /// What is shown before anything has come.
  ///
  /// The log holds 1 MiB at least, and two of the longest events.
  ///
  /// - Parameters:
  ///   - sources: as they may be shown.
  ///   - requests: what is asked for of each, as it may be shown.
  ///   - names: what the user calls each, if anything.
  ///   - labels: what the first are called in place of their numbers.
  ///   - isWatched: whether somebody looks back at what has come; a run that writes lines only does not.
  package func state(
    of sources: [String], requests: [[String]] = [], names: [String?] = [], labels: [String] = [],
    isWatched: Bool = true
  ) -> StreamState {
    StreamState(
      urls: sources,
      reconnectionTime: Backoff(reconnectionTime: reconnectionTime ?? .seconds(3)).reconnectionTime,
      lastEventID: Array(lastEventID.utf8),
      byteLimit: max(logLimit ?? (isWatched ? 48 << 20 : 0), 1 << 20, 2 * min(eventLimit ?? 0, 1 << 30)),
      requests: requests, names: names, labels: labels)
  }
}
