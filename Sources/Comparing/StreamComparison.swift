package import StreamModel
import Text

/// Two streams compared, the sources 0 and 1, which are called A and B: which events are on both, which on one only,
/// what is different in them, and how much later they come on one.
///
/// A value without a clock, fed with what the log has got.
package struct StreamComparison: Sendable {
  /// How long an event that was passed by is waited for.
  package static let usualWindow = Duration.seconds(10)
  package static let names = ["A", "B"]

  /// Whether the key was asked for.
  package let isKeyGiven: Bool
  package let window: Duration
  /// Whether the times are those of the streams: not of a file that has none.
  package let isTimed: Bool
  /// Before the key is known.
  private var choice = KeyChoice()
  private var openTimes = [OpenTimes(), OpenTimes()]
  /// What was found; `nil` before the key is known.
  package private(set) var pairing: EventPairing?
  /// Events of each side.
  package private(set) var events = [0, 0]

  /// - Parameter key: `nil` for what is found to fit.
  package init(key: ComparisonKey? = nil, window: Duration = Self.usualWindow, isTimed: Bool = true) {
    (isKeyGiven, self.window, self.isTimed) = (key != nil, window, isTimed)
    if let key { begin(key) }
  }

  /// What events are compared by; `nil` while it is not known.
  package var key: ComparisonKey? { pairing?.keys.key }

  private mutating func begin(_ key: ComparisonKey) {
    pairing = EventPairing(EventKeys(key), window: window, isTimed: isTimed, openTimes: openTimes)
  }

  /// A side's connection has come to another state.
  package mutating func receive(_ state: ConnectionMachine.State, of side: Int, at now: Moment) {
    guard openTimes.indices.contains(side) else { return }
    openTimes[side].receive(state, at: now)
    pairing?.receive(state, of: side, at: now)
  }

  /// Takes the events among the records of a range of positions.
  ///
  /// - Parameters:
  ///   - side: of all records, where each side has a log of its own; `nil` for their sources.
  ///   - logs: the log of each side, for keys that are to be shown.
  package mutating func receive(
    _ positions: Range<Int>, of side: Int? = nil, in log: EventLog, logs: (_ side: Int) -> EventLog
  ) {
    log.forEachPiece(of: positions) { first, records in
      for (index, record) in records.enumerated() where record.kind == .event {
        let side = side ?? Int(record.source)
        guard side < 2 else { continue }
        receive(record, at: first + index, of: side, in: log, logs: logs)
      }
      return true
    }
  }

  private mutating func receive(
    _ record: Record, at position: Int, of side: Int, in log: EventLog, logs: (_ side: Int) -> EventLog
  ) {
    events[side] += 1
    let data = log.withData(record, EventKeys.hash)
    var event = ComparedEvent(key: 0, data: data, type: record.type, at: record.at, position: position)
    guard let keys = pairing?.keys else {
      let id = record.bringsOwnID ? log.withID(record, EventKeys.hash) : nil
      if let key = choice.receive(KeyChoice.Event(side: side, event: event, id: id)) { choose(key, logs: logs) }
      return
    }
    guard let key = keys.hash(of: record, data: data, in: log) else {
      pairing?.skip()
      return
    }
    event.key = key
    pairing?.receive(event, of: side) { Self.text(keys, logs($0), $1) }
  }

  /// Compares by this key, what has come already too.
  private mutating func choose(_ key: ComparisonKey, logs: (_ side: Int) -> EventLog) {
    begin(key)
    let events = choice.events
    choice = KeyChoice()
    guard let keys = pairing?.keys else { return }
    for kept in events {
      let data = kept.event.data == KeyChoice.nothing ? nil : kept.event.data
      guard let hash = key == .id ? kept.id : data else {
        pairing?.skip()
        continue
      }
      var event = kept.event
      event.key = hash
      pairing?.receive(event, of: kept.side) { Self.text(keys, logs($0), $1) }
    }
  }

  /// The key of an event, to be shown; empty if the log does not hold it any more.
  private static func text(_ keys: EventKeys, _ log: EventLog, _ position: Int) -> [UInt8] {
    guard log.positions.contains(position), log[position].kind == .event else { return [] }
    return keys.text(of: log[position], in: log)
  }

  /// Time has passed.
  ///
  /// - Parameter isLast: whether nothing comes any more.
  package mutating func settle(at now: Moment, isLast: Bool = false, logs: (_ side: Int) -> EventLog) {
    if pairing == nil, let key = choice.settled(at: now, window: window, isLast: isLast) { choose(key, logs: logs) }
    guard let keys = pairing?.keys else { return }
    pairing?.settle(at: now, isLast: isLast && !isTimed) { Self.text(keys, logs($0), $1) }
  }
}
