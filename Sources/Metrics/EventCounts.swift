package import StreamModel

/// What each source has brought, by event type: the model counts types over all sources together.
///
/// Bounded: of each source the first `typeLimit` types have a count of their own, and one more counts the rest.
package struct EventCounts: Sendable {
  struct Source: Sendable {
    /// The numbers of types in the model's table, in the order in which they were first seen, with their counts.
    var types: [(type: Int, events: Int)] = []
    /// Events of all other types.
    var others = 0
    /// When the last event came.
    var lastAt: Moment?
    /// The place of the type that came last: most events have the type of the one before.
    fileprivate var latest = 0
  }

  static let typeLimit = 100

  private(set) var sources: [Source]

  package init(sources: Int) { self.sources = Array(repeating: Source(), count: sources) }

  /// Counts the events among these records of the log.
  package mutating func receive(_ positions: Range<Int>, in log: EventLog) {
    log.forEachPiece(of: positions) { _, records in
      for record in records where record.kind == .event { count(record) }
      return true
    }
  }

  private mutating func count(_ record: Record) {
    let (source, type) = (Int(record.source), Int(record.type))
    guard sources.indices.contains(source) else { return }
    sources[source].lastAt = max(sources[source].lastAt ?? record.at, record.at)
    let latest = sources[source].latest
    if latest < sources[source].types.count, sources[source].types[latest].type == type {
      sources[source].types[latest].events += 1
    } else if let place = sources[source].types.firstIndex(where: { $0.type == type }) {
      sources[source].types[place].events += 1
      sources[source].latest = place
    } else if sources[source].types.count < Self.typeLimit {
      sources[source].latest = sources[source].types.count
      sources[source].types.append((type, 1))
    } else {
      sources[source].others += 1
    }
  }
}
