/// Reading without a copy: what looks at every record of the log must not allocate for each.
extension EventLog {
  /// Lends copies of the records of a range, some at a time, in order.
  ///
  /// - Parameters:
  ///   - range: of positions; clamped to what is kept.
  ///   - body: gets the position of the first, too; whether it wants more.
  public func forEachPiece(of range: Range<Int>, _ body: (Int, UnsafeBufferPointer<Record>) -> Bool) {
    records.forEachPiece(of: range, body)
  }

  /// Lends the event's data or a comment's text: in place, or copied where it lies in several lines or segments.
  public func withData<Result>(_ record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard !record.isJoined else { return data(record).withUnsafeBytes(body) }
    let start = record.offset + UInt64(record.dataStart)
    return wires[Int(record.source)].withBytes(start, Int(record.dataLength), body)
  }

  /// Lends the last event ID string at the time of the event; empty if there was none.
  public func withID<Result>(_ record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard record.idLength > 0 else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    return wires[Int(record.source)].withID(of: record, body)
  }

  /// Lends the bytes of a record as they came on the wire, its line ends with them: in place, or copied where they lie
  /// in several segments. Of a CRLF at the very end the LF may be missing.
  public func withRaw<Result>(_ record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    wires[Int(record.source)].withBytes(record.offset, Int(record.length), body)
  }
}

/// The texts of an event, as long as they are lent.
public struct EventTexts {
  /// Empty for the default type.
  public let type: UnsafeRawBufferPointer
  /// The last event ID string at the time of the event; empty if there was none.
  public let id: UnsafeRawBufferPointer
  /// Its lines joined by LF.
  public let data: UnsafeRawBufferPointer
}

extension EventLog {
  /// Lends all texts of an event at once, for what writes each event: its bytes are looked for once, and nothing is
  /// answered, because a generic answer costs more across modules than writing most events.
  public func withTexts(of record: Record, _ body: (EventTexts) -> Void) {
    let source = Int(record.source)
    guard Wire.bringsID(record), let (bytes, start) = wires[source].piece(record.offset, Int(record.length)) else {
      return wires[source].withTexts(of: record, body)
    }
    bytes.withUnsafeBytes { bytes in
      let block = UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(record.length)])
      Wire.lend(record, block, id: Wire.ownID(record, block), body)
    }
  }
}

/// The same for tests of every record: with a plain `Bool`, because a generic answer costs more across modules than
/// most texts take to search.
extension EventLog {
  /// Asks about the event's data or a comment's text: in place, or a copy where it lies in several lines or segments.
  public func isData(of record: Record, _ test: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    guard !record.isJoined else { return data(record).withUnsafeBytes(test) }
    let (source, offset, length) = (
      Int(record.source), record.offset + UInt64(record.dataStart), Int(record.dataLength)
    )
    guard let (bytes, start) = wires[source].piece(offset, length) else {
      return wires[source].withBytes(offset, length, test)
    }
    return bytes.withUnsafeBytes { test(UnsafeRawBufferPointer(rebasing: $0[start..<start + length])) }
  }

  /// Asks about the bytes of the event's type; empty for the default.
  public func isType(of record: Record, _ test: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    let start = record.offset + UInt64(record.typeStart)
    return wires[Int(record.source)].withBytes(start, Int(record.typeLength), test)
  }

  /// Asks about the last event ID string at the time of the event; empty if there was none.
  public func isID(of record: Record, _ test: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    guard record.idLength > 0 else { return test(UnsafeRawBufferPointer(start: nil, count: 0)) }
    return wires[Int(record.source)].withID(of: record, test)
  }

  /// Looks for something in a source's wire, in the bytes from `start` to `end` that lie in one piece.
  ///
  /// - Parameters:
  ///   - search: where it begins in the piece, if it is there.
  /// - Returns: the wire offset where it begins, and that of the piece's end.
  public func find(
    source: Int, from start: UInt64, to end: UInt64, _ search: (UnsafeRawBufferPointer) -> Int?
  ) -> (found: UInt64?, end: UInt64) {
    let pieceEnd = min(end, wires[source].pieceEnd(at: start))
    let found = wires[source].withBytes(start, Int(clamping: pieceEnd - min(start, pieceEnd)), search)
    return (found.map { start + UInt64($0) }, pieceEnd)
  }
}
