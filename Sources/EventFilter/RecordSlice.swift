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

  /// The first of a range's records that a budget pays for.
  init(startOf range: Range<Int>, in log: EventLog, budget: Int) {
    var cost = 0
    var end = range.lowerBound
    while end < range.upperBound, end - range.lowerBound < Self.size, cost < budget {
      cost += Self.cost(of: log[end])
      end += 1
    }
    (positions, self.cost) = (range.lowerBound..<end, cost)
  }

  /// The last of a range's records that a budget pays for.
  init(endOf range: Range<Int>, in log: EventLog, budget: Int) {
    var cost = 0
    var start = range.upperBound
    while start > range.lowerBound, range.upperBound - start < Self.size, cost < budget {
      start -= 1
      cost += Self.cost(of: log[start])
    }
    (positions, self.cost) = (start..<range.upperBound, cost)
  }

  private static func cost(of record: Record) -> Int { 1 + Int(record.length) >> 9 }

  /// The records that may hold a text in their data, type, ID or comment; all of them if there is no text.
  func candidates(_ text: BytePattern?, in state: StreamState) -> [Int] {
    guard let text else { return Array(positions) }
    let log = state.log
    var ends = [UInt64](repeating: 0, count: state.sources.count)
    for position in positions where log[position].kind != .notice {
      let record = log[position]
      ends[Int(record.source)] = max(ends[Int(record.source)], record.end)
    }
    var search = RecordSliceSearch(text, ends: ends)
    // What stands there in escapes is found when they are undone.
    var escapes = RecordSliceSearch(UnescapedText.marks, ends: ends)
    return positions.filter { search.mayHold(log[$0], in: log) || escapes.mayHold(log[$0], in: log) }
  }
}
