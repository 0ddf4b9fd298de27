/// Which events a source has left out, sent twice or sent late, told by ids that count.
///
/// Nothing in the standard says that ids are numbers; where most follow each other by one, an exception means something.
/// Numbers, numbers behind a head that does not change, and offsets of a log's partitions are read. Times and random
/// numbers are found out after a few dozen and not looked at any more. Constant size.
public struct SequenceTracker: Equatable, Sendable {
  /// What ids that count have told.
  public struct Findings: Equatable, Sendable {
    /// Numbers that were passed over and have not come since.
    public internal(set) var missing = 0
    /// Events whose number had come before.
    public internal(set) var repeated = 0
    /// Events whose number was passed over before it came.
    public internal(set) var late = 0

    public init(missing: Int = 0, repeated: Int = 0, late: Int = 0) {
      (self.missing, self.repeated, self.late) = (missing, repeated, late)
    }

    /// Adds what another source's ids have told.
    public mutating func add(_ other: Findings) {
      let (sum, overflow) = missing.addingReportingOverflow(other.missing)
      missing = overflow ? .max : sum
      repeated += other.repeated
      late += other.late
    }
  }

  /// How sure it is that the ids count this stream's events.
  package enum Reliance: Equatable, Sendable {
    /// Nine of ten steps are by one.
    case sure
    /// Half of them are, or they are all by the same number; they may count other events too.
    case perhaps
  }

  /// `nil` as long as the ids do not count.
  public var findings: Findings? { reliance == .sure ? found : nil }

  /// What they tell if they count, however sure that is.
  package var found: Findings {
    var sum = plain.found
    for lane in lanes { sum.add(lane.counter.found) }
    return sum
  }

  /// Numbers that were passed over, without those that may still come where some come late.
  package var missing: Int {
    lanes.reduce(plain.missing) { sum, lane in
      let (sum, overflow) = sum.addingReportingOverflow(lane.counter.missing)
      return overflow ? .max : sum
    }
  }

  /// Whether some of them were passed over so long ago that they are not likely to come any more.
  package var hasOldMissing: Bool { plain.hasOldMissing || lanes.contains { $0.counter.hasOldMissing } }

  package var reliance: Reliance? {
    let (steps, consecutive) = (steps, consecutive)
    guard steps >= Self.fewestSteps, !isTime else { return nil }
    let hasUnit = unit > 1
    if consecutive * 10 >= steps * 9 { return hasUnit ? .perhaps : .sure }
    // Where numbers come out of order, they count if nearly all of them come.
    if found.late > 0, isNearlyWhole { return .sure }
    return steps >= Self.fewestSteps * 2 && consecutive * 2 + 1 >= steps && !hasUnit ? .perhaps : nil
  }

  /// What one step is: 1, or the most that one is where ids rise by more.
  package var unit: UInt64 { lanes.reduce(plain.unit) { max($0, $1.counter.unit) } }

  private var isNearlyWhole: Bool {
    let span = lanes.reduce(plain.span) { $0 &+ $1.counter.span }
    return UInt64(clamping: found.missing) <= span / 10
  }

  /// Steps upwards, and those by one.
  package var steps: Int { lanes.reduce(plain.steps) { $0 + $1.counter.steps } }
  package var consecutive: Int { lanes.reduce(plain.consecutive) { $0 + $1.counter.consecutive } }
  /// What was repeated between the beginning of a connection and its first new number, in all.
  package private(set) var repeatedAfterReconnect = 0
  /// Of the newest connection: what was passed over before its first number, and what came again before it.
  package private(set) var gap = (missing: 0, repeated: 0)

  private var plain = IDCounter()
  private var lanes: [Lane] = []
  private var strangers = 0
  /// Whether the newest connection has not brought a new number yet.
  private(set) var isResuming = false
  /// Events that had an id which was not read as a number, or is not known, since the last number.
  private var unread = 0
  /// Blocks without data that set an id, as the parser has counted them, and how many of them may still explain a gap.
  private var knownBlocks = 0
  private var blocks = 0
  private var idOffset: UInt64?
  private var firstAt: Moment?
  private var lastAt = Moment.start
  /// The most marks in a row that a log has written among its events; one may come at any time.
  private var longestMarks = 1
  /// What is most likely the next id, and the lane that it belongs to; without one the plain numbers.
  private var next = NextID()
  private var nextLane: Int?

