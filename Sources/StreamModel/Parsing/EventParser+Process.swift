import Text

/// What the parser does with a field, and with the empty line.
extension EventParser {
  /// "Process the field", or report a comment.
  ///
  /// - Parameters:
  ///   - value: the field's; empty if only the line's bytes were counted.
  ///   - count: the line's.
  @inline(__always)
  mutating func process(
    _ field: Field, _ value: UnsafeRawBufferPointer, count: Int, line: UnsafeRawBufferPointer, offset: UInt64,
    in base: UnsafeRawPointer, into records: inout [Record]
  ) {
    let end = offset &+ UInt64(truncatingIfNeeded: count) &+ 1
    if !isPending, field.name != .comment {
      isPending = true
      pending = Record(kind: .event, offset: offset)
    }
    if giveUpEvent(ifOver: end, into: &records) { return }
    let valueStart = UInt32(truncatingIfNeeded: offset &- pending.offset) &+ UInt32(field.valueStart)
    let valueCount = UInt32(truncatingIfNeeded: count &- field.valueStart)
    switch field.name {
    case .data: addData(value, count: valueCount, start: valueStart)
    case .event:
      pending.typeStart = valueStart
      pending.typeLength = valueCount
      if pendingMark != .done { pendingMark = EndMark(type: value) }
    case .id:
      // "If the field value does not contain U+0000 NULL, then set the last event ID buffer to the field value."
      guard !value.containsNull else { return note(.nullInID, line, at: offset) }
      pendingID.set(to: value, in: base, offset: offset &+ UInt64(field.valueStart))
      hasPendingID = true
    case .retry:
      // In effect at once, not at the blank line.
      if let time = Self.reconnectionTime(value) { reconnectionTime = time }
      noteTime(value, line, at: offset)
    case .comment: addComment(count: valueCount, offset: offset, end: end, into: &records)
    case .unknown:
      ignored.add(line: line)
      ignored.faults.add(
        unknown: line, at: LineFaults.Place(offset: offset, event: pending.offset), hasData: hasData)
    }
  }

  @inline(never)
  private mutating func note(_ kind: LineFaults.Kind, _ line: UnsafeRawBufferPointer, at offset: UInt64) {
    ignored.faults.add(kind, line, at: LineFaults.Place(offset: offset, event: pending.offset))
  }

  /// Looks at a reconnection time that a stream has set, or tried to set.
  @inline(never)
  private mutating func noteTime(_ value: UnsafeRawBufferPointer, _ line: UnsafeRawBufferPointer, at offset: UInt64) {
    guard let time = Self.reconnectionTime(value) else { return note(.noTime, line, at: offset) }
    if !(100...300_000).contains(time) { note(.oddTime, line, at: offset) }
  }

  /// Gives the pending event up if with a line that goes up to `end` it is longer than the limit; a comment inside it
  /// counts too, because its bytes are held as long as the event's.
  @inline(__always) @discardableResult
  mutating func giveUpEvent(ifOver end: UInt64, into records: inout [Record]) -> Bool {
    guard isPending, end &- pending.offset > UInt64(truncatingIfNeeded: limits.event) else { return false }
    giveUpEvent(end: end, into: &records)
    return true
  }

  private mutating func giveUpEvent(end: UInt64, into records: inout [Record]) {
    giveUp(isComment: false, from: pending.offset, to: end, into: &records)
    forgetEvent()
    skipping = .event
  }

  func addComment(count: UInt32, offset: UInt64, end: UInt64, into records: inout [Record]) {
    var record = Record(kind: .comment, offset: offset)
    record.length = UInt32(end - offset)
    record.dataStart = 1
    record.dataLength = count
    (record.idOffset, record.idLength) = (lastID.offset, lastID.length)
    record.isEnclosed = isPending
    records.append(record)
  }

  /// "Append the field value to the data buffer, then append a single U+000A LINE FEED (LF) character".
  @inline(__always)
  mutating func addData(_ value: UnsafeRawBufferPointer, count: UInt32, start: UInt32) {
    if hasData {
      pending.isJoined = true
      pending.dataLength &+= count &+ 1
      if pendingMark == .done { pendingMark = nil }
    } else {
      hasData = true
      pending.dataStart = start
      pending.dataLength = count
      if let mark = EndMark(data: value) { pendingMark = mark }
    }
  }

  /// The empty line.
  @inline(__always)
  mutating func dispatch(end: UInt64, into records: inout [Record]) {
    // "Set the last event ID string of the event source to the value of the last event ID buffer", data or no data.
    let setsID = hasPendingID
    if setsID {
      swap(&lastID, &pendingID)
      hasPendingID = false
    }
    skipping = .nothing
    guard isPending else { return }
    isPending = false
    // "If the data buffer is an empty string, set the data buffer and the event type buffer to the empty string and
    // return." A `data` line without a value leaves an LF in the buffer, so it counts.
    let mark = pendingMark
    pendingMark = nil
    guard hasData else { return ignored.addBlock(setsID: setsID) }
    hasData = false
    endMark = mark
    pending.length = UInt32(truncatingIfNeeded: end &- pending.offset)
    (pending.idOffset, pending.idLength) = (lastID.offset, lastID.length)
    records.append(pending)
  }

  /// Reports what is too long to be kept.
  func giveUp(isComment: Bool, from start: UInt64, to end: UInt64, into records: inout [Record]) {
    var record = Record(kind: .overlong, offset: start)
    record.length = UInt32(clamping: end - start)
    (record.idOffset, record.idLength) = (lastID.offset, lastID.length)
    // An id that the event has set counts at its blank line, and its bytes lie in what is given up.
    record.isEnclosed = isComment && isPending || hasPendingID
    records.append(record)
  }

  mutating func forgetEvent() {
    isPending = false
    pendingMark = nil
    hasData = false
  }
}
