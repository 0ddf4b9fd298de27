import Text

/// How the bodies of a source came and ended, as far as what is wrong with them shows in it.
///
/// Constant size, fed once a batch and at each end.
package struct BodyMeter: Sendable {
  /// What an end of a connection has left of an event that was not complete.
  package struct Leftover: Equatable, Sendable {
    /// Its start.
    package var text: [UInt8]
    package var length: Int
    /// Whether its last line was whole.
    package var endsLine: Bool
    package var at: Moment
    package var place: WireFaults.Location
  }

  /// Bytes of a body's beginning, and of a leftover, that are kept.
  package static let limit = 1024

  package private(set) var lumps = LumpMeter()
  package private(set) var blankLines = BlankLineMeter()
  package internal(set) var faults = WireFaults()
  package internal(set) var encoding = EncodingMeter()
  package internal(set) var json = JSONMeter()
  package internal(set) var ownTimes = OwnTimeMeter()
  package private(set) var flood = CommentFloodMeter()
  /// Events of a mebibyte or more, the longest of them, and where the first was.
  package private(set) var huge = (count: 0, longest: 0)
  package private(set) var firstHuge: WireFaults.Location?
  /// Bodies that began with a byte order mark.
  package private(set) var marks = 0
  /// How much of a mark the newest body has begun with; `nil` for none.
  private var markBytes: Int? = 0
  /// The start of the newest connection's body, while no event has come of it.
  package private(set) var beginning: [UInt8] = []
  /// That of the newest body that has ended, if it had no event.
  package private(set) var endedBeginning: [UInt8] = []
  /// The newest leftover with data.
  package private(set) var leftover: Leftover?
  /// How many there were, and how many of them lacked nothing but their blank line.
  package private(set) var leftovers = 0
  package private(set) var wholeLeftovers = 0
  /// How many held line ends as two characters.
  package private(set) var escapedLeftovers = 0
  /// Where the newest connection's body begins in the wire; `nil` before its first byte.
  private(set) var start: UInt64?

  static let hugeEvent: UInt32 = 1 << 20
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  package init() {}

  mutating func noteHuge(_ length: UInt32, at place: WireFaults.Location) {
    huge = (huge.count + 1, max(huge.longest, Int(length)))
    firstHuge = firstHuge ?? place
  }

  private mutating func lookForMark(_ bytes: [UInt8]) {
    for byte in bytes.prefix(3) {
      guard let place = markBytes, place < Self.mark.count else { return }
      markBytes = byte == Self.mark[place] ? place + 1 : nil
      if markBytes == Self.mark.count { marks += 1 }
    }
  }

  mutating func opened(at now: Moment, headWait: Duration, hasSentID: Bool, isCoded: Bool, roundTrip: Duration) {
    lumps.opened(at: now, headWait: headWait, hasSentID: hasSentID, isCoded: isCoded, roundTrip: roundTrip)
    (beginning, start, markBytes) = ([], nil, 0)
    encoding.begin()
  }

  /// The program was stopped until now, and read nothing.
  mutating func continued(at now: Moment) {
    lumps.continued(at: now)
    ownTimes.continued(at: now)
    blankLines.interrupt()
  }

  /// - Parameters:
  ///   - wireStart: where the batch begins in the wire.
  ///   - isFirst: whether no event has come of the connection yet.
  mutating func receive(_ batch: Batch, from wireStart: UInt64, events: Int, comments: Int, isFirst: Bool) {
    let end = wireStart + UInt64(batch.bytes.count)
    let isPending = batch.pendingOffset < end
    let endsLine = batch.bytes.last?.isLineEnd == true
    if start == nil { start = wireStart }
    lookForMark(batch.bytes)
    noteComments(comments, in: batch)
    lumps.receive(
      bytes: batch.bytes.count, events: events,
      stop: isPending ? endsLine ? .behindLine : .insideLine : .betweenEvents, hasWaited: batch.mayHaveWaited,
      after: batch.position, at: batch.at)
    blankLines.receive(batch.bytes, events: events, pending: isPending ? batch.pendingOffset : nil, at: batch.at)
    if events > 0 {
      beginning = []
    } else if isFirst, beginning.count < Self.limit {
      beginning += batch.bytes.prefix(Self.limit - beginning.count)
    }
  }

  private mutating func noteComments(_ comments: Int, in batch: Batch) {
    // Where most of it is events, their lengths are no matter.
    let isMost = comments > 0 && comments * 2 >= batch.records.count
    let bytes = isMost ? batch.records.reduce(0) { $0 + ($1.kind == .comment ? Int($1.length) : 0) } : 0
    flood.receive(comments: comments, commentBytes: bytes, bytes: batch.bytes.count, at: batch.at)
  }

  /// The connection has ended.
  ///
  /// - Parameter pending: the bytes of the unfinished event, and where it was.
  mutating func closed(pending: [UInt8], length: Int, at place: WireFaults.Location, now: Moment) {
    lumps.closed()
    blankLines.closed()
    endedBeginning = beginning
    start = nil
    guard Self.holdsData(pending) else { return }
    let endsLine = pending.count == length && pending.last?.isLineEnd == true
    leftovers += 1
    if endsLine { wholeLeftovers += 1 }
    if WireFaults.hasEscapedEnds(Array(pending.dropFirst("data:".utf8.count))) { escapedLeftovers += 1 }
    leftover = Leftover(text: pending, length: length, endsLine: endsLine, at: now, place: place)
  }

  /// Whether a body's beginning is that of JSON or a page, so of no event stream.
  package static func isErrorText(_ text: [UInt8]) -> Bool {
    guard let first = text.first(where: { $0 > 0x20 }) else { return false }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "<")
  }

  private static func holdsData(_ text: [UInt8]) -> Bool {
    text.withUnsafeBytes { bytes in
      Lines(in: bytes).contains { line in
        !line.content.isEmpty && Field(line: UnsafeRawBufferPointer(rebasing: bytes[line.content])).name == .data
      }
    }
  }
}
