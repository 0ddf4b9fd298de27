internal import StreamModel

/// Where the engine's thread leaves what has arrived of one response and one task picks it up.
///
/// It holds all that came since it was last asked, up to a limit at which the engine stops reading the socket.
final class ResponseChannel: Sendable {
  /// Bytes kept for a task that does not ask, and bytes left in one go. What was read already may come on top.
  static let limit = 1 << 17

  /// What there is before the body.
  enum News: Equatable {
    case progress(RequestProgress)
    case head(ResponseHead)
  }

  private enum Waiter {
    case news(CheckedContinuation<News, any Error>)
    case chunk(CheckedContinuation<[UInt8]?, any Error>)

    func fail(_ error: any Error) {
      switch self {
      case .news(let continuation): continuation.resume(throwing: error)
      case .chunk(let continuation): continuation.resume(throwing: error)
      }
    }
  }

  private struct State {
    /// The newest that was not asked for yet.
    var progress: RequestProgress?
    var head: ResponseHead?
    var bytes: [UInt8] = []
    var position: PacketPosition?
    /// `success` for the end that HTTP wants; the error is told once.
    var end: Result<Void, any Error>?
    var waiter: Waiter?
    var isPaused = false
  }

  private let state = Locked(State())

  // MARK: The engine's side

  /// Leaves how far the request has come.
  func leave(_ progress: RequestProgress) {
    let waiter = state.withLock { state -> CheckedContinuation<News, any Error>? in
      guard state.end == nil else { return nil }
      guard case .news(let waiter) = state.waiter else {
        state.progress = progress
        return nil
      }
      state.waiter = nil
      return waiter
    }
    waiter?.resume(returning: .progress(progress))
  }

  /// Leaves where the connection stood in its packets when a pause ended; comes before the bytes that ended it.
  func leave(_ position: PacketPosition) { state.withLock { $0.position = position } }

  /// Leaves the head, once, and bytes of the body.
  ///
  /// - Returns: whether the hand-over is full and the transfer must pause until `chunk` asks to resume it.
  func leave(head: ResponseHead?, bytes: [UInt8]) -> Bool {
    let (resume, isFull) = state.withLock { state -> ((() -> Void)?, Bool) in
      guard state.end == nil else { return (nil, false) }
      if let head { state.head = head }
      var resume: (() -> Void)?
      var left = bytes
      switch state.waiter {
      case .news(let waiter):
        if let head {
          state.waiter = nil
          resume = { waiter.resume(returning: .head(head)) }
        }
      case .chunk(let waiter):
        if !left.isEmpty {
          state.waiter = nil
          left = []
          resume = { waiter.resume(returning: bytes) }
        }
      case nil: break
      }
      if state.bytes.isEmpty { state.bytes = left } else { state.bytes += left }
      state.isPaused = state.bytes.count >= Self.limit
      return (resume, state.isPaused)
    }
    resume?()
    return isFull
  }

  /// Nothing more will come. What was left before is still handed over.
  func end(_ failure: Disconnection?) {
    let waiter = state.withLock { state -> Waiter? in
      guard state.end == nil else { return nil }
      state.end = failure.map { .failure($0) } ?? .success(())
      // Who waits for a chunk is told now, and the next call must not tell it again.
      if case .chunk = state.waiter { state.end = .success(()) }
      return state.waiter.take()
    }
    switch waiter {
    // A transfer that ends well has announced its head before.
    case .news(let waiter): waiter.resume(throwing: failure ?? .emptyReply)
    case .chunk(let waiter): waiter.resume(with: failure.map { .failure($0) } ?? .success(nil))
    case nil: break
    }
  }

  // MARK: The asking task's side

  /// Waits for the head, or for how far the request has come before it.
  func news(isolation: isolated (any Actor)? = #isolation) async throws -> News {
    try await withCheckedThrowingContinuation(isolation: isolation) { continuation in
      let found = state.withLock { state -> Result<News, any Error>? in
        if let progress = state.progress.take() { return .success(.progress(progress)) }
        if let head = state.head { return .success(.head(head)) }
        if case .failure(let error) = state.end { return .failure(error) }
        state.waiter = .news(continuation)
        return nil
      }
      if let found { continuation.resume(with: found) }
    }
  }

  /// Where the connection stood when the newest pause ended.
  var position: PacketPosition? { state.withLock { $0.position } }

  /// Waits for bytes; `nil` when there are no more.
  ///
  /// - Parameter resume: is called if the transfer was paused for this hand-over.
  func chunk(
    isolation: isolated (any Actor)? = #isolation, resume: () -> Void
  ) async throws -> [UInt8]? {
    if let found = state.withLock({ Self.next(&$0) }) {
      if found.wasPaused { resume() }
      return try found.chunk.get()
    }
    return try await withCheckedThrowingContinuation(isolation: isolation) { continuation in
      let found = state.withLock { state -> Found? in
        if let found = Self.next(&state) { return found }
        precondition(state.waiter == nil, "one task at a time asks for a response's chunks")
        state.waiter = .chunk(continuation)
        return nil
      }
      guard let found else { return }
      if found.wasPaused { resume() }
      continuation.resume(with: found.chunk)
    }
  }

  /// Wants nothing more.
  ///
  /// - Returns: whether the transfer was still under way, and the engine must be told.
  func cancel() -> Bool {
    let (waiter, wasOpen) = state.withLock { state -> (Waiter?, Bool) in
      let wasOpen = state.end == nil
      state.end = .failure(CancellationError())
      state.bytes = []
      return (state.waiter.take(), wasOpen)
    }
    waiter?.fail(CancellationError())
    return wasOpen
  }

  private struct Found {
    var chunk: Result<[UInt8]?, any Error>
    var wasPaused = false
  }

  private static func next(_ state: inout State) -> Found? {
    if !state.bytes.isEmpty {
      defer { (state.bytes, state.isPaused) = ([], false) }
      return Found(chunk: .success(state.bytes), wasPaused: state.isPaused)
    }
    defer { if state.end != nil { state.end = .success(()) } }
    return state.end.map { end in Found(chunk: end.map { nil }) }
  }
}
