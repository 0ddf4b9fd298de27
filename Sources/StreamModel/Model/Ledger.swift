/// What each reconnect of a source has lost or brought again, and whether ids mean the same on all connections.
///
/// Constant size, fed with the first events of each connection that have an id of their own.
package struct Ledger: Sendable {
  /// An event as it can be told from others: hashes of its id and of its data.
  struct Mark: Equatable, Sendable {
    var id: Int
    var data: Int
    /// An event without data may announce an id, which is to come again.
    var isEmpty: Bool
  }

  /// A connection after the first, and how what it brought fits to what had come before.
  package struct Reconnect: Equatable, Sendable {
    /// When it was open.
    package var at: Moment
    /// Since the one before was lost.
    package var down: Duration
    /// Which of the source's connections it is, from 1.
    package var connection: Int
    /// What the request carried, and the first id that came; the first `idLimit` bytes.
    package var sentID: [UInt8]
    package var firstID: [UInt8] = []
    /// Ids that were passed over before its first new one.
    package var missing = 0
    /// Events that came once more.
    package var repeated = 0
    /// Of its first events: those that came once more with the data they had, those in the order they had, and the
    /// first ones of it that the connection before began with.
    package var same = 0
    package var sameInOrder = 0
    package var sameBeginning = 0
    /// Of its first events: those whose id had come with other data.
    package var other = 0
    /// Whether its first id is the one that the connection before began with.
    package var beginsAlike = false

    /// It begins as if nothing had been asked for.
    package var isReplay: Bool {
      !sentID.isEmpty && same > other && (sameBeginning >= 2 || sameInOrder >= 5)
    }

    /// Its ids name other events than those before.
    package var isRestart: Bool { other >= 2 && other > same && (beginsAlike || other >= 5) }
  }

  /// Reconnects that are kept.
  package static let limit = 100
  /// Bytes of an id that are kept.
  package static let idLimit = 64
  /// Events that are looked at: of each connection the first, before it the newest.
  static let sample = 64
  private static let beginningLimit = 8

  /// The newest ones, oldest first.
  package private(set) var reconnects: [Reconnect] = []
  /// All reconnects whose ids began anew, and those that brought the same once more in spite of what was asked for.
  package private(set) var restarts = 0
  package private(set) var replays = 0
  /// The first of each.
  package private(set) var firstRestart: Reconnect?
  package private(set) var firstReplay: Reconnect?
  /// Events that came once more after a reconnect, of all of them.
  package private(set) var repeated = 0
  /// Events that had the id of another on the same connection, with one between them, and other data; their first id.
  package private(set) var shared = 0
  package private(set) var firstShared: [UInt8] = []

  private var known: [Mark] = []
  private var before: [Mark] = []
  private var own: [Mark] = []
  private var place: Int?
  private var order = 0
  private var isAlike = true
  private var isOpen = false
  /// Whether the newest reconnect has all that can be known of it.
  fileprivate(set) var isSettled = true
  /// Whether what it lost or brought again was told.
  fileprivate var isTold = true

  package init() {}

  /// Whether more of the connection's first events are wanted.
  var wantsEvents: Bool { isOpen && own.count < Self.sample }

  /// The first connection is open.
  mutating func opened() { isOpen = true }

  /// Another connection is open.
  ///
  /// - Parameter newest: the newest events that came before, oldest first.
  mutating func reopened(_ reconnect: Reconnect, newest: [Mark]) {
    before = Array(own.prefix(Self.beginningLimit))
    known = newest + before.filter { !newest.contains($0) }
    (own, place, order, isAlike, isOpen) = ([], nil, 0, true, true)
    (isSettled, isTold) = (false, false)
    if reconnects.count == Self.limit { reconnects.removeFirst() }
    reconnects.append(reconnect)
  }

  /// Takes one of the first events of a connection.
  mutating func take(_ mark: Mark, id: [UInt8]) {
    noteShared(mark, id)
    let index = own.count
    own.append(mark)
    guard let row = reconnects.indices.last else { return }
    let wasReplay = reconnects[row].isReplay
    let wasRestart = reconnects[row].isRestart
    if index == 0 {
      reconnects[row].firstID = Array(id.prefix(Self.idLimit))
      reconnects[row].beginsAlike = before.first?.id == mark.id
    }
    isAlike = isAlike && index < before.count && before[index] == mark
    if isAlike { reconnects[row].sameBeginning += 1 }
    compare(mark, row)
    if !wasReplay, reconnects[row].isReplay {
      replays += 1
      firstReplay = firstReplay ?? reconnects[row]
    }
    if !wasRestart, reconnects[row].isRestart {
      restarts += 1
      firstRestart = firstRestart ?? reconnects[row]
    }
  }

  private mutating func compare(_ mark: Mark, _ row: Int) {
    guard let index = known.lastIndex(where: { $0.id == mark.id && $0.data == mark.data }) else {
      if !mark.isEmpty, known.contains(where: { $0.id == mark.id && !$0.isEmpty }) { reconnects[row].other += 1 }
      (place, order) = (nil, 0)
      return
    }
    reconnects[row].same += 1
    order = place.map { index > $0 } ?? true ? order + 1 : 1
    place = index
    reconnects[row].sameInOrder = max(reconnects[row].sameInOrder, order)
  }

  private mutating func noteShared(_ mark: Mark, _ id: [UInt8]) {
    // One after the other with the same id are parts of one thing.
    guard !mark.isEmpty, own.last?.id != mark.id else { return }
    guard own.contains(where: { $0.id == mark.id && $0.data != mark.data && !$0.isEmpty }),
      !own.contains(where: { $0 == mark })
    else { return }
    shared += 1
    if firstShared.isEmpty { firstShared = Array(id.prefix(Self.idLimit)) }
  }

  /// Takes note of what ids that count tell of the newest reconnect; `nil` if they do not count.
  mutating func settle(_ gap: (missing: Int, repeated: Int)?) {
    guard let row = reconnects.indices.last else { return }
    let before = reconnects[row].repeated
    // Where ids begin anew, a number that comes again says nothing.
    let isRestart = reconnects[row].isRestart
    reconnects[row].missing = isRestart ? 0 : gap?.missing ?? 0
    let count = max(gap?.repeated ?? 0, reconnects[row].same)
    // One that each connection begins with is a greeting.
    let isGreeting = count == 1 && reconnects[row].sameBeginning == 1
    reconnects[row].repeated = isRestart || isGreeting ? 0 : count
    repeated += reconnects[row].repeated - before
  }
}

