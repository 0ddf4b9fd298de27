import Text

/// The newest records of all sources in the order of their arrival, and the bytes they speak of.
///
/// Bounded by bytes: the oldest records go first, and their bytes with them. Positions count all records that ever
/// came, so a position names the same record for as long as it is kept.
public struct EventLog: Sendable {
  /// Bytes that the log may hold, records and pending events counted; only pending events can go beyond it.
  public let byteLimit: Int
  private(set) var records = PackedRecords()
  /// What each block of 1,024 positions holds, one bit a kind or (modulo 62) a type, so that a search for the rows of
  /// a rare type passes over whole blocks.
  private var blocks = Segments<UInt64>(shift: 6)
  static let blockShift = PackedRecords.blockShift
  var wires: [Wire]
  /// How many of the kept records are each source's.
  private var recordCounts: [Int]
  private var wireBytes = 0

  /// - Parameter initialIDs: for each source the event ID that it was asked to resume from.
  public init(initialIDs: [[UInt8]], byteLimit: Int) {
    self.byteLimit = byteLimit
    let share = byteLimit / max(initialIDs.count, 1)
    wires = initialIDs.map { Wire(initialID: $0, share: share) }
    recordCounts = Array(repeating: 0, count: initialIDs.count)
  }

  /// The positions of the records that are kept.
  public var positions: Range<Int> { records.startIndex..<records.endIndex }

  /// Bytes that are held, records counted.
  public var byteCount: Int { wireBytes + records.byteCount }

  /// - Parameter position: one of `positions`.
  public subscript(position: Int) -> Record { records[position] }

  /// Appends what a source's connection brought.
  mutating func append(_ bytes: [UInt8], source: Int) {
    wires[source].append(bytes)
    wireBytes += bytes.count
  }

  /// The wire offset after what has come of a source.
  func end(of source: Int) -> UInt64 { wires[source].end }

  /// Appends records of one source.
  ///
  /// - Parameter complete: fills in what the parser could not know.
  @inline(__always)
  mutating func append(_ added: [Record], source: Int, complete: (inout Record) -> Void) {
    added.withUnsafeBufferPointer { added in
      var rest = added
      while !rest.isEmpty {
        if records.endIndex & (1 << Self.blockShift - 1) == 0 { blocks.append(0) }
        var bits: UInt64 = 0
        rest = records.appendStart(of: rest) { record in
          record.source = UInt16(truncatingIfNeeded: source)
          complete(&record)
          bits |= Self.bit(of: record)
        }
        blocks.changeLast { $0 |= bits }
      }
    }
    recordCounts[source] += added.count
  }

  /// Has an empty log begin at a position, a multiple of the records of 64 blocks.
  mutating func start(at position: Int) {
    records = PackedRecords(start: position)
    blocks = Segments(shift: 6, start: position >> Self.blockShift)
  }

  /// Drops the oldest until the log is within its limit.
  ///
  /// - Parameters:
  ///   - pendingOffset: where the source's parser still needs its wire.
  ///   - lastEventID: the source's last event ID string, as the parser has it now.
  ///   - dropped: called for each record that goes.
  @inline(__always)
  mutating func trim(source: Int, pendingOffset: UInt64, lastEventID: [UInt8], dropped: (Record) -> Void) {
    var left = byteCount
    var start = records.startIndex
    var run = Run(source: source, start: wires[source].start)
    while left > byteLimit, start < records.endIndex {
      if Int(records[start].source) != run.source {
        end(run)
        let source = Int(records[start].source)
        run = Run(source: source, start: wires[source].start)
      }
      let wireEnd = wires[run.source].end
      records.forEachOfBlock(from: start) { record, bytes in
        guard left > byteLimit, Int(record.source) == run.source else { return false }
        start += 1
        left -= bytes + run.receive(record, wireEnd)
        dropped(record)
        return true
      }
    }
    end(run)
    records.drop(before: start)
    blocks.drop(before: start >> Self.blockShift)
    // Bytes that belong to no record (unknown fields, events without data) go when nothing kept lies before them.
    if byteCount > byteLimit / 2, recordCounts[source] == 0 {
      drop(before: pendingOffset, carrying: lastEventID, source: source)
    }
  }

