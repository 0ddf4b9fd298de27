/// Learns the heartbeats of a source: what it sends to keep a connection, and nothing else.
///
/// Beats are comments, and events that say nothing (see `EventBeat`). Their pace is taken in quiet times, where no other
/// event comes between two of them: many servers send one only when they have been silent for so long. Constant size.
package struct BeatMeter: Equatable, Sendable {
  /// From one beat to the next; `nil` as long as it is not known.
  package private(set) var period: Duration?
  /// Beats since the start.
  package private(set) var count = 0
  private var lastAt: Moment?
  /// The newest gaps in quiet times.
  private var gaps: [Duration] = []

  private static let gapLimit = 8
  private static let fewest = 3
  /// Quicker beats are awaited as if they were as slow as this: a packet that was lost comes after a second or two.
  private static let quickest = Duration.seconds(2)
  /// What comes in one flush is one beat.
  private static let shortest = Duration.milliseconds(200)

  package init() {}

  /// Bytes have come.
  ///
  /// - Parameters:
  ///   - beats: comments, and events that are beats.
  ///   - events: those that are none.
  mutating func heard(beats: Int, events: Int, at now: Moment) {
    count += beats
    if events > 0 { lastAt = nil }
    guard beats > 0, events == 0 else { return }
    if let lastAt {
      guard now - lastAt >= Self.shortest else { return }
      learn(now - lastAt)
    }
    lastAt = now
  }

  /// The connection is not open any more.
  mutating func closed() { lastAt = nil }

  private mutating func learn(_ gap: Duration) {
    if gaps.count == Self.gapLimit { gaps.removeFirst() }
    gaps.append(gap)
    let median = gaps.sorted()[gaps.count / 2]
    let alike = gaps.count { ($0 > median ? $0 - median : median - $0) * 5 <= median }
    if alike >= Self.fewest { period = median }
  }

  /// After which silence a beat is late; `nil` as long as none is awaited.
  package var lateAfter: Duration? { period.map(Self.lateAfter) }

  /// After which silence nobody is there any more.
  package var goneAfter: Duration? { period.map(Self.goneAfter) }

  package static func lateAfter(_ period: Duration) -> Duration { max(period, quickest) * 2 }
  package static func goneAfter(_ period: Duration) -> Duration { max(period, quickest) * 3 + .seconds(1) }
}

/// Events by which servers keep a connection, and say nothing.
package enum EventBeat {
  private static let types = ["ping", "heartbeat", "heart-beat", "keepalive", "keep-alive", "noop", "thump"].map {
    Array($0.utf8)
  }
  private static let texts = ["", "ping", #"{"type":"ping"}"#, #"{"type": "ping"}"#].map { Array($0.utf8) }
  private static let longestText: UInt32 = 16

  /// Whether an event of the log is one.
  static func isBeat(_ record: Record, in log: EventLog) -> Bool {
    guard record.kind == .event else { return false }
    if record.typeLength > 0 {
      guard (4...10).contains(record.typeLength) else { return false }
      return log.isType(of: record) { type in types.contains { $0.elementsEqual(type) } }
    }
    guard record.dataLength <= longestText else { return false }
    return log.isData(of: record) { data in texts.contains { $0.elementsEqual(data) } }
  }

  /// Whether an event that is lent is one.
  ///
  /// - Parameter type: the value of its `event` field; empty for none.
  package static func isBeat(type: UnsafeRawBufferPointer, data: UnsafeRawBufferPointer) -> Bool {
    let (value, known) = type.isEmpty ? (data, texts) : (type, types)
    return value.count <= Int(longestText) && known.contains { $0.elementsEqual(value) }
  }
}
