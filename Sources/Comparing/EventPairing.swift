import StreamModel

/// Finds the events of two streams that are the same, and what is different: a value that is told what came when.
///
/// Bounded: what is remembered of each side is. In doubt nothing is counted: what a key does not tell apart, and what
/// came while a side was not open, or not long.
package struct EventPairing: Sendable {
  /// Keys that are shown of each kind of difference.
  package static let shownLimit = 10
  /// Keys that come again and again, which are remembered.
  private static let repeatedLimit = 4096
  /// Suspects whose keys are read early, while the log surely holds them.
  private static let suspectLimit = 64
  /// After a connection is opened, what had gathered before comes at once.
  private static let backlogTime = Duration.seconds(1)

  /// What was found of a kind: how often, and the keys of the first ones.
  package struct Found: Equatable, Sendable {
    package var count = 0
    package var first: [[UInt8]] = []

    mutating func add(_ key: [UInt8]) {
      count += 1
      if first.count < EventPairing.shownLimit { first.append(key) }
    }
  }

  let keys: EventKeys
  let window: Duration
  /// Whether the times at which events came are those of their streams.
  private let isTimed: Bool
  private(set) var sides = [ComparedSide(), ComparedSide()]
  private var openTimes = [OpenTimes(), OpenTimes()]
  /// The number of the newest event of each side that is on both: earlier ones that wait were passed by.
  private var passed = [-1, -1]
  /// The number of the first event of each side that is on both.
  private var first = [Int.max, Int.max]
  /// What is looked at next, for whether it is on one side only.
  private var next = [0, 0]
  private var suspects: [[Int: [UInt8]]] = [[:], [:]]
  private var pairedTypes: Set<UInt16> = []
  private var seenTypes: [Set<UInt16>] = [[], []]
  private var repeatedKeys: Set<Int> = []

  /// Events that are on both sides, and how many of these have the same data.
  package private(set) var both = 0
  package private(set) var same = 0
  package private(set) var only = [Found(), Found()]
  package private(set) var differs = Found()
  /// Events that came behind one that they are before of on the other side.
  package private(set) var inversions = 0
  package private(set) var lags = LagMeter()
  /// Events of each side that are not on the other one yet.
  package private(set) var pending = [0, 0]
  /// Events that are not compared: those that came again, those without a key, and those of times that do not count.
  package private(set) var repeated = 0
  package private(set) var withoutKey = 0
  package private(set) var uncounted = 0

  init(_ keys: EventKeys, window: Duration, isTimed: Bool, openTimes: [OpenTimes]) {
    (self.keys, self.window, self.isTimed, self.openTimes) = (keys, window, isTimed, openTimes)
  }

  mutating func receive(_ state: ConnectionMachine.State, of side: Int, at now: Moment) {
    openTimes[side].receive(state, at: now)
  }

  /// An event has no key.
  mutating func skip() { withoutKey += 1 }

  /// Takes an event of a side.
  ///
  /// - Parameter text: the key of an event at a place, to be shown, if the log still holds it.
  mutating func receive(_ event: ComparedEvent, of side: Int, text: (_ side: Int, _ position: Int) -> [UInt8]) {
    let other = 1 - side
    let type = UInt16(clamping: event.type)
    seenTypes[side].insert(type)
    if repeatedKeys.contains(event.key) || isRepeated(event, of: side) {
      repeated += 1
      return
    }
    let (number, dropped) = sides[side].append(event)
    if let dropped, dropped.state == .waiting {
      pending[side] -= 1
      uncounted += 1
      suspects[side] = suspects[side].filter { $0.key >= sides[side].numbers.lowerBound }
    }
    guard let partner = partner(of: event, among: other) else {
      pending[side] += 1
      return
    }
    pending[other] -= 1
    let former = sides[other][partner]
    if side == 0 {
      pair(number, partner, former: former, late: event, side: side)
    } else {
      pair(partner, number, former: former, late: event, side: side)
    }
    if former.data == event.shortData {
      same += 1
    } else {
      differs.add(text(side, event.position))
    }
    pairedTypes.insert(type)
    note(side, upTo: number, text: text)
    note(other, upTo: partner, text: text)
  }

  /// Whether the same came before on this side, so that one cannot be told from the other.
  private mutating func isRepeated(_ event: ComparedEvent, of side: Int) -> Bool {
    let isFound = sides[side].all(event.key).contains { sides[side][$0].data == event.shortData }
    if isFound, keys.key == .data, repeatedKeys.count < Self.repeatedLimit { repeatedKeys.insert(event.key) }
    return isFound
  }

  /// The event of the other side that waits for this one.
  private func partner(of event: ComparedEvent, among other: Int) -> Int? {
    let all = sides[other].all(event.key)
    let waiting = all.filter { sides[other][$0].state == .waiting }
    if let same = waiting.last(where: { sides[other][$0].data == event.shortData }) { return same }
    // Where several events have one key, it does not tell which of them has changed.
    let isOne = all.count == 1 && sides[1 - other].all(event.key).count == 1
    return isOne ? waiting.first : nil
  }

  private mutating func pair(_ a: Int, _ b: Int, former: ComparedSide.Entry, late: ComparedEvent, side: Int) {
    sides[0].set(.paired, a, partner: b)
    sides[1].set(.paired, b, partner: a)
    suspects[0].removeValue(forKey: a)
    suspects[1].removeValue(forKey: b)
    both += 1
    if a < passed[0] || b < passed[1] { inversions += 1 }
    first = [min(first[0], a), min(first[1], b)]
    guard isTimed, isMeasured(former: former, of: 1 - side, late: late, side: side) else { return }
    lags.add(side == 1 ? late.at - former.at : former.at - late.at)
  }

  /// Whether the time between the two tells of the way: both sides were open, and what came later is no backlog.
  private func isMeasured(former: ComparedSide.Entry, of other: Int, late: ComparedEvent, side: Int) -> Bool {
    guard let since = openTimes[side].openSince(at: late.at) else { return false }
    return since <= former.at && late.at - since >= Self.backlogTime
      && openTimes[other].openSince(at: former.at) != nil
  }

  /// Reads the keys of those that an event on both sides has passed by.
  private mutating func note(_ side: Int, upTo number: Int, text: (Int, Int) -> [UInt8]) {
    guard number > passed[side] else { return }
    for suspect in max(passed[side] + 1, sides[side].numbers.lowerBound)..<number
    where sides[side][suspect].state == .waiting && suspects[side].count < Self.suspectLimit {
      suspects[side][suspect] = text(side, sides[side].position(of: suspect))
    }
    passed[side] = number
  }

  // MARK: What is on one side only

  /// Counts what was passed by and has waited for so long that it will not come any more.
  ///
  /// - Parameter isLast: whether nothing comes any more, and nothing needs to be waited for.
  mutating func settle(at now: Moment, isLast: Bool, text: (_ side: Int, _ position: Int) -> [UInt8]) {
    for side in 0...1 {
      next[side] = max(next[side], sides[side].numbers.lowerBound)
      while next[side] < passed[side] {
        let entry = sides[side][next[side]]
        if entry.state == .waiting {
          guard isLast || isTimed && now - entry.at >= window else { break }
          settle(next[side], entry, of: side, text: text)
        }
        next[side] += 1
      }
    }
  }

  private mutating func settle(
    _ number: Int, _ entry: ComparedSide.Entry, of side: Int, text: (Int, Int) -> [UInt8]
  ) {
    pending[side] -= 1
    let key = suspects[side].removeValue(forKey: number)
    guard counts(entry, number, of: side) else {
      sides[side].set(.uncounted, number)
      uncounted += 1
      return
    }
    sides[side].set(.only, number)
    only[side].add(key ?? text(side, sides[side].position(of: number)))
  }

  private func counts(_ entry: ComparedSide.Entry, _ number: Int, of side: Int) -> Bool {
    let other = 1 - side
    // It came there with other data, more than once, or was one of several.
    if sides[other].contains(entry.key) || repeatedKeys.contains(entry.key) || number < first[side] { return false }
    // Data that is made for each connection is on one side only by its nature, and so is all of its type.
    if keys.key != .id, !pairedTypes.contains(entry.type), seenTypes[other].contains(entry.type) { return false }
    return !isTimed || openTimes.allSatisfy { $0.isSteady(at: entry.at, window: window) }
  }

  // MARK: Single events

  /// What is known of an event.
  package enum Standing: Equatable, Sendable {
    case waiting
    /// It did not come on the other side.
    case only
    case uncounted
    /// Where the same event lies in the other side's log, how much later it came on B, and whether its data is the same.
    case both(position: Int, lag: Duration, isSame: Bool)
  }

  /// What is known of an event of a side; `nil` for one that is not compared, or not remembered any more.
  package func standing(at position: Int, of side: Int) -> Standing? {
    guard sides.indices.contains(side), let number = sides[side].number(at: position) else { return nil }
    let own = sides[side][number]
    switch own.state {
    case .waiting: return .waiting
    case .only: return .only
    case .uncounted: return .uncounted
    case .paired:
      guard let partner = sides[1 - side].partner(of: own) else { return nil }
      let other = sides[1 - side][partner]
      let lag = side == 1 ? own.at - other.at : other.at - own.at
      return .both(position: sides[1 - side].position(of: partner), lag: lag, isSame: own.data == other.data)
    }
  }

  /// Where those lie in the log that came on one side only, as far as they are remembered; oldest first.
  package func positions(onlyOn side: Int) -> [Int] { positions(on: side) { $0.state == .only } }

  /// Where those of a side lie in the log that have other data on the other side, as far as both are remembered.
  package func positionsOfDifferent(on side: Int) -> [Int] {
    let other = sides[1 - side]
    return positions(on: side) { entry in
      entry.state == .paired && (other.partner(of: entry).map { other[$0].data != entry.data } ?? false)
    }
  }

  private func positions(on side: Int, _ isWanted: (ComparedSide.Entry) -> Bool) -> [Int] {
    sides[side].numbers.compactMap { isWanted(sides[side][$0]) ? sides[side].position(of: $0) : nil }
  }

  /// What is remembered of both sides, in bytes.
  package var bytes: Int { sides.reduce(0) { $0 + $1.bytes } }
}
