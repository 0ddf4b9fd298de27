internal import StreamModel
import Text

/// Searches the wires of some records for a text, and tells which of the records may hold it.
struct RecordSliceSearch {
  private let text: BytePattern
  /// Where each source's records end.
  private let ends: [UInt64]
  /// For each source from where to where its wire is known not to hold the text.
  private var clear: [Range<UInt64>]
  /// The last ID that was set before the record that refers to it, and whether it holds the text.
  private var inherited: (source: UInt16, offset: UInt64, holds: Bool)?

  init(_ text: BytePattern, ends: [UInt64]) {
    (self.text, self.ends) = (text, ends)
    clear = Array(repeating: 0..<0, count: ends.count)
  }

  /// Best asked in the order of the records.
  mutating func mayHold(_ record: Record, in log: EventLog) -> Bool {
    guard record.kind == .event || record.kind == .comment else { return false }
    let source = Int(record.source)
    if record.offset < clear[source].lowerBound || record.end > clear[source].upperBound {
      // Where the text begins after this record's end, it may end in the next one.
      let (found, end) = log.find(source: source, from: record.offset, to: ends[source]) { text.first(in: $0) }
      let clearEnd = found.map { $0 + UInt64(text.bytes.count - 1) } ?? end
      clear[source] = record.offset..<max(clearEnd, record.offset)
      if clearEnd < record.end { return true }
    }
    return inherits(record, in: log)
  }

  /// Whether the event's ID was set before it, and holds the text.
  private mutating func inherits(_ record: Record, in log: EventLog) -> Bool {
    guard record.kind == .event, record.idLength > 0 else { return false }
    guard record.idOffset < record.offset || record.idOffset >= record.end else { return false }
    if let inherited, inherited.source == record.source, inherited.offset == record.idOffset { return inherited.holds }
    let holds = log.isID(of: record) { text.first(in: $0) != nil }
    inherited = (record.source, record.idOffset, holds)
    return holds
  }
}
