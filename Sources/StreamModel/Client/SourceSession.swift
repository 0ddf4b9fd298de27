/// What outlives a connection of a source, and a run: the machine's and the parser's state.
public struct SourceSession: Sendable {
  public internal(set) var machine: ConnectionMachine
  private var parser: BodyParser
  private let format: BodyFormat?

  /// - Parameters:
  ///   - format: how bodies are read whatever their content type; `nil` for what that says.
  ///   - lineLimit: bytes of one line of a body that is read by lines.
  public init(
    machine: ConnectionMachine = ConnectionMachine(), parser: EventParser = EventParser(), format: BodyFormat? = nil,
    lineLimit: Int = EventParser.Limits().line
  ) {
    self.machine = machine
    self.parser = BodyParser(parser, lineLimit: lineLimit)
    self.format = format
  }

  /// The longest ID that is sent, in bytes. nginx, Apache and gunicorn take lines of about 8 KiB with the header's
  /// name; what takes more is rare, and what takes less answers 431 or 400 and is asked again without it. libcurl
  /// itself sends no head beyond 1 MiB.
  static let sentIDLimit = 8000

  /// The ID with which a server did not take the request.
  private var refusedID: [UInt8]?

  /// What the next request is to carry, in UTF-8: the standard decodes a stream before it looks for IDs.
  ///
  /// - Returns: the ID, empty if there is none to be sent, and why one is not sent.
  func resumption() -> (id: [UInt8], unsent: UnsentID?) {
    let id = Array(String(decoding: parser.lastEventID, as: UTF8.self).utf8)
    if id.count > Self.sentIDLimit { return ([], .tooLong(bytes: id.count, limit: Self.sentIDLimit)) }
    if !id.isEmpty, id == refusedID { return ([], .refused) }
    return (id, nil)
  }

  /// The head of a response to a request that carried `id` has arrived.
  mutating func responded(_ head: ResponseHead, sent id: [UInt8], at now: Moment) -> ConnectionMachine.Action {
    let isIDBlamed = !id.isEmpty && machine.blamesID(head.status)
    if isIDBlamed { refusedID = id }
    return machine.responded(head, at: now, isIDBlamed: isIDBlamed)
  }

  var endMark: EndMark? { parser.endMark }
  /// The wire offset of the byte that comes next.
  var position: UInt64 { parser.position }

  /// Drops what the last connection left incomplete.
  ///
  /// - Parameter isFirstLine: whether a byte order mark may come.
  mutating func reconnect(isFirstLine: Bool = true) { parser.reconnect(isFirstLine: isFirstLine) }

  /// Says how the body that begins is to be read.
  mutating func begin(_ format: BodyFormat) { parser.begin(format) }
  mutating func begin(_ head: ResponseHead) { parser.begin(format ?? BodyFormat(head)) }

  /// Bytes that are parsed in one go.
  private static let goLimit = 1 << 17
  /// Records from which on a batch takes no more bytes; with those of one go there are twice as many at most.
  private static let recordLimit = 1 << 16

  /// Parses what has come, or as much of it as a batch holds: a record may be larger than the bytes that made it.
  ///
  /// - Parameter start: the index of the first byte that was not parsed yet; what it is afterwards.
  mutating func receive(_ bytes: [UInt8], from start: inout Int, at now: Moment) -> Batch {
    var records: [Record] = []
    let first = start
    bytes.withUnsafeBytes { bytes in
      repeat {
        let end = min(start + Self.goLimit, bytes.count)
        parser.push(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), into: &records)
        start = end
      } while start < bytes.count && records.count < Self.recordLimit
    }
    let isWhole = first == 0 && start == bytes.count
    return batch(isWhole ? bytes : Array(bytes[first..<start]), records, at: now)
  }

  /// What only the end of the body completes.
  mutating func finish(at now: Moment) -> Batch? {
    var records: [Record] = []
    parser.finish(into: &records)
    return records.isEmpty ? nil : batch([], records, at: now)
  }

  private mutating func batch(_ bytes: [UInt8], _ records: [Record], at now: Moment) -> Batch {
    if let time = parser.reconnectionTime { machine.setReconnectionTime(milliseconds: time) }
    var batch = Batch(
      bytes: bytes, records: records, at: now, pendingOffset: parser.pendingOffset, lastEventID: parser.lastEventID,
      reconnectionTime: machine.backoff.reconnectionTime)
    batch.ignored = parser.ignored
    batch.format = parser.format
    return batch
  }
}
