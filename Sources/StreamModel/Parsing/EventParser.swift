import Text

/// The standard's event stream parser as a push parser: bytes in, records out, no input or output of its own.
///
/// Chunks may be cut anywhere; every cut gives the same records. A record says where its event lies in the source's
/// wire, so the caller keeps the bytes in the order in which it pushed them. Between chunks the parser holds the
/// pending line, if it is neither data nor a comment, never more than `Limits.line` bytes, and the last event ID.
///
/// Source: HTML Living Standard, 9.2.5 "Parsing an event stream" and 9.2.6 "Interpreting an event stream".
public struct EventParser: Sendable {
  let limits: Limits
  /// The wire offset of the next byte to be pushed.
  public private(set) var position: UInt64
  /// The last event ID string: what a reconnection sends.
  public var lastEventID: [UInt8] { lastID.bytes }
  /// The reconnection time that the stream has set last, in milliseconds; `nil` if it never did.
  public private(set) var reconnectionTime: Int?

  /// What the last event said about the end, if it is one that announces it: the body's end is no loss then.
  private(set) var endMark: EndMark?

  /// What came and made no event, because the standard ignores it: often a sign of a server's mistake.
  public private(set) var ignored = Ignored()

  private var pendingLine: [UInt8] = []
  /// A pending line of data or a comment, instead of its bytes: nobody asks for them, so they are only counted.
  private var counted = (field: Field.none, bytes: 0)
  /// A CR ended the last chunk's last line: an LF that comes next belongs to it.
  private var skipsLineFeed = false
  private var isFirstLine = true
  /// How many records the last chunk has completed.
  private var usualCount = 0
  private var skipping = Skipping.nothing

  /// What is left out until the next blank line.
  private enum Skipping {
    case nothing
    /// The rest of an overlong comment; then nothing.
    case comment
    /// The rest of a line; then `event`.
    case line
    /// Every line up to the next empty one.
    case event
  }

  /// The pending event, if a field of it has come.
  private var pending = Record(kind: .event, offset: 0)
  private var isPending = false
  private var pendingMark: EndMark?
  private var hasData = false
  private var lastID: EventID
  /// The id buffer, where it differs from the last event ID string.
  private var pendingID = EventID()
  private var hasPendingID = false

  /// - Parameters:
  ///   - position: the wire offset at which the first byte will lie.
  ///   - lastEventID: what the first request sends, and what events have until the stream sets another.
  public init(limits: Limits = Limits(), position: UInt64 = 0, lastEventID: [UInt8] = []) {
    self.limits = limits
    self.position = position
    lastID = EventID(bytes: lastEventID)
  }

  /// The wire offset from which bytes are still needed: where the pending event or line begins.
  public var pendingOffset: UInt64 { pendingOffset(lineAt: position) }

  /// Begins a new stream on the same wire: the next connection's.
  ///
  /// The pending line and event are dropped, a pending id with them; the last event ID string and the reconnection
  /// time stay.
  ///
  /// - Parameter isFirstLine: whether a byte order mark may come.
  public mutating func reconnect(isFirstLine: Bool = true) {
    pendingLine.removeAll()
    counted.bytes = 0
    skipsLineFeed = false
    self.isFirstLine = isFirstLine
    skipping = .nothing
    forgetEvent()
    hasPendingID = false
    endMark = nil
  }

  /// Counts bytes of the wire that are another parser's.
  mutating func pass(_ count: Int) { position += UInt64(count) }

  /// Parses a chunk and appends what it completed.
  public mutating func push(_ chunk: [UInt8], into records: inout [Record]) {
    chunk.withUnsafeBytes { push($0, into: &records) }
  }