// MARK: - Feeding

extension StreamState {
  /// Begins a connection in the ledger.
  mutating func openLedger(source: Int, down: Duration, at now: Moment) {
    guard sources[source].openings > 1 else { return sources[source].ledger.opened() }
    settleLedger(source: source)
    sources[source].ids.resumed()
    let reconnect = Ledger.Reconnect(
      at: sources[source].attempts.last?.openedAt ?? now, down: down, connection: sources[source].openings,
      sentID: Array((sources[source].attempts.last?.lastEventID ?? []).prefix(Ledger.idLimit)))
    sources[source].ledger.reopened(reconnect, newest: newestMarks(of: source))
  }

  /// Shows the first events of a connection to the ledger.
  mutating func takeFirstEvents(of batch: Batch, source: Int) {
    let isNew = sources[source].ledger.wantsEvents
    guard isNew || !sources[source].ledger.isSettled else { return }
    for var record in batch.records where isNew && record.kind == .event && record.bringsID {
      guard sources[source].ledger.wantsEvents else { break }
      record.source = UInt16(source)
      let id = log.id(record, limit: Ledger.idLimit)
      sources[source].ledger.take(mark(of: record), id: id)
    }
    settleLedger(source: source)
    let isOver = !sources[source].ids.isResuming || !sources[source].ids.isOpen
    sources[source].ledger.isSettled = isOver && !sources[source].ledger.wantsEvents
    if !sources[source].ids.isResuming || sources[source].ledger.isSettled { tellGap(source: source, at: batch.at) }
  }

  /// Tells once of each reconnect what is missing over it or came twice.
  mutating func tellGap(source: Int, at now: Moment) {
    guard !sources[source].ledger.isTold, let row = sources[source].ledger.reconnects.last else { return }
    sources[source].ledger.isTold = true
    guard row.missing > 0 || row.repeated > 0 else { return }
    note(.resumed(missing: row.missing, repeated: row.repeated), source: source, at: now)
  }

  private mutating func settleLedger(source: Int) {
    let ids = sources[source].ids
    sources[source].ledger.settle(ids.reliance == .sure ? ids.gap : nil)
  }

  /// Records that are looked through for the newest events of a source.
  private static let searchLimit = 4096
  /// Bytes of an event's data that it is told by.
  private static let dataLimit = 4096

  private func newestMarks(of source: Int) -> [Ledger.Mark] {
    var marks: [Ledger.Mark] = []
    for position in log.positions.suffix(Self.searchLimit).reversed() {
      let record = log[position]
      guard record.kind == .event, Int(record.source) == source, record.bringsID else { continue }
      marks.append(mark(of: record))
      if marks.count == Ledger.sample { break }
    }
    return marks.reversed()
  }

  private func mark(of record: Record) -> Ledger.Mark {
    let id = log.withID(record) { EventIDForm.hash($0) }
    let data = log.withData(record) { EventIDForm.hash(UnsafeRawBufferPointer(rebasing: $0.prefix(Self.dataLimit))) }
    return Ledger.Mark(id: id, data: data, isEmpty: record.dataLength == 0)
  }
}
