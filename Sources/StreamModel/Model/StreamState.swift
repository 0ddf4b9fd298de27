/// Everything the dashboard can show, as one value. Only `apply` changes it.
///
/// Copied in one place alone: a frozen view is a copy, and shares the log's segments with what goes on.
public struct StreamState: Sendable {
  /// How many notices are kept.
  public static let noticeLimit = 1000

  public internal(set) var sources: [SourceState]
  public private(set) var types = TypeTable()
  public private(set) var comments = CommentCount()
  /// Events of all sources.
  public private(set) var eventRate = RateHistory()
  /// The gaps between events, whichever source they came from, while any is open.
  public private(set) var gaps = GapMeter()
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
  ///   - requests: for each source what is asked for, as it may be shown.
  public init(
    urls: [String], reconnectionTime: Duration = .seconds(3), lastEventID: [UInt8] = [], byteLimit: Int = 64 << 20,
    requests: [[String]] = [], names: [String?] = []
  ) {
    sources = urls.map { SourceState(url: $0, reconnectionTime: reconnectionTime, lastEventID: lastEventID) }
    for (index, request) in requests.prefix(urls.count).enumerated() { sources[index].request = request }
    for (index, name) in names.prefix(urls.count).enumerated() { sources[index].name = name }
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
    switch report {
    case .state(let state, let now): apply(state, source: source, at: now)
    case .head(let head):
      sources[source].head = head
      sources[source].meter(head)
    case .progress(let progress, let now): sources[source].meter(progress, at: now)
    case .unsentID(let why, let now):
      sources[source].withholdID()
      note(.unsentID(why), source: source, at: now)
    case .refusal(let start): sources[source].refusal = start
    case .batch(let batch): apply(batch, source: source)
    }
    read(self)
    trim(source)
  }

  private mutating func apply(_ batch: Batch, source: Int) {
    log.append(batch.bytes, source: source)
    if batch.isCut {
      sources[source].lastEventID = batch.lastEventID
      pendingOffsets[source] = batch.pendingOffset
      return
    }
    let start = log.end(of: source) - UInt64(batch.bytes.count)
    let commentsBefore = comments.comments
    let (events, overlong) = Self.append(batch, source: source, &log, &types, &comments)
    sources[source].overlong += overlong
    eventRate.add(events, at: batch.at)
    // Heartbeats would be the gap that is the commonest.
    let beats = events > 0 ? beats(in: batch) : 0
    gaps.add(events: events - beats, at: batch.at)
    takeFaults(of: batch, from: start, source: source)
    look(at: batch, from: start, source: source)
    sources[source].meter(
      batch, from: start, events: events, beats: beats, comments: comments.comments - commentsBefore,
      earlyID: earlyID(of: batch, from: start, source: source))
    takeFirstEvents(of: batch, source: source)
    sources[source].ignored = batch.ignored
    sources[source].lastByteAt = batch.at
    if events > 0, sources[source].firstEventAt == nil { sources[source].firstEventAt = batch.at }
    sources[source].lastEventID = batch.lastEventID
    sources[source].reconnectionTime = batch.reconnectionTime
    pendingOffsets[source] = batch.pendingOffset
  }

  private func earlyID(of batch: Batch, from start: UInt64, source: Int) -> [UInt8] {
    guard var record = SequenceTracker.early(in: batch, from: start) else { return [] }
    record.source = UInt16(source)
    return log.id(record, limit: 20)
  }

  private mutating func apply(_ state: ConnectionMachine.State, source: Int, at now: Moment) {
    let before = sources[source].connection
    if case .open = before {
      endBody(source: source, isWanted: state.isWanted, at: now)
      tellGap(source: source, at: now)
    }
    sources[source].connection = state
    sources[source].meter(state, after: before, at: now)
    if !sources.contains(where: { $0.openSince != nil }) { gaps.interrupt() }
    switch state {
    case .idle: break
    case .connecting(let attempt):
      attempts[source] = attempt
      sources[source].head = nil
      sources[source].refusal = []
      sources[source].sentRequest = []
      sources[source].firstEventAt = nil
      // From open straight to connecting: the user wanted it so, and it is no loss.
      if case .open = before { lostAt[source] = now }
    case .open: opened(source: source, at: now)
    case .waiting(let until, let reason):
      if case .open = before { sources[source].losses += 1 }
      lost(reason, source: source, at: now)
      note(.lost(reason, attempt: attempts[source], wait: until - now), source: source, at: now)
    case .closed(let reason):
      // An end that was wanted, by the user or by HTTP, is no loss.
      if case .open = before, reason.exitCode != 0 { sources[source].losses += 1 }
      lost(reason, source: source, at: now)
      note(.closed(reason), source: source, at: now)
    }
  }

  private mutating func opened(source: Int, at now: Moment) {
    sources[source].openings += 1
    openLedger(source: source, down: now - (lostAt[source] ?? now), at: now)
    if sources[source].openings == 1, let head = sources[source].head {
      note(.opened(head), source: source, at: now)
    } else {
      let since = lostAt[source] ?? now
      note(
        .reopened(
          after: now - since, lastEventID: sources[source].attempts.last?.lastEventID ?? [],
          attempts: attempts[source]),
        source: source, at: now)
    }
    lostAt[source] = nil
  }

  private mutating func lost(_ reason: Disconnection, source: Int, at now: Moment) {
    sources[source].lastDisconnection = (reason, now)
    if lostAt[source] == nil { lostAt[source] = now }
  }

