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
    /// Of its first events, `sample` of them at most: those that came once more with the data they had, those in the
    /// order they had, and the first ones of it that the connection before began with.
    package var same: UInt8 = 0
    package var sameInOrder: UInt8 = 0
    package var sameBeginning: UInt8 = 0
    /// Of its first events: those whose id had come with other data.
    package var other: UInt8 = 0
    /// Whether its first id is the one that the connection before began with.
    package var beginsAlike = false
    /// What its ids tell if they count: numbers that were passed over before its first new one, or came again.
    var numbers = Numbers()

    /// It begins as if nothing had been asked for.
    package var isReplay: Bool {
      !sentID.isEmpty && same > other && (sameBeginning >= 2 || sameInOrder >= 5)
    }

    /// Its ids name other events than those before.
    package var isRestart: Bool { other >= 2 && other > same && (beginsAlike || other >= 5) }
  }

  struct Numbers: Equatable, Sendable {
    var missing = 0
    var repeated = 0
  }

  /// Reconnects that are kept.
  package static let limit = 50
  /// Bytes of an id that are kept.
  package static let idLimit = 48
  /// Events that are looked at: of each connection the first, before it the newest.
  static let sample = 64
  private static let beginningLimit = 8

  /// The newest ones, oldest first.
  package var reconnects: [Reconnect] { rows.map(resolved) }
  /// All reconnects whose ids began anew, and those that brought the same once more in spite of what was asked for.
  package private(set) var restarts = 0
  package private(set) var replays = 0
  /// The first of each.
  package private(set) var firstRestart: Reconnect?
  package private(set) var firstReplay: Reconnect?
  /// Events that came once more after a reconnect, of all of them.
  package var repeated: Int { rows.reduce(repeatedBefore) { $0 + resolved($1).repeated } }
  /// Whether the newest reconnect has brought too little to tell one event that came again from all of them, or from ids
  /// that begin anew.
  package var isUndecided: Bool { rows.last.map { own.count < ($0.beginsAlike ? 2 : 5) } ?? false }
  /// Of the newest reconnect.
  package var newestRepeated: Int { rows.last.map { resolved($0).repeated } ?? 0 }
  /// Events that had the id of another on the same connection, with one between them, and other data; their first id.
  package private(set) var shared = 0
  package private(set) var firstShared: [UInt8] = []

  private var rows: [Reconnect] = []
  /// What came once more after reconnects that are not kept.
  private var repeatedBefore = 0
  /// Whether ids count: it may be known only when there have been some connections.
  private var isCounting = false
  private var known: [Mark] = []
  private var before: [Mark] = []
  private var own: [Mark] = []
  private var place: Int?
  private var order: UInt8 = 0
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
    if rows.count == Self.limit { repeatedBefore += resolved(rows.removeFirst()).repeated }
    // To the limit at most: by itself an array doubles.
    if rows.count == rows.capacity { rows.reserveCapacity(min(max(rows.count * 2, 2), Self.limit)) }
    rows.append(reconnect)
  }

  /// Takes one of the first events of a connection.
  mutating func receive(_ mark: Mark, id: [UInt8]) {
    noteShared(mark, id)
    let index = own.count
    own.append(mark)
    guard let row = rows.indices.last else { return }
    let wasReplay = rows[row].isReplay
    let wasRestart = rows[row].isRestart
    if index == 0 {
      rows[row].firstID = Array(id.prefix(Self.idLimit))
      rows[row].beginsAlike = before.first?.id == mark.id
    }
    isAlike = isAlike && index < before.count && before[index] == mark
    if isAlike { rows[row].sameBeginning += 1 }
    compare(mark, row)
    if !wasReplay, rows[row].isReplay {
      replays += 1
      firstReplay = firstReplay ?? rows[row]
    }
    if !wasRestart, rows[row].isRestart {
      restarts += 1
      firstRestart = firstRestart ?? rows[row]
    }
  }

  private mutating func compare(_ mark: Mark, _ row: Int) {
    guard let index = known.lastIndex(where: { $0.id == mark.id && $0.data == mark.data }) else {
      if !mark.isEmpty, known.contains(where: { $0.id == mark.id && !$0.isEmpty }) { rows[row].other += 1 }
      (place, order) = (nil, 0)
      return
    }
    rows[row].same += 1
    order = place.map { index > $0 } ?? true ? order + 1 : 1
    place = index
    rows[row].sameInOrder = max(rows[row].sameInOrder, order)
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

  /// Takes note of what ids tell of the newest reconnect, and whether they count.
  mutating func settle(_ numbers: Numbers, isCounting: Bool) {
    self.isCounting = isCounting
    if let row = rows.indices.last { rows[row].numbers = numbers }
  }

  private func resolved(_ row: Reconnect) -> Reconnect {
    var row = row
    let count = isCounting ? max(row.numbers.repeated, Int(row.same)) : Int(row.same)
    // One that each connection begins with is a greeting. Where ids begin anew, numbers say nothing.
    let isGreeting = count == 1 && row.sameBeginning == 1
    row.repeated = row.isRestart || isGreeting ? 0 : count
    row.missing = row.isRestart || !isCounting ? 0 : row.numbers.missing
    return row
  }
}

// MARK: - Feeding

extension StreamState {
  /// Begins a connection in the ledger.
  mutating func openLedger(source: Int, down: Duration, at now: Moment) {
    guard sources[source].openings > 1 else { return sources[source].ledger.opened() }
    settleLedger(source: source)
    sources[source].ids.resumed()
    let sent = sources[source].attempts.last?.lastEventID ?? []
    let reconnect = Ledger.Reconnect(
      at: sources[source].attempts.last?.openedAt ?? now, down: down, connection: sources[source].openings,
      // One that is whole is the attempt's too.
      sentID: sent.count <= Ledger.idLimit ? sent : Array(sent.prefix(Ledger.idLimit)))
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
      sources[source].ledger.receive(mark(of: record), id: id)
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
    sources[source].ledger.settle(
      Ledger.Numbers(missing: ids.gap.missing, repeated: ids.gap.repeated), isCounting: ids.reliance == .sure)
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
