package import StreamModel
package import Text

/// The groups of a stream's events by the value of a path: which one each kept event is in, and the table of all.
///
/// What comes is read at once, so that the counts are exact however much comes; what was there before is read in
/// slices, the newest first, so that a frame never waits. Each event's JSON is read once. Two bytes a kept record.
package struct EventGroups: Sendable {
  /// What was read from its end is counted for the rates in a second pass, in the order of its times: so many records
  /// cost what reading one does.
  private static let meteredPerRecord = 8

  package private(set) var table: GroupTable
  /// The positions that were looked at and are still kept.
  package private(set) var scanned = 0..<0
  private var numbers = GroupNumbers()
  private var hasBegun: Bool
  /// The position up to which events count for rates.
  private var metered = 0
  /// The rows of the table as they are shown, and the place of each in it. They keep it, once what was there is read.
  package private(set) var order: [Int] = []
  private var places: [Int] = []
  /// Where the first event of each row was found.
  private var firsts: [Int] = []
  private var isOrdered: Bool

  /// - Parameter isFromStart: whether nothing has come yet: then rows stand in the order in which they are seen, else
  ///   those with the most events come first.
  package init(_ path: JSONPath, isFromStart: Bool = false) {
    table = GroupTable(path)
    (hasBegun, isOrdered) = (isFromStart, isFromStart)
  }

  package var path: JSONPath { table.path }

  /// Whether every kept event's group is known.
  package func isComplete(in state: StreamState) -> Bool {
    let positions = state.log.positions
    return hasBegun && scanned.lowerBound <= positions.lowerBound && scanned.upperBound >= positions.upperBound
  }

  /// The place of a row among those that are shown.
  package func place(of row: Int) -> Int { row < places.count ? places[row] : row }

  /// The row of the event at a position; `nil` for what is no event, and for what was not looked at.
  package func row(at position: Int) -> Int? {
    guard scanned.contains(position) else { return nil }
    let number = numbers[position]
    return number == GroupNumbers.none ? nil : Int(number)
  }

  /// The row of an event, whether it was looked at or not; `nil` if it is in none that is known.
  package func row(of record: Record, at position: Int, in log: EventLog) -> Int? {
    guard record.kind == .event else { return nil }
    return scanned.contains(position) ? row(at: position) : log.withData(record, table.row)
  }

  /// The first event of a row in a range, as far as it was looked at.
  package func first(ofRow row: Int, in range: Range<Int>) -> Int? {
    numbers.first(of: UInt16(clamping: row), in: range.clamped(to: scanned))
  }

  /// The last event of a row in a range, as far as it was looked at.
  package func last(ofRow row: Int, in range: Range<Int>) -> Int? {
    numbers.last(of: UInt16(clamping: row), in: range.clamped(to: scanned))
  }
}

// MARK: - Going back

extension EventGroups {
  /// What was counted, without which kept event is in which group: enough to go on from here; `nil` while events that
  /// came before are still being read.
  package func checkpoint(_ state: StreamState) -> EventGroups? {
    guard isOrdered, isComplete(in: state) else { return nil }
    var copy = self
    copy.numbers = GroupNumbers()
    copy.table.dropAll()
    // There may be many checkpoints, and going on from one learns them again.
    copy.table.forgetShapes()
    return copy
  }

  /// About how many bytes a checkpoint holds on to.
  package var checkpointWeight: Int { table.rows.count * (MemoryLayout<GroupTable.Row>.stride + 64) }

  /// Goes on from a checkpoint in the state that goes on from there too: what its log holds was counted.
  package func resumed(in state: StreamState) -> EventGroups {
    var copy = self
    let log = state.log
    copy.scanned = log.positions
    copy.metered = log.positions.upperBound
    copy.numbers.keep(log.positions)
    for position in log.positions where log[position].kind == .event {
      guard let row = log.withData(log[position], table.row) else { continue }
      copy.numbers[position] = UInt16(clamping: row)
      copy.table.keep(row)
    }
    return copy
  }
}

// MARK: - Scanning

extension EventGroups {
  /// Counts all that has come since the last call. To be called before the log makes room.
  package mutating func receive(_ state: StreamState) {
    let end = state.log.positions.upperBound
    follow(state.log)
    read(scanned.upperBound..<end, in: state.log)
    scanned = scanned.lowerBound..<end
  }

