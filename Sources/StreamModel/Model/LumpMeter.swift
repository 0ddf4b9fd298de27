/// What came of a body between two pauses. 16 bytes.
package struct Lump: Equatable, Sendable {
  /// Where the wire stopped when the pause began.
  package enum Stop: UInt8, Sendable {
    /// Nothing was unfinished.
    case betweenEvents
    /// Behind a whole line of an unfinished event.
    case behindLine
    case insideLine
  }

  /// Whether it says anything about what lies between the application and here.
  package enum Meaning: UInt8, Sendable {
    case nothing
    /// Nothing but full packets: the link has cut it off.
    case packets
    case judged
  }

  package var bytes: UInt32
  /// Events that it completed, up to 65,535.
  package var events: UInt16
  package var stop: Stop
  package var meaning: Meaning
  /// From its first byte to its last, in microseconds.
  package var microseconds: UInt32
  /// The pause after it.
  package var pauseMilliseconds: UInt32

  package var isJudged: Bool { meaning == .judged }
  /// Whether the link may have cut it off, in packets.
  package var isCutByLink: Bool { meaning == .packets || LumpMeter.isPacket(Int(bytes)) }
  package var duration: Duration { .microseconds(Int64(microseconds)) }
  package var pause: Duration { .milliseconds(Int64(pauseMilliseconds)) }
}

