public import Observation
internal import StreamModel

/// The newest events of a stream and its state, for views that observe them.
///
/// It belongs to the actor that made it, the main actor or another, and is written there alone:
///
/// ```swift
/// let feed = EventFeed()
/// try await feed.run(EventStream(url))
/// ```
@Observable
public final class EventFeed {
  /// How the connection is; `nil` before the first run.
  public private(set) var state: EventStream.State?

  /// The newest events, oldest first, as many as both limits allow and at least one.
  public private(set) var events: [EventStream.Event] = []

  /// How many events have come in all.
  public private(set) var count = 0

  /// How many events are kept, from 1 on.
  @ObservationIgnored public let countLimit: Int

  /// How many bytes of type, data and ID are kept, a longer newest event aside.
  @ObservationIgnored public let byteLimit: Int

  @ObservationIgnored private var bytes = 0

  /// - Parameters:
  ///   - countLimit: how many events are kept, from 1 on.
  ///   - byteLimit: how many bytes of type, data and ID are kept, a longer newest event aside.
  public init(countLimit: Int = 100, byteLimit: Int = 1 << 20) {
    self.countLimit = max(countLimit, 1)
    self.byteLimit = byteLimit
  }

  /// Follows a stream until it is closed.
  ///
  /// - Parameters:
  ///   - stream: asked anew with each run; what was there before stays.
  ///   - isolation: where the feed lives, which is where it is called.
  /// - Throws: the ``EventStream/Interruption`` that closed it, or `CancellationError` if the task was cancelled.
  public func run(_ stream: EventStream, isolation: isolated (any Actor)? = #isolation) async throws {
    var updates = stream.updates.makeAsyncIterator()
    while let update = try await updates.next(isolation: isolation) {
      switch update {
      case .event(let event): add(event.detached())
      case .state(let state):
        self.state = state
        if case .closed(let reason) = state, reason.isFailure { throw reason }
      case .overlong: break
      }
    }
  }

  private func add(_ event: EventStream.Event) {
    count += 1
    bytes += event.byteCount
    let extra = events.count + 1 - countLimit
    var dropped = 0
    while dropped < events.count, dropped < extra || bytes > byteLimit {
      bytes -= events[dropped].byteCount
      dropped += 1
    }
    events = events.dropFirst(dropped) + [event]
  }
}

extension EventStream.Event {
  /// Bytes of a detached event.
  fileprivate var byteCount: Int { Int(piece.records[index].length) }
}
