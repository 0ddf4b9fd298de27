import StreamModel

/// What came before it was known what events are to be compared by; and what tells it.
///
/// It is the id if an id stands over the same data on both sides; the data if there are no ids, or if they do not
/// match and data does.
struct KeyChoice: Sendable {
  /// Events that are kept until it is known.
  static let limit = 4096
  /// Ids, or data, that are to be the same by more than chance.
  private static let enough = 3
  /// Events of each side that are looked at before ids that do not match are given up.
  private static let sample = 20

  struct Event: Sendable {
    var side: Int
    var event: ComparedEvent
    /// `nil` for an event that has set none.
    var id: Int?
  }

  private(set) var events: [Event] = []
  private var ids: [[Int: Int]] = [[:], [:]]
  private var data: [Set<Int>] = [[], []]
  private var counts = [0, 0]
  private var commonIDs = 0
  private var commonData = 0
  private var fullAt: Moment?

  /// Takes an event, and says what is known then.
  mutating func receive(_ event: Event) -> ComparisonKey? {
    events.append(event)
    counts[event.side] += 1
    let other = 1 - event.side
    let isNew = event.event.data != Self.nothing && data[event.side].insert(event.event.data).inserted
    if isNew, data[other].contains(event.event.data) { commonData += 1 }
    // Of several events with one id the first ones are compared.
    if let id = event.id, ids[event.side][id] == nil {
      ids[event.side][id] = event.event.data
      if let there = ids[other][id] {
        if there == event.event.data { return .id }
        commonIDs += 1
      }
    }
    if counts.allSatisfy({ $0 >= Self.sample }), fullAt == nil { fullAt = event.event.at }
    if commonData >= Self.enough, ids.contains(where: \.isEmpty) || commonIDs >= Self.enough { return .data }
    return events.count >= Self.limit ? last : nil
  }

  /// What it is when no more can be waited for.
  ///
  /// - Parameter window: how long ids that do not match are waited for.
  func settled(at now: Moment, window: Duration, isLast: Bool) -> ComparisonKey? {
    guard isLast || fullAt.map({ now - $0 >= window }) ?? false else { return nil }
    return last
  }

  private var last: ComparisonKey { commonIDs > commonData ? .id : .data }

  /// The hash of no data.
  static let nothing = EventKeys.hash(UnsafeRawBufferPointer(start: nil, count: 0))
}
