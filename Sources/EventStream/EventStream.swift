internal import StreamModel

/// The events of a URL, as they come, over as many connections as it takes.
///
/// ```swift
/// for try await event in EventStream("https://example.org/events") {
///   print(event.type, event.data)
/// }
/// ```
///
/// A value that describes what to ask: nothing is sent before somebody iterates. Each iteration is a client of its own,
/// with its own connection. It connects, reads, waits and connects again with the last event ID, as `EventSource` does
/// in a browser (HTML standard, 9.2.3 "Processing model"), until
/// - the server responds with 204, the tries of ``Options-swift.struct/reconnection`` are used up, or the body ends after an
///   event by which servers announce their end (data `[DONE]`, or an event of the type `message_stop`,
///   `response.completed`, `complete` or `close`): the loop ends. The last of these is not in the standard;
/// - it is known that another try is futile: the loop throws an ``Interruption``;
/// - the task is cancelled: the loop throws `CancellationError`, after at most 15 events more if those have come already;
/// - the loop is left: the iterator goes, and the connection with it.
///
/// A response whose type is one of lines of JSON (`application/x-ndjson`, `application/json-seq` and their like) is read
/// too: each line or text is the data of an event.
///
/// Who does not ask for events slows the server down: about 1 MiB is held for a loop that lags, or what one event needs,
/// and then the socket is not read. There is no timer, thread or task for a stream but one task, which runs on the
/// engine's thread; the loop's body runs where the loop stands, on any actor or none.
///
/// ``updates`` is the same with the changes of the connection's state in between.
public struct EventStream: AsyncSequence, Sendable {
  /// What the sequence holds.
  public typealias Element = Event

  /// What is asked: absolute, `http` or `https`. Anything else ends the iteration with an ``Interruption`` whose kind is
  /// ``Interruption/Kind-swift.enum/request``.
  public let url: String

  /// How it is asked, and how it is kept up.
  public let options: Options

  /// - Parameters:
  ///   - url: absolute, `http` or `https`; of a `URL` of Foundation's the `absoluteString`. Redirects are followed, 20 at
  ///     most; a proxy is taken from the environment (`https_proxy`, `no_proxy` …), as curl does.
  ///   - options: how it is asked, and how it is kept up.
  public init(_ url: String, options: Options = Options()) {
    self.url = url
    self.options = options
  }

  /// Begins to connect.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(reader: Reader(self)) }

  /// Yields the events of one client. When it is let go, its connection ends.
  public struct AsyncIterator: AsyncIteratorProtocol {
    @usableFromInline var reader: Reader

    /// The next event.
    ///
    /// - Returns: `nil` when no more will come.
    /// - Throws: an ``Interruption``, or `CancellationError` if the task was cancelled; then the connection is ended.
    public mutating func next() async throws -> Event? { try await next(isolation: nil) }

    /// The next event, without leaving the actor that asks.
    ///
    /// - Parameter actor: where the caller is.
    /// - Returns: `nil` when no more will come.
    /// - Throws: an ``Interruption``, or `CancellationError` if the task was cancelled; then the connection is ended.
    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Event? {
      if let event = try reader.nextEvent() { return event }
      return try await wait(isolation: actor)
    }

    /// The next event when none is there. Apart from the above, which is compiled into the caller's loop: an event that
    /// is there costs no call of an asynchronous function.
    @usableFromInline
    mutating func wait(isolation actor: isolated (any Actor)?) async throws -> Event? {
      while let update = try await reader.nextUpdate(isolation: actor) {
        switch update {
        case .event(let event): return event
        case .state(.closed(let reason)) where reason.isFailure: throw reason
        case .state, .overlong: continue
        }
      }
      return nil
    }
  }
}
