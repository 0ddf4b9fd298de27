/// Everything the dashboard can show, as one value. Only `apply` changes it.
///
/// Copied in one place alone: a frozen view is a copy, and shares the log's segments with what goes on.
public struct StreamState: Sendable {
  /// How many notices are kept.
  public static let noticeLimit = 1000

  public internal(set) var sources: [SourceState]
  /// What the first sources are called where their number would stand: the sides of a comparison have letters.
  package let labels: [String]
  public internal(set) var types = TypeTable()
  public internal(set) var comments = CommentCount()
  /// Events of all sources.
  public private(set) var eventRate = RateHistory()
  /// The gaps between events, whichever source they came from, while any is open.
  public private(set) var gaps = GapMeter()
  public internal(set) var log: EventLog
  var notices = Segments<Notice>(shift: 6)
  /// Whether only the end of what there is was read: nothing that is counted is all of it.
  public internal(set) var lacksBeginning = false

  /// - Parameters:
  ///   - urls: as they may be shown, one for each source.
  ///   - lastEventID: what all sources are asked to resume from.
  ///   - byteLimit: what the log may hold, in bytes.
  ///   - requests: for each source what is asked for, as it may be shown.
  ///   - labels: what the first sources are called in place of their numbers.
  public init(
    urls: [String], reconnectionTime: Duration = .seconds(3), lastEventID: [UInt8] = [], byteLimit: Int = 64 << 20,
    requests: [[String]] = [], names: [String?] = [], labels: [String] = []
  ) {
    self.labels = labels
    sources = urls.map { SourceState(url: $0, reconnectionTime: reconnectionTime, lastEventID: lastEventID) }
    for (index, request) in requests.prefix(urls.count).enumerated() { sources[index].request = request }
    for (index, name) in names.prefix(urls.count).enumerated() { sources[index].name = name }
    log = EventLog(initialIDs: urls.map { _ in lastEventID }, byteLimit: byteLimit)
  }

  /// What a source is called in one letter or a number, counted from 1.
  package func label(of source: Int) -> String {
    labels.indices.contains(source) ? labels[source] : "\(source + 1)"
  }

  /// Events of all sources since the start, exact.
  public var events: Int { sources.indices.reduce(0) { $0 + sources[$1].events } }

  /// A notice by its number, if it is still kept.
  public func notice(_ record: Record) -> Notice? {
    let number = Int(clamping: record.offset)
    guard record.kind == .notice, (notices.startIndex..<notices.endIndex).contains(number) else { return nil }
    return notices[number]
  }

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
    // Whoever keeps states has taken these for itself.
    case .reached, .jumped, .caughtUp: break
    }
    read(self)
    trim(source)
  }

  private mutating func apply(_ batch: Batch, source: Int) {
    log.append(batch.bytes, source: source)
    if batch.isCut {
      sources[source].lastEventID = batch.lastEventID
      sources[source].pendingOffset = batch.pendingOffset
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
    sources[source].lastEventID = batch.lastEventID
    sources[source].reconnectionTime = batch.reconnectionTime
  }

  private func earlyID(of batch: Batch, from start: UInt64, source: Int) -> [UInt8] {
    guard var record = SequenceTracker.early(in: batch, from: start) else { return [] }
    record.source = UInt16(source)
    return log.id(record, limit: 20)
  }

  private mutating func apply(_ state: ConnectionMachine.State, source: Int, at now: Moment) {
    if sources[source].connection.isOpen {
      endBody(source: source, isWanted: state.isWanted, at: now)
      tellGap(source: source, at: now)
    }
    let change = sources[source].apply(connection: state, wireEnd: log.end(of: source), at: now)
    if case .reopened(let down, _, _) = change { openLedger(source: source, down: down, at: now) }
    if case .opened = change { openLedger(source: source, down: .zero, at: now) }
    if !sources.indices.contains(where: { sources[$0].connection.isOpen }) { gaps.interrupt() }
    if let change { note(change, source: source, at: now) }
  }

  /// The program was stopped until now, or its machine slept: when what it reads next was sent is not known, and nothing
  /// is a silence that lies before.
  ///
  /// - Parameter slept: how long the machine slept, if that is known.
  package mutating func programContinued(at now: Moment, slept: Duration? = nil) {
    let asked = sources.indices.filter { sources[$0].isAsked }
    for source in sources.indices { sources[source].body.continued(at: now) }
    for source in asked { sources[source].interrupt(at: now) }
    guard let first = asked.first else { return }
    gaps.interrupt()
    if let slept { tell(.slept(slept), source: first, at: now) }
  }

  /// Adds a notice that no connection has made: what was found out about a source's stream.
  package mutating func tell(_ change: Notice.Change, source: Int, at now: Moment) {
    note(change, source: source, at: now)
    trim(source)
  }

  mutating func note(_ change: Notice.Change, source: Int, at now: Moment) {
    let record = Record(kind: .notice, offset: UInt64(notices.endIndex))
    notices.append(Notice(source: source, at: now, change: change))
    notices.drop(before: notices.endIndex - Self.noticeLimit)
    log.append([record], source: source) { $0.at = now }
  }
}