  /// Takes in what came and what was dropped, and goes on looking while the budget lasts.
  ///
  /// - Parameters:
  ///   - state: the same stream's, as it is now.
  ///   - budget: in records of at most 512 bytes; larger ones count for more. With 0 it only forgets what was dropped.
  /// - Returns: whether every kept event has been looked at and counts for its rate.
  package mutating func advance(in state: StreamState, budget: Int) -> Bool {
    let log = state.log
    let positions = log.positions
    follow(log)
    var left = budget
    while left > 0, scanned.upperBound < positions.upperBound {
      let end = Self.end(of: scanned.upperBound..<positions.upperBound, log, &left)
      read(scanned.upperBound..<end, in: log)
      scanned = scanned.lowerBound..<end
    }
    while left > 0, scanned.lowerBound > positions.lowerBound {
      let start = Self.start(of: positions.lowerBound..<scanned.lowerBound, log, &left)
      read(start..<scanned.lowerBound, in: log)
      scanned = start..<scanned.upperBound
    }
    guard scanned == positions else { return false }
    complete(log, limit: left > positions.count ? .max : max(left, 0) * Self.meteredPerRecord)
    return metered == positions.upperBound
  }

  /// Records that are read between two looks at the budget.
  private static let slice = 64

  private static func cost(of record: Record) -> Int { 1 + Int(record.length) >> 9 }

  private static func end(of range: Range<Int>, _ log: EventLog, _ budget: inout Int) -> Int {
    var end = range.lowerBound
    while end < range.upperBound, end - range.lowerBound < slice, budget > 0 {
      budget -= cost(of: log[end])
      end += 1
    }
    return end
  }

  private static func start(of range: Range<Int>, _ log: EventLog, _ budget: inout Int) -> Int {
    var start = range.upperBound
    while start > range.lowerBound, range.upperBound - start < slice, budget > 0 {
      start -= 1
      budget -= cost(of: log[start])
    }
    return start
  }

  /// Forgets what the log dropped. Where nothing of `scanned` is left, it begins anew at the newest record.
  private mutating func follow(_ log: EventLog) {
    let positions = log.positions
    if !hasBegun || scanned.upperBound < positions.lowerBound || scanned.upperBound > positions.upperBound {
      numbers = GroupNumbers()
      table.dropAll()
      scanned = positions.upperBound..<positions.upperBound
      hasBegun = true
    }
    let start = max(scanned.lowerBound, positions.lowerBound)
    for position in scanned.lowerBound..<start {
      let number = numbers[position]
      if number != GroupNumbers.none { table.drop(of: Int(number)) }
    }
    scanned = start..<scanned.upperBound
    numbers.keep(positions)
  }

  private mutating func read(_ range: Range<Int>, in log: EventLog) {
    // What follows all that was metered is metered at once.
    let isMetered = range.lowerBound == metered && range.lowerBound == scanned.upperBound
    log.forEachPiece(of: range) { first, records in
      for (index, record) in records.enumerated() where record.kind == .event {
        var row = 0
        _ = log.isData(of: record) { data in
          row = table.count(data, at: record.at, isMetered: isMetered)
          return true
        }
        numbers[first + index] = UInt16(clamping: row)
        if row == order.count {
          order.append(row)
          places.append(row)
          firsts.append(first + index)
        } else if first + index < firsts[row] {
          firsts[row] = first + index
        }
      }
      return true
    }
    if isMetered { metered = range.upperBound }
  }

  /// Orders the rows once all of them are known, and counts for their rates what was read from its end.
  private mutating func complete(_ log: EventLog, limit: Int) {
    if !isOrdered {
      isOrdered = true
      let rows = table.rows
      order = rows.indices.sorted { (-rows[$0].events, firsts[$0]) < (-rows[$1].events, firsts[$1]) }
      for (place, row) in order.enumerated() { places[row] = place }
    }
    let start = max(metered, scanned.lowerBound)
    let end = min(start + min(limit, scanned.count), scanned.upperBound)
    guard start < end else { return }
    for position in start..<end {
      let number = numbers[position]
      if number != GroupNumbers.none { table.meter(Int(number), at: log[position].at) }
    }
    metered = end
  }
}
