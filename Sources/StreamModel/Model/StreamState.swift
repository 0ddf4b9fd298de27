/// Everything the dashboard can show, as one value. Only `apply` changes it.
///
/// Copied in one place alone: a frozen view is a copy, and shares the log's segments with what goes on.
public struct StreamState: Sendable {
  /// How many notices are kept.
  public static let noticeLimit = 1000

  /// Grows with every change: what an observer watches.
  public private(set) var revision: UInt64 = 0
  public private(set) var sources: [SourceState]
  public private(set) var types = TypeTable()
  public private(set) var log: EventLog
  private var notices = Segments<Notice>(shift: 6)
  private var attempts: [Int]
  private var lostAt: [Moment?]
  /// From where each source's parser still needs its wire.
  private var pendingOffsets: [UInt64]

  /// - Parameters:
  ///   - urls: as they may be shown, one for each source.
  ///   - lastEventID: what all sources are asked to resume from.
  ///   - byteLimit: what the log may hold, in bytes.
  public init(
    urls: [String], reconnectionTime: Duration = .seconds(3), lastEventID: [UInt8] = [], byteLimit: Int = 64 << 20
  ) {
    sources = urls.map { SourceState(url: $0, reconnectionTime: reconnectionTime, lastEventID: lastEventID) }
    log = EventLog(initialIDs: urls.map { _ in lastEventID }, byteLimit: byteLimit)
    attempts = Array(repeating: 0, count: urls.count)
    lostAt = Array(repeating: nil, count: urls.count)
    pendingOffsets = Array(repeating: 0, count: urls.count)
  }

  /// Events of all sources since the start, exact.
  public var events: Int { sources.reduce(0) { $0 + $1.events } }

  /// A notice by its number, if it is still kept.
  public func notice(_ record: Record) -> Notice? {
    let number = Int(clamping: record.offset)
    guard record.kind == .notice, (notices.startIndex..<notices.endIndex).contains(number) else { return nil }
    return notices[number]
  }

  /// The kept notices, oldest first.
  public var history: [Notice] { (notices.startIndex..<notices.endIndex).map { notices[$0] } }

  /// Takes in what a source reports.
  ///
  /// - Parameters:
  ///   - source: its index among the `urls`.
  ///   - read: sees the state before the log makes room: for who must miss nothing, however much came at once.
  public mutating func apply(_ report: Report, source: Int, reading read: (StreamState) -> Void = { _ in }) {
    revision += 1
    switch report {
    case .state(let state, let now): apply(state, source: source, at: now)
    case .head(let head): sources[source].head = head
    case .refusal(let start): sources[source].refusal = start
    case .batch(let batch): apply(batch, source: source)
    }
    read(self)
    trim(source)
  }

  private mutating func apply(_ batch: Batch, source: Int) {
    log.append(batch.bytes, source: source)
    var events = 0
    for var record in batch.records {
      record.source = UInt16(source)
      record.at = batch.at
      switch record.kind {
      case .event:
        record.type = Self.count(record, in: log, &types)
        events += 1
      case .comment: sources[source].comments += 1
      case .overlong: sources[source].overlong += 1
      case .notice: break
      }
      log.append(record)
    }
    sources[source].events += events
    sources[source].bytes += batch.bytes.count
    sources[source].eventRate.add(events, at: batch.at)
    sources[source].byteRate.add(batch.bytes.count, at: batch.at)
    sources[source].ignored = batch.ignored
    sources[source].lastByteAt = batch.at
    if events > 0, sources[source].firstEventAt == nil { sources[source].firstEventAt = batch.at }
    sources[source].lastEventID = batch.lastEventID
    sources[source].reconnectionTime = batch.reconnectionTime
    pendingOffsets[source] = batch.pendingOffset
  }

  private mutating func apply(_ state: ConnectionMachine.State, source: Int, at now: Moment) {
    let before = sources[source].connection
    sources[source].connection = state
    switch state {
    case .idle: break
    case .connecting(let attempt):
      attempts[source] = attempt
      sources[source].head = nil
      sources[source].refusal = []
      sources[source].firstEventAt = nil
      // From open straight to connecting: the user wanted it so, and it is no loss.
      if case .open = before { lostAt[source] = now }
    case .open: opened(source: source, at: now)
    case .waiting(let until, let reason):
      if case .open = before { sources[source].losses += 1 }
      lost(reason, source: source, at: now)
      note(.lost(reason, attempt: attempts[source], wait: until - now), source: source, at: now)
    case .closed(let reason):
      if case .open = before { sources[source].losses += 1 }
      lost(reason, source: source, at: now)
      note(.closed(reason), source: source, at: now)
    }
  }

  private mutating func opened(source: Int, at now: Moment) {
    sources[source].openings += 1
    if sources[source].openings == 1, let head = sources[source].head {
      note(.opened(head), source: source, at: now)
    } else {
      let since = lostAt[source] ?? now
      note(
        .reopened(
          after: now - since, lastEventID: Array(sources[source].lastEventID.prefix(Notice.idLimit)),
          attempts: attempts[source]),
        source: source, at: now)
    }
    lostAt[source] = nil
  }

  private mutating func lost(_ reason: Disconnection, source: Int, at now: Moment) {
    sources[source].lastDisconnection = (reason, now)
    if lostAt[source] == nil { lostAt[source] = now }
  }

  private mutating func note(_ change: Notice.Change, source: Int, at now: Moment) {
    var record = Record(kind: .notice, offset: UInt64(notices.endIndex))
    record.source = UInt16(source)
    record.at = now
    notices.append(Notice(source: source, at: now, change: change))
    notices.drop(before: notices.endIndex - Self.noticeLimit)
    log.append(record)
  }

  private mutating func trim(_ source: Int) {
    Self.trim(
      &log, &types, source: source, pendingOffset: pendingOffsets[source], lastEventID: sources[source].lastEventID)
  }

  /// Makes room in the log, and tells the table what left it.
  private static func trim(
    _ log: inout EventLog, _ types: inout TypeTable, source: Int, pendingOffset: UInt64, lastEventID: [UInt8]
  ) {
    log.trim(source: source, pendingOffset: pendingOffset, lastEventID: lastEventID) { record in
      if record.kind == .event { types.drop(Int(record.type)) }
    }
  }

  /// Counts an event under its type, whose name lies in the log.
  private static func count(_ record: Record, in log: EventLog, _ types: inout TypeTable) -> UInt32 {
    let type = log.withType(record) { types.index(of: $0, at: record.at) }
    types.count(type, bytes: Int(record.dataLength), at: record.at)
    return UInt32(type)
  }
}
