internal import StreamModel

/// Some records in a row, whose bytes are searched together for the text without which none can match.
///
/// Where the text is rare, most records cost a comparison: the search passes over all of them at once.
struct Slice {
  private let text: BytePattern?
  /// For each source: where its records end, and from where to where its wire is known not to hold the text.
  private var ends: [UInt64]
  private var clear: [Range<UInt64>]
  /// The last ID that was set before the record that refers to it, and whether it holds the text.
  private var inherited: (source: UInt16, offset: UInt64, holds: Bool)?
  /// One for each record and for each 512 bytes of it.
  private(set) var cost = 0

  init(_ text: BytePattern?, sources: Int) {
    self.text = text
    ends = Array(repeating: 0, count: text == nil ? 0 : sources)
    clear = Array(repeating: 0..<0, count: text == nil ? 0 : sources)
  }

  mutating func add(_ record: Record) {
    cost += 1 + Int(record.length) >> 9
    guard text != nil, record.kind != .notice else { return }
    ends[Int(record.source)] = max(ends[Int(record.source)], record.end)
  }

  /// Whether a record may hold the text; asked in the order of the records.
  mutating func canMatch(_ record: Record, in log: EventLog) -> Bool {
    guard let text else { return true }
    guard record.kind == .event || record.kind == .comment else { return false }
    let source = Int(record.source)
    if clear[source].lowerBound > record.offset || clear[source].upperBound < record.end {
      let (found, end) = log.find(source: source, from: record.offset, to: ends[source]) { text.first(in: $0) }
      let clearEnd = found.map { $0 + UInt64(text.bytes.count - 1) } ?? end
      clear[source] = record.offset..<max(clearEnd, record.offset)
      if clearEnd < record.end { return true }
    }
    return inherits(text, record, in: log)
  }

  /// Whether the event's ID was set before it, and holds the text.
  private mutating func inherits(_ text: BytePattern, _ record: Record, in log: EventLog) -> Bool {
    guard record.kind == .event, record.idLength > 0 else { return false }
    guard record.idOffset < record.offset || record.idOffset >= record.end else { return false }
    if let inherited, inherited.source == record.source, inherited.offset == record.idOffset { return inherited.holds }
    let holds = log.isID(of: record) { text.first(in: $0) != nil }
    inherited = (record.source, record.idOffset, holds)
    return holds
  }
}
