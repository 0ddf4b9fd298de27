import StreamModel

/// Finds out which dialect a source speaks, from its first events with data.
struct DialectSearch: Sendable {
  enum Finding {
    case dialect(Dialect)
    /// The event is an error and nothing else, and no event was before it.
    case failure
    case nothingYet
    case none
  }

  /// An event that came before the dialect was known.
  struct Event: Sendable {
    let type: [UInt8]
    let data: [UInt8]
    let at: Moment
    let position: Int

    func lend(_ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer, Moment, Int) -> Void) {
      type.withUnsafeBytes { type in data.withUnsafeBytes { data in body(type, data, at, position) } }
    }
  }

  /// Events that are looked at: a proxy may tell of its queue first, an application of its own state.
  static let eventLimit = 16
  /// Bytes of all events that are kept until then.
  static let byteLimit = 64 << 10

  private(set) var earlier: [Event] = []
  private var seen = 0
  private var keptBytes = 0

  /// Looks at an event; `values` is `nil` for one that is no JSON.
  mutating func look(
    _ values: EventValues?, type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer, at now: Moment, position: Int
  ) -> Finding {
    guard !data.isEmpty, !EventBeat.isBeat(type: type, data: data) else { return .nothingYet }
    seen += 1
    if let values {
      if let dialect = Dialect.speaking(values) { return .dialect(dialect) }
      if seen == 1, Dialect.isFailure(values) { return .failure }
    }
    guard seen < Self.eventLimit else { return .none }
    let bytes = type.count + data.count
    if bytes <= Self.byteLimit - keptBytes {
      keptBytes += bytes
      earlier.append(Event(type: Array(type), data: Array(data), at: now, position: position))
    }
    return .nothingYet
  }
}