  /// Records of one source that go together, so that its wire is cut once and not for each of them.
  private struct Run {
    let source: Int
    /// Where the wire will begin.
    var start: UInt64
    var count = 0
    /// The last one whose end the wire is cut at.
    var last: Record?

    init(source: Int, start: UInt64) { (self.source, self.start) = (source, start) }

    /// - Returns: how many bytes of the wire go with it.
    @inline(__always)
    mutating func receive(_ record: Record, _ end: UInt64) -> Int {
      count += 1
      guard record.kind != .notice, !record.isEnclosed else { return 0 }
      last = record
      let before = start
      start = max(start, min(record.end, end))
      return Int(start - before)
    }
  }

  private mutating func end(_ run: Run) {
    recordCounts[run.source] -= run.count
    guard let last = run.last else { return }
    drop(before: run.start, carrying: wires[run.source].id(of: last), source: run.source)
  }

  private mutating func drop(before offset: UInt64, carrying id: [UInt8], source: Int) {
    let before = wires[source].byteCount
    wires[source].drop(before: offset, carrying: id)
    wireBytes -= before - wires[source].byteCount
  }
}

// MARK: - Reading

extension EventLog {
  /// What a search looks for, as the blocks' masks know it: types that are 62 apart are one.
  public struct Wanted: OptionSet, Sendable {
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Notices, and what was too long.
    public static let notices = Wanted(rawValue: 1 << 62)
    public static let comments = Wanted(rawValue: 1 << 63)
    public static let allEvents = Wanted(rawValue: 1 << 62 - 1)

    /// The events of the type with this index in the type table.
    public static func events(ofType index: Int) -> Wanted { Wanted(rawValue: 1 << (UInt64(index) % 62)) }
  }

  private static func bit(of record: Record) -> UInt64 {
    switch record.kind {
    case .event: 1 << (UInt64(record.type) % 62)
    case .notice, .overlong: 1 << 62
    case .comment: 1 << 63
    }
  }

  /// The kept positions around `position` that certainly hold nothing that is wanted; empty if that is not known
  /// without looking.
  public func emptyRange(around position: Int, for wanted: Wanted) -> Range<Int> {
    let block = position >> Self.blockShift
    guard positions.contains(position), blocks[block] & wanted.rawValue == 0 else { return position..<position }
    return ((block << Self.blockShift)..<((block + 1) << Self.blockShift)).clamped(to: positions)
  }

  /// The bytes of a record as they came on the wire, its line ends with them; at most `limit`.
  public func raw(_ record: Record, limit: Int = .max) -> [UInt8] {
    let length = Int(record.length)
    return wires[Int(record.source)].withBytes(record.offset, min(length + 1, limit)) { bytes in
      let hasLineFeed = bytes.count > length && length > 0 && bytes[length - 1] == 0x0D && bytes[length] == 0x0A
      return Array(hasLineFeed ? bytes[...length] : bytes.prefix(length))
    }
  }

  /// The event's data, its lines joined by LF; a comment's text. At most `limit` bytes.
  public func data(_ record: Record, limit: Int = .max) -> [UInt8] {
    let source = Int(record.source)
    guard record.isJoined else {
      let start = record.offset + UInt64(record.dataStart)
      return wires[source].withBytes(start, min(Int(record.dataLength), limit), Array.init)
    }
    return wires[source].withBytes(record.offset, Int(record.length)) { Record.joinedData(in: $0, limit: limit) }
  }

  /// The last event ID string at the time of the event; empty if there was none.
  ///
  /// At most `limit` bytes: a stranger chooses how long it is.
  public func id(_ record: Record, limit: Int = .max) -> [UInt8] {
    wires[Int(record.source)].id(of: record, limit: limit)
  }

  /// An event's last event ID string for a place where what is too long loses its middle: of one longer than twice the
  /// limit, in bytes, the two ends.
  package func idEnds(_ record: Record, limit: Int = 128) -> [UInt8] {
    wires[Int(record.source)].idEnds(of: record, limit: limit)
  }

  /// Lends the bytes of the event's type; empty for the default.
  public func withType<Result>(_ record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard record.typeLength > 0 else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let start = record.offset + UInt64(record.typeStart)
    return wires[Int(record.source)].withBytes(start, Int(record.typeLength), body)
  }
}
