import StreamModel

extension FeedReader {
  /// Data that is compared for each row of the feed.
  private static let comparedBytes = 1 << 14
  /// Records that are looked at for each row; what lies further back is not found.
  private static let recordLimit = 4096

  /// Whether an event has the same data as the event before of its type.
  func repeatsPrevious(_ position: Int) -> Bool {
    let record = state.log[position]
    guard record.kind == .event, record.dataLength <= Self.comparedBytes,
      let before = event(ofTypeOf: record, near: position), before.dataLength == record.dataLength
    else { return false }
    return state.log.isData(of: record) { data in
      state.log.isData(of: before) { $0.elementsEqual(data) }
    }
  }

  private func event(ofTypeOf record: Record, near position: Int) -> Record? {
    let log = state.log
    let wanted = EventLog.Wanted.events(ofType: Int(record.type))
    var next = position - 1
    for _ in 0..<Self.recordLimit {
      guard next >= log.positions.lowerBound else { return nil }
      let barren = log.emptyRange(around: next, for: wanted)
      if barren.isEmpty {
        let before = log[next]
        if before.kind == .event, before.type == record.type { return before }
        next -= 1
      } else {
        next = barren.lowerBound - 1
      }
    }
    return nil
  }
}
