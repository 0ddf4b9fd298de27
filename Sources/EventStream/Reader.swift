internal import StreamModel

/// What both iterators do: make updates of a source's reports.
@usableFromInline
struct Reader {
  private let run: Run
  private var window: EventWindow
  /// What has come and was not read yet, from `index` on.
  private var piece: Piece?
  private var index = 0
  /// From `index` to here there are events only: none of them is looked at before it is asked for.
  private var eventsEnd = 0
  private var refusal: [UInt8] = []

  init(_ stream: EventStream) {
    run = Run(stream)
    window = EventWindow(lastEventID: Array(stream.options.lastEventID.utf8))
  }

  /// Of so many events that are there, one asks whether the task was cancelled: asking costs as much as the event.
  private static let eventsBetweenChecks = 16

  /// The next event, if it has come and nothing else comes before it.
  @usableFromInline
  mutating func nextEvent() throws -> EventStream.Event? {
    guard index < eventsEnd, let piece else { return nil }
    if index % Self.eventsBetweenChecks == 0 { try Task.checkCancellation() }
    defer { index += 1 }
    return EventStream.Event(piece: piece, index: index)
  }

  /// - Returns: `nil` when there are no more.
  mutating func nextUpdate(isolation: isolated (any Actor)?) async throws -> EventStream.Update? {
    while true {
      try Task.checkCancellation()
      if let update = nextOfPiece() { return update }
      guard let report = try await run.next(isolation: isolation) else { return nil }
      switch report {
      case .batch(let batch): (piece, index, eventsEnd) = (window.add(batch), 0, 0)
      case .refusal(let bytes): refusal = bytes
      case .state(let state, _):
        window.reconnect()
        if let state = told(state) { return .state(state) }
      case .head, .progress, .unsentID, .reached, .jumped, .caughtUp: break
      }
    }
  }

  private mutating func nextOfPiece() -> EventStream.Update? {
    while let piece, index < piece.records.count {
      let record = piece.records[index]
      index += 1
      switch record.kind {
      case .event:
        eventsEnd = piece.records[index...].firstIndex { $0.kind != .event } ?? piece.records.count
        return .event(EventStream.Event(piece: piece, index: index - 1))
      case .overlong: return .overlong(bytes: Int(record.length))
      case .comment, .notice: continue
      }
    }
    // Nothing is kept for a stream that is idle.
    (piece, eventsEnd) = (nil, 0)
    return nil
  }

  private mutating func told(_ state: ConnectionMachine.State) -> EventStream.State? {
    defer { refusal = [] }
    switch state {
    case .idle: return nil
    case .connecting(let attempt): return .connecting(attempt: attempt)
    case .open: return .open
    case .waiting(let until, let reason):
      return .waiting(until: run.start.advanced(by: until.sinceStart), after: .init(reason, body: refusal))
    case .closed(let reason): return .closed(.init(reason, body: refusal))
    }
  }
}
