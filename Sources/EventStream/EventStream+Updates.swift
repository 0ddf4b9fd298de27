extension EventStream {
  /// The events, and between them what becomes of the connection, in the order in which it happened.
  ///
  /// It ends after the state ``State/closed(_:)``, which says why, failure or not. As with the events alone, each
  /// iteration is a client of its own.
  public var updates: Updates { Updates(stream: self) }

  /// What happens to a stream.
  public enum Update: Hashable, Sendable {
    /// An event was dispatched (HTML standard, 9.2.6 "Interpreting an event stream").
    case event(Event)
    /// The connection's state has changed.
    case state(State)
    /// A line or event was longer than ``Options-swift.struct/lineLimit`` or ``Options-swift.struct/eventLimit`` and was
    /// dropped. The standard has no limit. The stream goes on with the next event.
    ///
    /// - bytes: how much of it had come when it was given up.
    case overlong(bytes: Int)
  }

  /// A sequence of ``Update``s.
  public struct Updates: AsyncSequence, Sendable {
    /// What the sequence holds.
    public typealias Element = Update

    let stream: EventStream

    /// Begins to connect.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(reader: Reader(stream)) }

    /// Yields the updates of one client. When it is let go, its connection ends.
    public struct AsyncIterator: AsyncIteratorProtocol {
      var reader: Reader

      /// The next update.
      ///
      /// - Returns: `nil` after ``State/closed(_:)``.
      /// - Throws: `CancellationError` if the task was cancelled; then the connection is ended.
      public mutating func next() async throws -> Update? { try await next(isolation: nil) }

      /// The next update, without leaving the actor that asks.
      ///
      /// - Parameter actor: where the caller is.
      /// - Returns: `nil` after ``State/closed(_:)``.
      /// - Throws: `CancellationError` if the task was cancelled; then the connection is ended.
      public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Update? {
        try await reader.nextUpdate(isolation: actor)
      }
    }
  }
}
