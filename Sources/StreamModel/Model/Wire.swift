import Text

/// The newest bytes of one source, as they came, all its connections one after the other.
struct Wire: Sendable {
  private var segments: ByteSegments
  /// The last event ID that records may still refer to although its bytes were dropped.
  ///
  /// One is enough: what is kept can only refer to IDs that are kept, or to the last one before them.
  private var carriedID: [UInt8] = []

  /// - Parameters:
  ///   - initialID: the ID that the source was asked to resume from.
  ///   - share: about how many bytes the source may keep, beside the others.
  ///   - start: the offset of the first byte.
  init(initialID: [UInt8] = [], share: Int = .max, start: UInt64 = 0) {
    carriedID = initialID
    segments = ByteSegments(share: share, start: Int(clamping: start))
  }

  var byteCount: Int { segments.count }
  var start: UInt64 { UInt64(segments.startIndex) }
  var end: UInt64 { UInt64(segments.endIndex) }

  mutating func append(_ bytes: [UInt8]) {
    segments.append(bytes)
  }

  /// Drops what lies before `offset`.
  ///
  /// - Parameter id: the last event ID string at that place.
  mutating func drop(before offset: UInt64, carrying id: [UInt8]) {
    carriedID = id
    segments.drop(before: Int(clamping: offset))
  }

  /// Where the bytes end that lie together with the one at an offset.
  func pieceEnd(at offset: UInt64) -> UInt64 { UInt64(segments.segmentEnd(at: Int(clamping: offset))) }

  /// As `ByteSegments.piece`.
  @inline(__always)
  func piece(_ offset: UInt64, _ length: Int) -> (bytes: [UInt8], start: Int)? {
    let start = Int(clamping: offset)
    return segments.piece(of: start..<start + max(length, 0))
  }

  func withBytes<Result>(_ offset: UInt64, _ length: Int, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    let start = Int(clamping: offset)
    return try segments.withElements(in: start..<start + max(length, 0)) { try body(UnsafeRawBufferPointer($0)) }
  }

  /// The last event ID string at a record; at most `limit` bytes.
  func id(of record: Record, limit: Int = .max) -> [UInt8] {
    guard record.idLength > 0 else { return [] }
    guard record.idOffset >= UInt64(segments.startIndex), record.idOffset != Record.initialIDOffset else {
      return carriedID.count > limit ? Array(carriedID.prefix(limit)) : carriedID
    }
    return withBytes(record.idOffset, min(Int(record.idLength), limit), Array.init)
  }

  /// The last event ID string at a record; of one longer than twice the limit the bytes at its two ends.
  func idEnds(of record: Record, limit: Int) -> [UInt8] {
    guard record.idLength > 0 else { return [] }
    guard record.idOffset >= UInt64(segments.startIndex), record.idOffset != Record.initialIDOffset else {
      return carriedID.ends(limit)
    }
    let length = Int(record.idLength)
    guard length > 2 * limit else { return withBytes(record.idOffset, length, Array.init) }
    return withBytes(record.idOffset, limit, Array.init)
      + withBytes(record.idOffset + UInt64(length - limit), limit, Array.init)
  }

  /// Lends the last event ID string at a record.
  func withID<Result>(of record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard record.idOffset >= UInt64(segments.startIndex), record.idOffset != Record.initialIDOffset else {
      return carriedID.withUnsafeBytes(body)
    }
    return withBytes(record.idOffset, Int(record.idLength), body)
  }

  /// Lends the texts of an event.
  func withTexts(of record: Record, _ body: (EventTexts) -> Void) {
    withBytes(record.offset, Int(record.length)) { block in
      if Self.bringsID(record) { return Self.lend(record, block, id: Self.ownID(record, block), body) }
      withID(of: record) { Self.lend(record, block, id: $0, body) }
    }
  }

  /// Whether an event's last event ID lies in its own bytes, or is empty: so it is with most.
  @inline(__always)
  static func bringsID(_ record: Record) -> Bool {
    record.idLength == 0 || record.idOffset >= record.offset && record.idOffset < record.end
  }

  @inline(__always)
  static func ownID(_ record: Record, _ block: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    part(of: block, UInt32(truncatingIfNeeded: record.idOffset &- record.offset), record.idLength)
  }

  /// - Parameter block: the event's bytes.
  @inline(__always)
  static func lend(
    _ record: Record, _ block: UnsafeRawBufferPointer, id: UnsafeRawBufferPointer, _ body: (EventTexts) -> Void
  ) {
    let type = part(of: block, record.typeStart, record.typeLength)
    guard record.isJoined else {
      return body(EventTexts(type: type, id: id, data: part(of: block, record.dataStart, record.dataLength)))
    }
    Record.joinedData(in: block).withUnsafeBytes { body(EventTexts(type: type, id: id, data: $0)) }
  }

  /// - Returns: nothing if it does not lie in the block.
  @inline(__always)
  private static func part(
    of block: UnsafeRawBufferPointer, _ start: UInt32, _ length: UInt32
  ) -> UnsafeRawBufferPointer {
    let (start, length) = (Int(start), Int(length))
    guard length > 0, start + length <= block.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: block[start..<start + length])
  }
}
