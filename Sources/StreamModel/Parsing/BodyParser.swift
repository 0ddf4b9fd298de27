/// The parser of a source's bodies: of event streams, or of lines where the body's format says so.
///
/// One wire for both, so a source may send the one today and the other tomorrow.
struct BodyParser: Sendable {
  private var events: EventParser
  private var lines: LineParser
  private(set) var format = BodyFormat.eventStream

  init(_ events: EventParser, lineLimit: Int = EventParser.Limits().line) {
    self.events = events
    lines = LineParser(limit: lineLimit, position: events.position)
  }

  var lastEventID: [UInt8] { events.lastEventID }
  var reconnectionTime: Int? { events.reconnectionTime }
  var endMark: EndMark? { events.endMark }
  var ignored: Ignored { events.ignored }
  /// The wire offset of the byte that comes next.
  var position: UInt64 { events.position }
  var pendingOffset: UInt64 { format == .eventStream ? events.pendingOffset : lines.pendingOffset }

  /// Begins a new body.
  ///
  /// - Parameter isFirstLine: whether a byte order mark may come; not in a recording, which leaves it out.
  mutating func reconnect(isFirstLine: Bool = true) {
    events.reconnect(isFirstLine: isFirstLine)
    lines.reconnect()
  }

  /// Says how the body that begins is to be read.
  mutating func begin(_ format: BodyFormat) { self.format = format }

  mutating func push(_ chunk: UnsafeRawBufferPointer, into records: inout [Record]) {
    switch format {
    case .eventStream:
      events.push(chunk, into: &records)
      lines.position = events.position
    case .lines, .sequence:
      lines.push(chunk, format, into: &records)
      events.pass(chunk.count)
    }
  }

  /// The body has ended as it should.
  mutating func finish(into records: inout [Record]) {
    if format != .eventStream { lines.finish(into: &records) }
  }
}