  /// Parses a chunk and appends what it completed.
  public mutating func push(_ chunk: UnsafeRawBufferPointer, into records: inout [Record]) {
    guard let base = chunk.baseAddress, let first = chunk.first else { return }
    var index = skipsLineFeed && first == 0x0A ? 1 : 0
    skipsLineFeed = false
    let countBefore = records.count
    // A chunk brings about as many as the one before it: room for them at once is cheaper than growing.
    if records.isEmpty, usualCount > 1 { records.reserveCapacity(usualCount) }
    var isOrdinary = isOrdinary
    var ends = LineEnds(in: chunk)
    while let end = ends.next(from: index) {
      var next = end &+ 1
      if base.load(fromByteOffset: end, as: UInt8.self) == 0x0D {
        // A CR ends its line at once; whether an LF belongs to it may be for the next chunk to tell.
        if next == chunk.count { skipsLineFeed = true } else if chunk[next] == 0x0A { next += 1 }
      }
      let line = UnsafeRawBufferPointer(start: base + index, count: end &- index)
      let offset = position &+ UInt64(truncatingIfNeeded: index)
      if isOrdinary, skipping == .nothing, line.count <= limits.line {
        interpret(line, offset: offset, readable: chunk.count &- index, in: base, into: &records)
      } else {
        takeSlowly(line, offset: offset, in: base, into: &records)
        isOrdinary = self.isOrdinary
      }
      index = next
    }
    if index == 0, countOn(chunk.count) {
      usualCount = 0
      position &+= UInt64(truncatingIfNeeded: chunk.count)
      return
    }
    lastID.settle(in: chunk)
    pendingID.settle(in: chunk)
    if index < chunk.count {
      keep(UnsafeRawBufferPointer(rebasing: chunk[index...]), offset: position + UInt64(index), into: &records)
    }
    usualCount = records.count - countBefore
    position += UInt64(chunk.count)
  }

  /// Whether a line has nothing before it.
  @inline(__always)
  private var isOrdinary: Bool { pendingCount == 0 && !isFirstLine }

  /// A line is complete, and something is out of the ordinary: its beginning came before, it is the stream's first, it
  /// is too long, or it is to be left out.
  @inline(never)
  private mutating func takeSlowly(
    _ line: UnsafeRawBufferPointer, offset: UInt64, in base: UnsafeRawPointer, into records: inout [Record]
  ) {
    if pendingCount == 0, line.count <= limits.line, skipping == .nothing {
      return interpretFirst(line, offset: offset, in: base, into: &records)
    }
    let start = offset - UInt64(pendingCount)
    if countOn(line.count) {
      let (field, count) = counted
      counted.bytes = 0
      isFirstLine = false
      return process(field, count: count, offset: start, in: base, into: &records)
    }
    keep(line, offset: offset, into: &records)
    switch skipping {
    case .comment:
      skipping = .nothing
      giveUpEvent(ifOver: offset + UInt64(line.count) + 1, into: &records)
    case .line: skipping = .event
    case .event:
      interpretFirst(UnsafeRawBufferPointer(start: base, count: 0), offset: offset, in: base, into: &records)
    case .nothing: interpretPendingLine(offset: start, into: &records)
    }
  }

  private mutating func interpretPendingLine(offset: UInt64, into records: inout [Record]) {
    var whole: [UInt8] = []
    swap(&whole, &pendingLine)
    whole.withUnsafeBytes { whole in
      guard let base = whole.baseAddress else { return }
      interpretFirst(whole, offset: offset, in: base, into: &records)
      lastID.settle(in: whole)
      pendingID.settle(in: whole)
    }
    // The memory serves the next line too, unless it is a lot.
    if whole.capacity <= 1 << 16 {
      whole.removeAll(keepingCapacity: true)
      pendingLine = whole
    }
  }

  /// Holds the beginning of a line until its end comes.
  private mutating func keep(_ part: UnsafeRawBufferPointer, offset: UInt64, into records: inout [Record]) {
    guard !part.isEmpty || pendingCount > 0 else { return }
    switch skipping {
    case .comment: skipComment(to: offset + UInt64(part.count), into: &records)
    case .line: return
    case .event: skipping = .line
    case .nothing:
      guard pendingCount + part.count > limits.line else { return hold(part) }
      let first = counted.bytes > 0 ? nil : pendingLine.first ?? part.first
      let isComment = first.map { $0 == UInt8(ascii: ":") } ?? (counted.field.name == .comment)
      let start = isComment ? offset - UInt64(pendingCount) : pendingOffset(lineAt: offset)
      let end = offset + UInt64(part.count)
      giveUp(isComment: isComment, from: start, to: end, into: &records)
      isFirstLine = false
      pendingLine = []
      counted.bytes = 0
      if isComment { return skipComment(to: end, into: &records) }
      skipping = .line
      forgetEvent()
    }
  }