  private struct Lane: Equatable, Sendable {
    var key: Int
    var counter = IDCounter()
  }

  static let fewestSteps = 8
  private static let patience = 64
  private static let longPatience = 4096
  private static let laneLimit = 16
  private static let mostMarks: UInt64 = 16

  public init() {}

  public static func == (left: Self, right: Self) -> Bool {
    left.plain == right.plain && left.lanes == right.lanes && left.strangers == right.strangers
  }

  /// Whether it is worth to go on looking. Not once so many ids have told nothing: each costs as much as the next.
  var isOpen: Bool {
    let steps = steps
    guard strangers < Self.patience, steps < Self.longPatience || reliance != nil else { return false }
    return steps < Self.patience || consecutive * 20 >= steps * 9 || reliance == .sure
  }

  /// Whether the numbers are the seconds or milliseconds of when the events came. Of bytes that came all at once, as
  /// from a file, that is not known, so the numbers of our time are taken for times.
  private var isTime: Bool {
    guard let first = plain.first, let last = plain.highest else { return false }
    let elapsed = firstAt.map { max((lastAt - $0) / .seconds(1), 0) } ?? 0
    for (perSecond, range) in [
      (1.0, UInt64(1_000_000_000)...2_600_000_000), (1000.0, 1_000_000_000_000...2_600_000_000_000),
    ] where range.contains(first) && range.contains(last) {
      let difference = Double(last - min(first, last)) / perSecond - elapsed
      return elapsed < 2 || difference.magnitude <= max(3, elapsed / 5)
    }
    return false
  }

  /// A connection is open, and not the first one.
  mutating func resumed() {
    (isResuming, gap) = (true, (0, 0))
    next.forget()
  }

  /// Takes note of ids that were foreseen, one after the other.
  private mutating func takeNext(_ count: Int) {
    unread = 0
    if let nextLane { lanes[nextLane].counter.takeNext(count) } else { plain.takeNext(count) }
  }

  /// Takes note of the id that an event has brought, where it was not foreseen.
  @inline(never)
  mutating func read(_ id: UnsafeRawBufferPointer) {
    switch EventIDForm(id) {
    case .number(let number):
      note(plain.receive(number, forgiving: unread + blocks, isFirst: isResuming))
      foresee(after: id, number, plain, lane: nil)
    case .tail(let head, let number):
      guard let lane = receive(number, lane: head) else { return next.forget() }
      foresee(after: id, number, lanes[lane].counter, lane: lane)
    case .offsets(let offsets):
      next.forget()
      // An event moves one partition; that the others stand still is no repetition.
      for (partition, offset) in offsets {
        if let lane = lanes.first(where: { $0.key == partition }), lane.counter.highest == offset { continue }
        _ = receive(offset, lane: partition, hasMarkers: true)
      }
    case .other:
      next.forget()
      strangers += 1
      unread += 1
    }
  }

  /// Foresees the id after one whose number was taken, where a step by one is nothing but a step.
  private mutating func foresee(
    after id: UnsafeRawBufferPointer, _ number: UInt64, _ counter: IDCounter, lane: Int?
  ) {
    guard !isResuming, counter.unit == 1, counter.highest == number else { return next.forget() }
    nextLane = lane
    next.follow(id)
  }

  /// - Returns: the index of the lane, if there is room for it.
  ///
  /// - Parameter hasMarkers: whether a log writes marks of its own among the events, as Kafka at the end of a transaction.
  private mutating func receive(_ number: UInt64, lane key: Int, hasMarkers: Bool = false) -> Int? {
    if let lane = lanes.firstIndex(where: { $0.key == key }) {
      let marks = hasMarkers ? marks(after: lanes[lane].counter.highest ?? number, before: number) : 0
      note(lanes[lane].counter.receive(number, forgiving: unread + blocks + marks, isFirst: isResuming))
      return lane
    }
    guard lanes.count < Self.laneLimit else {
      strangers += 1
      return nil
    }
    lanes.append(Lane(key: key))
    _ = lanes[lanes.count - 1].counter.receive(number)
    return lanes.count - 1
  }

  /// How many of the numbers between two are marks of a log's own: all, if they are few. Over a reconnect, where events
  /// may be missing, they are so many at most as the log has written in a row before.
  private mutating func marks(after last: UInt64, before number: UInt64) -> Int {
    guard number > last, number - last - 1 <= Self.mostMarks else { return 0 }
    let count = Int(number - last - 1)
    guard !isResuming else { return count <= longestMarks ? count : 0 }
    longestMarks = max(longestMarks, count)
    return count
  }

