internal import StreamModel
import Text

/// Some records in a row, whose bytes are searched together for the text without which none can match.
///
/// Where the text is rare, most records cost a comparison: the search passes over all of them at once.
struct RecordSlice {
  /// Few enough that a frame does not wait for them, whatever is looked for.
  private static let size = 512

  let positions: Range<Int>
  /// One for each record and for each 512 bytes of it.
  let cost: Int
  private let records: [Record]

  /// The first of a range's records that a budget pays for.
  init(startOf range: Range<Int>, in log: EventLog, budget: Int) {
    let records = Self.records(range.prefix(Self.size), in: log)
    let (count, cost) = Self.affordable(records, budget)
    self.cost = cost
    positions = range.prefix(count)
    self.records = Array(records.prefix(count))
  }

  /// The last of a range's records that a budget pays for.
  init(endOf range: Range<Int>, in log: EventLog, budget: Int) {
    let records = Self.records(range.suffix(Self.size), in: log)
    let (count, cost) = Self.affordable(records.reversed(), budget)
    self.cost = cost
    positions = range.suffix(count)
    self.records = Array(records.suffix(count))
  }

  /// - Parameter position: one of `positions`.
  subscript(position: Int) -> Record { records[position - positions.lowerBound] }

  private static func records(_ range: Range<Int>, in log: EventLog) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(range.count)
    log.forEachPiece(of: range) { _, lent in
      records.append(contentsOf: lent)
      return true
    }
    return records
  }

  private static func affordable(_ records: some Sequence<Record>, _ budget: Int) -> (count: Int, cost: Int) {
    var (count, cost) = (0, 0)
    for record in records {
      guard cost < budget else { break }
      cost += Self.cost(of: record)
      count += 1
    }
    return (count, cost)
  }

  private static func cost(of record: Record) -> Int { 1 + Int(record.length) >> 9 }

  /// The records that may hold a text in their data, type, ID or comment; all of them if there is no text.
  func candidates(_ text: BytePattern?, in state: StreamState) -> [Int] {
    guard let text else { return Array(positions) }
    let log = state.log
    var ends = [UInt64](repeating: 0, count: state.sources.count)
    for record in records where record.kind != .notice {
      ends[Int(record.source)] = max(ends[Int(record.source)], record.end)
    }
    var search = RecordSliceSearch(text, ends: ends)
    // What stands there in escapes is found when they are undone.
    var escapes = RecordSliceSearch(UnescapedText.marks, ends: ends)
    return positions.filter { search.mayHold(self[$0], in: log) || escapes.mayHold(self[$0], in: log) }
  }
}