  /// Leaves out what came of an overlong comment up to `end`, and the event that it stands in once that is too long.
  private mutating func skipComment(to end: UInt64, into records: inout [Record]) {
    skipping = giveUpEvent(ifOver: end, into: &records) ? .line : .comment
  }

  /// Takes what goes on with a line of which only the bytes are counted: of long lines that is most chunks.
  ///
  /// - Returns: whether there is such a line, with room for them.
  @inline(__always)
  private mutating func countOn(_ count: Int) -> Bool {
    guard counted.bytes > 0, counted.bytes &+ count <= limits.line else { return false }
    counted.bytes &+= count
    return true
  }

  private mutating func hold(_ part: UnsafeRawBufferPointer) {
    if countOn(part.count) { return }
    // Longer than any data that says something about the end.
    if pendingLine.isEmpty, part.count >= 16 {
      let field = Field(line: part, readable: part.count)
      if field.name == .data || field.name == .comment {
        counted = (field, part.count)
        return
      }
    }
    pendingLine.append(contentsOf: part)
  }

  /// Bytes of the pending line.
  private var pendingCount: Int { pendingLine.count + counted.bytes }

  private func pendingOffset(lineAt offset: UInt64) -> UInt64 {
    isPending ? pending.offset : offset - UInt64(pendingCount)
  }

  /// As `interpret`, for a line that may be the stream's first and has nothing readable after it.
  private mutating func interpretFirst(
    _ wholeLine: UnsafeRawBufferPointer, offset wholeOffset: UInt64, in base: UnsafeRawPointer,
    into records: inout [Record]
  ) {
    var (line, offset) = (wholeLine, wholeOffset)
    if isFirstLine {
      isFirstLine = false
      // "one leading U+FEFF BYTE ORDER MARK character must be ignored if any are present"
      if line.beginsWithByteOrderMark {
        line = UnsafeRawBufferPointer(rebasing: line.dropFirst(3))
        offset += 3
      }
    }
    interpret(line, offset: offset, readable: line.count, in: base, into: &records)
  }

  /// "Process the field", "dispatch the event" or neither, as the line asks for.
  ///
  /// - Parameters:
  ///   - readable: bytes that can be read from the line's start on.
  ///   - base: where the bytes begin that the line is a part of.
  @inline(__always)
  private mutating func interpret(
    _ line: UnsafeRawBufferPointer, offset: UInt64, readable: Int, in base: UnsafeRawPointer,
    into records: inout [Record]
  ) {
    guard line.count > 0, let start = line.baseAddress else { return dispatch(end: offset &+ 1, into: &records) }
    // All that fields have in common comes before it is known which one it is: so each goes its own way then.
    let end = offset &+ UInt64(truncatingIfNeeded: line.count) &+ 1
    if start.load(as: UInt8.self) == UInt8(ascii: ":") {
      return takeComment(count: line.count &- 1, offset: offset, end: end, into: &records)
    }
    guard beginField(at: offset, end: end, into: &records) else { return }
    let field = Field(line: line, readable: readable)
    let value = UnsafeRawBufferPointer(start: start + field.valueStart, count: line.count &- field.valueStart)
    receive(field, value, count: line.count, line: line, offset: offset, in: base)
  }
}

/// What the parser does with a field, and with the empty line.
extension EventParser {
  /// "Process the field", or report a comment, of a line whose bytes were counted.
  private mutating func process(
    _ field: Field, count: Int, offset: UInt64, in base: UnsafeRawPointer, into records: inout [Record]
  ) {
    let end = offset &+ UInt64(truncatingIfNeeded: count) &+ 1
    if field.name == .comment {
      return takeComment(count: count &- field.valueStart, offset: offset, end: end, into: &records)
    }
    guard beginField(at: offset, end: end, into: &records) else { return }
    let nothing = UnsafeRawBufferPointer(start: base, count: 0)
    receive(field, nothing, count: count, line: nothing, offset: offset, in: base)
  }

  /// A field begins, and with the first one an event.
  ///
  /// - Returns: whether there is room for it in the event.
  @inline(__always)
  private mutating func beginField(at offset: UInt64, end: UInt64, into records: inout [Record]) -> Bool {
    if !isPending {
      isPending = true
      pending = Record(kind: .event, offset: offset)
    }
    return !giveUpEvent(ifOver: end, into: &records)
  }