  mutating func note(_ change: Notice.Change, source: Int, at now: Moment) {
    let record = Record(kind: .notice, offset: UInt64(notices.endIndex))
    notices.append(Notice(source: source, at: now, change: change))
    notices.drop(before: notices.endIndex - Self.noticeLimit)
    log.append([record], source: source) { $0.at = now }
  }

  private mutating func trim(_ source: Int) {
    Self.trim(
      &log, &types, &comments, source: source, pendingOffset: pendingOffsets[source],
      lastEventID: sources[source].lastEventID)
  }

  /// Makes room in the log, and tells the table what left it.
  private static func trim(
    _ log: inout EventLog, _ types: inout TypeTable, _ comments: inout CommentCount, source: Int,
    pendingOffset: UInt64, lastEventID: [UInt8]
  ) {
    var gone = (type: UInt32(0), events: 0)
    log.trim(source: source, pendingOffset: pendingOffset, lastEventID: lastEventID) { record in
      switch record.kind {
      case .event:
        if record.type != gone.type {
          types.drop(gone.events, of: Int(gone.type))
          gone = (record.type, 0)
        }
        gone.events &+= 1
      case .comment: comments.drop()
      case .overlong, .notice: break
      }
    }
    types.drop(gone.events, of: Int(gone.type))
  }

  /// Appends a batch's records to the log, and counts its comments, and its events under their types.
  private static func append(
    _ batch: Batch, source: Int, _ log: inout EventLog, _ types: inout TypeTable, _ comments: inout CommentCount
  ) -> (events: Int, overlong: Int) {
    var (events, overlong) = (0, 0)
    let names = TypeNames(batch, source: source, log)
    batch.bytes.withUnsafeBytes { bytes in
      log.append(batch.records, source: source) { record in
        record.at = batch.at
        switch record.kind {
        case .event:
          let type = names.withName(of: record, bytes) { types.count($0, bytes: Int(record.dataLength), at: batch.at) }
          record.type = UInt32(truncatingIfNeeded: type)
          events += 1
        case .comment: comments.count(bytes: Int(record.dataLength), at: batch.at)
        case .overlong: overlong += 1
        case .notice: break
        }
      }
    }
    types.settle(at: batch.at)
    return (events, overlong)
  }
}

/// Finds the names of a batch's event types: in its bytes, where they are still in the processor's cache, or for an
/// event that began in an earlier batch in the log.
private struct TypeNames {
  private let start: UInt64
  /// Only one event can be pending when a batch begins.
  private var earlier: [UInt8] = []

  init(_ batch: Batch, source: Int, _ log: EventLog) {
    start = log.end(of: source) - UInt64(batch.bytes.count)
    guard var first = batch.records.first(where: { $0.kind == .event }), first.offset < start else { return }
    first.source = UInt16(source)
    earlier = log.withType(first) { Array($0) }
  }

  @inline(__always)
  func withName(of record: Record, _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Int) -> Int {
    guard record.typeLength > 0 else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let index = Int(truncatingIfNeeded: record.offset &- start)
    let (first, count) = (index &+ Int(record.typeStart), Int(record.typeLength))
    guard index >= 0, first <= bytes.count &- count else { return earlier.withUnsafeBytes(body) }
    return body(UnsafeRawBufferPointer(rebasing: bytes[first..<first + count]))
  }
}

/// What is looked up in the wire for findings: only where a line was ignored, in a source's first events, and at ends.
extension StreamState {
  private mutating func takeFaults(of batch: Batch, from start: UInt64, source: Int) {
    if isErrorText(batch, source: source) {
      // The lines of what is no event stream are no lines of one.
      sources[source].body.faults.pass(batch)
    } else if batch.ignored.faults.count != sources[source].body.faults.known {
      let body = WireFaults.Body(
        connection: max(sources[source].openings, 1), start: sources[source].body.start ?? start,
        events: sources[source].attempts.last?.events ?? 0)
      sources[source].body.faults.take(batch, body, wire: log.wires[source])
    }
    guard sources[source].body.faults.looked < WireFaults.sample, batch.format == .eventStream else { return }
    for var record in batch.records where record.kind == .event {
      guard sources[source].body.faults.looked < WireFaults.sample else { return }
      record.source = UInt16(source)
      log.withData(record) { sources[source].body.faults.look(at: $0) }
    }
  }

  private func isErrorText(_ batch: Batch, source: Int) -> Bool {
    guard sources[source].attempts.last?.events == 0, !batch.records.contains(where: { $0.kind == .event }) else {
      return false
    }
    let known = sources[source].body.beginning
    return BodyMeter.isErrorText(known.isEmpty ? batch.bytes : known)
  }

  /// - Parameter isWanted: whether the user has ended it, so that what is unfinished says nothing.
  private mutating func endBody(source: Int, isWanted: Bool, at now: Moment) {
    let (start, end) = (pendingOffsets[source], log.end(of: source))
    let length = isWanted ? 0 : Int(clamping: end - min(start, end))
    let isKept = start >= log.wires[source].start
    let pending =
      isKept && length > 0 ? log.wires[source].withBytes(start, min(length, BodyMeter.limit), Array.init) : []
    let place = WireFaults.Place(
      connection: max(sources[source].openings, 1), event: (sources[source].attempts.last?.events ?? 0) + 1,
      offset: start - min(sources[source].body.start ?? start, start))
    sources[source].body.closed(pending: pending, length: length, at: place, now: now)
  }
}

extension ConnectionMachine.State {
  /// Whether an open connection has come to this by the user's wish, or because a file was read to its end.
  fileprivate var isWanted: Bool {
    switch self {
    case .waiting: false
    case .closed(.closed), .closed(.endOfFile), .connecting, .idle, .open: true
    case .closed: false
    }
  }
}