  private mutating func note(_ told: IDCounter.Told) {
    if case .advanced(let missing) = told {
      if isResuming { gap.missing = missing }
      isResuming = false
    }
    if told == .repeated, isResuming {
      gap.repeated += 1
      repeatedAfterReconnect += 1
    }
    unread = 0
  }
}

extension SequenceTracker {
  /// The one event of a batch, if there is one, whose id had begun to come before it.
  ///
  /// - Parameter start: where the batch's bytes begin in the source's wire.
  static func early(in batch: Batch, from start: UInt64) -> Record? {
    batch.records.first { $0.kind == .event }.flatMap { $0.bringsID && $0.idOffset < start ? $0 : nil }
  }

  /// Takes note of the ids of a batch.
  ///
  /// - Parameters:
  ///   - start: where the batch's bytes begin in the source's wire.
  ///   - earlyID: the id of the `early` event.
  mutating func receive(_ batch: Batch, from start: UInt64, earlyID: [UInt8]) {
    guard isOpen else { return }
    if firstAt == nil { firstAt = batch.at }
    lastAt = batch.at
    let added = batch.ignored.idBlocks - knownBlocks
    (knownBlocks, blocks) = (batch.ignored.idBlocks, blocks + added)
    var hasNumber = !earlyID.isEmpty
    earlyID.withUnsafeBytes { if !$0.isEmpty { read($0) } }
    var index = 0
    batch.bytes.withUnsafeBytes { bytes in
      batch.records.withUnsafeBufferPointer { records in
        while index < records.count {
          let expected = receiveExpected(records, from: &index, bytes, at: start)
          if expected > 0 { hasNumber = true }
          guard index < records.count else { return }
          if receive(records[index], bytes, at: start) { hasNumber = true }
          index += 1
        }
      }
    }
    // Where in a batch such blocks were is not known: they speak for its gaps, and for one right after it.
    if added == 0, hasNumber { blocks = 0 }
  }

  /// Takes note of events whose ids were foreseen, up to the first record that is something else: by far the most
  /// records of a stream that counts.
  ///
  /// - Returns: how many they were.
  private mutating func receiveExpected(
    _ records: UnsafeBufferPointer<Record>, from index: inout Int, _ bytes: UnsafeRawBufferPointer, at start: UInt64
  ) -> Int {
    let first = index
    while index < records.count {
      let length = Int(records[index].idLength)
      guard length == next.count, length > 0, records[index].kind == .event, records[index].bringsID,
        let place = place(of: records[index], bytes, at: start), next.accepts(bytes, at: place, count: length)
      else { break }
      index &+= 1
    }
    guard index > first else { return 0 }
    idOffset = records[index - 1].idOffset
    takeNext(index - first)
    return index - first
  }

  /// Takes note of a record.
  ///
  /// - Returns: whether it has brought an id.
  private mutating func receive(_ record: Record, _ bytes: UnsafeRawBufferPointer, at start: UInt64) -> Bool {
    guard record.kind == .event else {
      if record.kind == .overlong { unread += 1 }
      return false
    }
    // A block without data may have set it before.
    guard record.hasID, record.bringsID || record.idOffset > idOffset ?? 0,
      let place = place(of: record, bytes, at: start)
    else { return false }
    idOffset = record.idOffset
    if !record.bringsID { blocks = max(blocks - 1, 0) }
    read(UnsafeRawBufferPointer(rebasing: bytes[place..<place + Int(record.idLength)]))
    return true
  }

  /// Where a record's id begins in a batch's bytes; `nil` if it does not lie in them.
  @inline(__always)
  private func place(of record: Record, _ bytes: UnsafeRawBufferPointer, at start: UInt64) -> Int? {
    let length = Int(record.idLength)
    guard record.idOffset >= start, record.idOffset &- start <= UInt64(bytes.count), length <= bytes.count else {
      return nil
    }
    let place = Int(truncatingIfNeeded: record.idOffset &- start)
    return place <= bytes.count &- length ? place : nil
  }
}

extension Record {
  fileprivate var hasID: Bool { idLength > 0 && idOffset != Self.initialIDOffset }

  /// Whether the event has set its id itself.
  var bringsID: Bool { hasID && idOffset >= offset }
}
