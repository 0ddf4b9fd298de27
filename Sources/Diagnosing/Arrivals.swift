package import StreamModel

/// Which events a request brought, and when: enough to find them again in what another request brought.
///
/// Bounded: the first 2,048 events by their hashes, the newest 64 with their ids.
package struct Arrivals: Sendable {
  /// An event by the hashes of what it brought.
  package struct Event: Equatable, Sendable {
    package var at: Moment
    /// `nil` for one that brought no id.
    package var id: Int?
    package var data: Int
  }

  /// One of the newest events, with its id in full.
  package struct Newest: Equatable, Sendable {
    package var event: Event
    /// Empty if it brought none, or one of more than `idLimit` bytes.
    package var id: [UInt8]
  }

  package static let limit = 2048
  package static let newestLimit = 64
  /// Bytes of an id that can be asked to resume from.
  package static let idLimit = 256

  package private(set) var count = 0
  /// Oldest first.
  package private(set) var first: [Event] = []
  /// Oldest first.
  package private(set) var newest: [Newest] = []

  package init() {}

  /// Takes the events among the records of a range of positions.
  mutating func receive(_ positions: Range<Int>, in log: EventLog) {
    log.forEachPiece(of: positions) { position, records in
      for (index, record) in records.enumerated() where record.kind == .event {
        count += 1
        let isNew = position + index >= positions.upperBound - Self.newestLimit
        guard first.count < Self.limit || isNew else { continue }
        receive(record, in: log)
      }
      return true
    }
  }

  private mutating func receive(_ record: Record, in log: EventLog) {
    let id = record.bringsOwnID ? log.id(record, limit: Self.idLimit + 1) : []
    let event = Event(at: record.at, id: id.isEmpty ? nil : id.hashValue, data: log.withData(record, Self.hash))
    if first.count < Self.limit { first.append(event) }
    if newest.count == Self.newestLimit { newest.removeFirst() }
    newest.append(Newest(event: event, id: id.count <= Self.idLimit ? id : []))
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return hasher.finalize()
  }
}

extension Record {
  /// Whether the event has set its id itself; one that was asked for has the highest offset there is.
  fileprivate var bringsOwnID: Bool { idLength > 0 && idOffset >= offset && idOffset != .max }
}
