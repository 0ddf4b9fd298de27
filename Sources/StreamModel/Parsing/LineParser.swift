import Text

/// A push parser for newline-delimited JSON and for sequences of JSON texts: each line or text that is not empty becomes
/// a record of an event.
///
/// What the lines hold is not looked at. Records lie on the wire as those of `EventParser` do.
struct LineParser: Sendable {
  private let limit: Int
  /// The wire offset of the next byte to be pushed.
  var position: UInt64
  private var ends = TextEnds()
  private var pendingLine: [UInt8] = []
  private var isFirstLine = true
  private var isSkipping = false

  /// - Parameter limit: bytes of one line; longer ones are reported as overlong.
  init(limit: Int, position: UInt64 = 0) {
    self.limit = limit
    self.position = position
  }

  var pendingOffset: UInt64 { position - UInt64(pendingLine.count) }

  /// Begins a new body: a line that was not ended is dropped.
  mutating func reconnect() {
    pendingLine.removeAll()
    ends = TextEnds()
    isFirstLine = true
    isSkipping = false
  }

  mutating func push(_ chunk: UnsafeRawBufferPointer, _ format: BodyFormat = .lines, into records: inout [Record]) {
    var index = 0
    while let end = ends.next(in: chunk, from: index, format) {
      keep(UnsafeRawBufferPointer(rebasing: chunk[index..<end]), offset: position + UInt64(index), into: &records)
      endLine(at: position + UInt64(end), endLength: 1, into: &records)
      index = end + 1
    }
    if index < chunk.count {
      keep(UnsafeRawBufferPointer(rebasing: chunk[index...]), offset: position + UInt64(index), into: &records)
    }
    position += UInt64(chunk.count)
  }

  /// The body has ended: its last line needs no line end.
  mutating func finish(into records: inout [Record]) {
    endLine(at: position, endLength: 0, into: &records)
  }

  private mutating func keep(_ part: UnsafeRawBufferPointer, offset: UInt64, into records: inout [Record]) {
    guard !isSkipping else { return }
    guard pendingLine.count + part.count > limit else { return pendingLine.append(contentsOf: part) }
    var record = Record(kind: .overlong, offset: offset - UInt64(pendingLine.count))
    record.length = UInt32(clamping: pendingLine.count + part.count)
    records.append(record)
    isSkipping = true
    pendingLine = []
  }

  private mutating func endLine(at end: UInt64, endLength: Int, into records: inout [Record]) {
    defer {
      isFirstLine = false
      isSkipping = false
      pendingLine.removeAll(keepingCapacity: pendingLine.count <= 1 << 16)
    }
    guard !isSkipping else { return }
    var line = pendingLine[...]
    if isFirstLine { line = line.withoutByteOrderMark }
    // A sequence that is read by lines.
    if line.first == TextEnds.separator { line = line.dropFirst() }
    var text = line
    while text.last?.isLineEnd == true { text.removeLast() }
    guard !text.allSatisfy({ $0.isJSONWhitespace }) else { return }
    var record = Record(kind: .event, offset: end - UInt64(line.count))
    record.length = UInt32(line.count + endLength)
    record.dataLength = UInt32(text.count)
    records.append(record)
  }
}

extension Record {
  /// Whether it is an event that a line of newline-delimited JSON makes: as such it is no block of an event stream.
  public var isLine: Bool { kind == .event && dataStart == 0 }
}