/// Takes a body apart at its pauses, and keeps the newest lumps: an application that flushes each event pauses between
/// events, and what gathers bytes on their way pauses wherever its buffer is full.
///
/// Constant size, fed once a batch.
package struct LumpMeter: Sendable {
  /// Lumps that are kept.
  package static let limit = 16
  /// Shorter silences end no lump: the transport itself gathers for 45 ms at most.
  package static let shortestPause = Duration.milliseconds(100)
  /// A batch of so many bytes may have waited for this program, and not on its way here.
  private static let full = 1 << 17
  /// Packets of a slow link come one by one, or two or three after a lost one, with pauses; they are no longer than this.
  private static let packet = 4500
  /// Decoded, packets can have any length. Only on a link of less than 23 kbit/s three take so long.
  private static let packetTime = Duration.milliseconds(1500)
  /// Decoded, a packet is no longer than this: what is coded shrinks to a thirtieth at most where it is flushed.
  private static let decodedPacket = 1 << 16
  /// A sender whose window is full waits a round trip before it goes on, a loss takes one more, and both vary.
  private static let roundTrips = 3
  /// What comes so soon after the program was stopped had waited for it.
  package static let wakeTime = Duration.seconds(1)
  /// Events that come before the first pause from which on they are a backlog.
  private static let backlog = 5

  /// The newest ones, oldest first.
  package private(set) var recent: [Lump] = []
  /// What the first events of the connection came with; `nil` before.
  package private(set) var firstEvents: (after: Duration, count: Int)?
  /// Where the wire stopped at the first judged pause that began inside a line.
  package private(set) var firstInside: WireFaults.Location?
  private var connection = 0
  private var bytes: UInt64 = 0
  private var events = 0
  private var current: Current?
  /// Where the connection stood in its packets before the current lump, if that is counted.
  private var position: PacketPosition?
  private var isFirst = true
  private var openedAt = Moment.start
  private var headWait = Duration.zero
  private var hasSentID = false
  private var isCoded = false
  /// Shorter pauses may be those of a sender whose window is full.
  private(set) var shortestJudgedPause = Duration.zero
  private var firstEventAt: Moment?
  /// When the program last went on after it had been stopped.
  package private(set) var continuedAt: Moment?

  private struct Current {
    var bytes = 0
    var events = 0
    var began: Moment
    var last: Moment
    var stop = Lump.Stop.betweenEvents
    var mayHaveWaited = false
  }

  package init() {}

  /// A connection is open.
  ///
  /// - Parameters:
  ///   - headWait: from the request to the head.
  ///   - isCoded: whether the body has a content coding.
  ///   - roundTrip: to the server, or to its proxy, and back.
  package mutating func opened(
    at now: Moment, headWait: Duration, hasSentID: Bool, isCoded: Bool, roundTrip: Duration = .zero
  ) {
    (openedAt, self.headWait, self.hasSentID, self.isCoded) = (now, headWait, hasSentID, isCoded)
    shortestJudgedPause = roundTrip * Self.roundTrips
    (current, isFirst, firstEvents, firstEventAt) = (nil, true, nil, nil)
    position = nil
    (connection, bytes, events) = (connection + 1, 0, 0)
  }

  /// The program was stopped until now: what has come meanwhile comes together, whoever had sent it when.
  package mutating func continued(at now: Moment) {
    continuedAt = now
    // The pause after it is no sender's.
    current?.mayHaveWaited = true
  }

  /// The connection is not open any more: what came last has no pause after it.
  package mutating func closed() { current = nil }

  /// Takes note of a batch.
  ///
  /// - Parameters:
  ///   - stop: where the wire stands after it.
  ///   - hasWaited: whether this program was not ready to read before it.
  ///   - position: where the connection stood in its packets when the pause before it ended; `nil` if that is not known.
  package mutating func receive(
    bytes: Int, events: Int, stop: Lump.Stop, hasWaited: Bool = false, after position: PacketPosition? = nil,
    at now: Moment
  ) {
    if let lump = finished(at: now, position) {
      if recent.count == Self.limit { recent.removeFirst() }
      recent.append(lump)
      if lump.isJudged, lump.stop == .insideLine, firstInside == nil {
        firstInside = WireFaults.Location(connection: connection, event: self.events + 1, offset: self.bytes)
      }
      current = nil
      isFirst = false
      self.position = position
    }
    self.bytes += UInt64(bytes)
    self.events += events
    var lump = current ?? Current(began: now, last: now)
    lump.bytes += bytes
    lump.events += events
    lump.last = max(now, lump.last)
    lump.stop = stop
    if let continuedAt, lump.began - continuedAt <= Self.wakeTime { lump.mayHaveWaited = true }
    if hasWaited || bytes >= (isCoded ? Self.full * 8 : Self.full) { lump.mayHaveWaited = true }
    current = lump
    guard events > 0 else { return }
    let first = firstEventAt ?? now
    firstEventAt = first
    if now - first <= .milliseconds(20) {
      firstEvents = (first - openedAt, (firstEvents?.count ?? 0) + events)
    }
  }

  /// The lumps up to now, oldest first: the last one too if the silence after it is long enough to be a pause.
  ///
  /// Where packets are counted, a lump means nothing before it is known how many they were: when the next byte comes.
  package func lumps(at now: Moment) -> [Lump] {
    guard var last = finished(at: now, nil) else { return recent }
    if position != nil { last.meaning = .nothing }
    return recent + [last]
  }

  /// How long no byte has come since the last of the open connection; `nil` before its first.
  func silence(at now: Moment) -> Duration? { current.map { now - $0.last } }

  /// Where the wire stands; `nil` if no byte has come of the open connection.
  package var stop: Lump.Stop? { current?.stop }

  private func finished(at now: Moment, _ end: PacketPosition?) -> Lump? {
    guard let current, now - current.last >= Self.shortestPause else { return nil }
    let (duration, pause) = (current.last - current.began, now - current.last)
    let isPackets = position.map { end?.isWholePackets(since: $0) ?? false } ?? false
    let isJudged = !isPackets && isJudged(current, duration: duration, pause: pause)
    return Lump(
      bytes: UInt32(clamping: current.bytes), events: UInt16(clamping: current.events), stop: current.stop,
      meaning: isPackets ? .packets : isJudged ? .judged : .nothing,
      microseconds: UInt32(clamping: Int64(duration / .microseconds(1))),
      pauseMilliseconds: UInt32(clamping: Int64(pause / .milliseconds(1))))
  }

  private func isJudged(_ lump: Current, duration: Duration, pause: Duration) -> Bool {
    guard !lump.mayHaveWaited, duration * 2 <= pause, pause >= shortestJudgedPause,
      lump.events >= (isCoded ? 1 : 2)
    else { return false }
    if isCoded {
      if pause < Self.packetTime, lump.bytes < Self.decodedPacket { return false }
    } else if Self.isPacket(lump.bytes) {
      return false
    }
    guard isFirst, lump.began - openedAt <= .seconds(1), hasSentID || lump.events >= Self.backlog else { return true }
    // A backlog; but the first lump of what holds back comes with the head, and so late.
    return !hasSentID && headWait >= .milliseconds(500) && lump.stop == .insideLine
  }

  /// Whether a link may have cut the stream here, in packets.
  package static func isPacket(_ bytes: Int) -> Bool { bytes < packet && !isRound(bytes) }

  /// Whether a buffer has this length: a multiple of 1,024 but for the little that a head or a chunk's frame takes.
  package static func isRound(_ bytes: Int) -> Bool {
    bytes >= 1024 - 32 && (bytes + 32) % 1024 <= 64
  }
}