  private mutating func takeComment(count: Int, offset: UInt64, end: UInt64, into records: inout [Record]) {
    if giveUpEvent(ifOver: end, into: &records) { return }
    addComment(count: UInt32(truncatingIfNeeded: count), offset: offset, end: end, into: &records)
  }

  /// "Process the field."
  ///
  /// - Parameters:
  ///   - value: the field's; empty if only the line's bytes were counted.
  ///   - count: the line's.
  @inline(__always)
  private mutating func receive(
    _ field: Field, _ value: UnsafeRawBufferPointer, count: Int, line: UnsafeRawBufferPointer, offset: UInt64,
    in base: UnsafeRawPointer
  ) {
    let valueOffset = offset &+ UInt64(truncatingIfNeeded: field.valueStart)
    let valueStart = UInt32(truncatingIfNeeded: valueOffset &- pending.offset)
    let valueCount = UInt32(truncatingIfNeeded: count &- field.valueStart)
    switch field.name {
    case .data: addData(value, count: valueCount, start: valueStart)
    case .event:
      pending.typeStart = valueStart
      pending.typeLength = valueCount
      if pendingMark != .done { pendingMark = EndMark(type: value) }
    case .id:
      // "If the field value does not contain U+0000 NULL, then set the last event ID buffer to the field value."
      // The name before it holds none.
      guard !line.containsNull else { return note(.nullInID, line, at: offset) }
      pendingID.set(to: value, in: base, offset: valueOffset)
      hasPendingID = true
    case .retry:
      setTime(value, line, at: offset)
    case .comment: break
    case .unknown:
      ignored.add(line: line)
      ignored.faults.add(
        unknown: line, at: LineFaults.Location(offset: offset, event: pending.offset), hasData: hasData)
    }
  }

  @inline(never)
  private mutating func note(_ kind: LineFaults.Kind, _ line: UnsafeRawBufferPointer, at offset: UInt64) {
    ignored.faults.add(kind, line, at: LineFaults.Location(offset: offset, event: pending.offset))
  }

  /// Sets the reconnection time: in effect at once, not at the blank line.
  @inline(never)
  private mutating func setTime(_ value: UnsafeRawBufferPointer, _ line: UnsafeRawBufferPointer, at offset: UInt64) {
    guard let time = Self.reconnectionTime(value) else { return note(.noTime, line, at: offset) }
    reconnectionTime = time
    if !(100...300_000).contains(time) { note(.oddTime, line, at: offset) }
  }

  /// Gives the pending event up if with a line that goes up to `end` it is longer than the limit; a comment inside it
  /// counts too, because its bytes are held as long as the event's.
  @inline(__always) @discardableResult
  private mutating func giveUpEvent(ifOver end: UInt64, into records: inout [Record]) -> Bool {
    guard isPending, end &- pending.offset > UInt64(truncatingIfNeeded: limits.event) else { return false }
    giveUpEvent(end: end, into: &records)
    return true
  }

  private mutating func giveUpEvent(end: UInt64, into records: inout [Record]) {
    giveUp(isComment: false, from: pending.offset, to: end, into: &records)
    forgetEvent()
    skipping = .event
  }

  private func addComment(count: UInt32, offset: UInt64, end: UInt64, into records: inout [Record]) {
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
  private mutating func addData(_ value: UnsafeRawBufferPointer, count: UInt32, start: UInt32) {
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
  private mutating func dispatch(end: UInt64, into records: inout [Record]) {
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
  private func giveUp(isComment: Bool, from start: UInt64, to end: UInt64, into records: inout [Record]) {
    var record = Record(kind: .overlong, offset: start)
    record.length = UInt32(clamping: end - start)
    (record.idOffset, record.idLength) = (lastID.offset, lastID.length)
    // An id that the event has set counts at its blank line, and its bytes lie in what is given up.
    record.isEnclosed = isComment && isPending || hasPendingID
    records.append(record)
  }

  private mutating func forgetEvent() {
    isPending = false
    pendingMark = nil
    hasData = false
  }
}
