import StreamModel

/// Goes over the events that the feed shows, in slices so that a frame never waits: what is new comes first, then it
/// goes back from the newest to the oldest.
struct RecordScan: Sendable {
  /// Bytes of data that cost what a short event does.
  private static let bytesPerUnit = 64

  /// What is heeded: another selection is another scan.
  let selection: FeedSelection
  /// The positions that were looked at.
  private(set) var scanned = 0..<0
  private var hasBegun = false
  /// Whether every event that is kept was looked at.
  private(set) var isComplete = false

  init(_ selection: FeedSelection) { self.selection = selection }

  /// Looks at more events while the budget lasts.
  ///
  /// - Parameters:
  ///   - budget: some hundred nanoseconds' work each; the last event may cost more.
  ///   - visit: gets each event once, with its position.
  /// - Returns: whether all that can be looked at now was.
  mutating func advance(_ reader: FeedReader, budget: Int, _ visit: (Record, Int) -> Void) -> Bool {
    let positions = reader.positions
    if !hasBegun || scanned.upperBound > positions.upperBound || scanned.upperBound < positions.lowerBound {
      // What was dropped before it was looked at is not missed: the figures are of what was looked at.
      let start = hasBegun && scanned.upperBound < positions.lowerBound ? positions.lowerBound : positions.upperBound
      scanned = start..<start
      hasBegun = true
    }
    let (log, wanted) = (reader.state.log, selection.wanted(in: reader.state))
    var left = budget
    while left > 0, scanned.upperBound < positions.upperBound {
      let barren = log.emptyRange(around: scanned.upperBound, for: wanted)
      let next = barren.isEmpty ? scanned.upperBound + 1 : min(barren.upperBound, positions.upperBound)
      left -= barren.isEmpty ? look(scanned.upperBound, reader, visit) : 1
      scanned = scanned.lowerBound..<next
    }
    while left > 0, scanned.lowerBound > positions.lowerBound {
      let barren = log.emptyRange(around: scanned.lowerBound - 1, for: wanted)
      let next = barren.isEmpty ? scanned.lowerBound - 1 : max(barren.lowerBound, positions.lowerBound)
      left -= barren.isEmpty ? look(next, reader, visit) : 1
      scanned = next..<scanned.upperBound
    }
    isComplete = scanned.lowerBound <= positions.lowerBound && scanned.upperBound == positions.upperBound
    return isComplete
  }

  /// - Returns: what it costs.
  private func look(_ position: Int, _ reader: FeedReader, _ visit: (Record, Int) -> Void) -> Int {
    let record = reader.state.log[position]
    guard record.kind == .event, reader.isRow(position) else { return 1 }
    visit(record, position)
    return 2 + Int(record.dataLength) / Self.bytesPerUnit
  }
}
