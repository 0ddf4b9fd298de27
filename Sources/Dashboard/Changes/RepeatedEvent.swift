import StreamModel

extension Predecessor {
  /// Data that is compared for each row of the feed.
  private static let comparedBytes = 1 << 14
  /// Records that are looked at for each row; what lies further back is not found.
  private static let recordLimit = 4096

  /// Whether an event has the same data as the event before it of its type, and of its group.
  func repeats(_ position: Int) -> Bool {
    let record = state.log[position]
    guard record.kind == .event, record.dataLength <= Self.comparedBytes,
      let previous = self.position(before: position, limit: Self.recordLimit)
    else { return false }
    let before = state.log[previous]
    return before.dataLength == record.dataLength
      && state.log.isData(of: record) { data in
        state.log.isData(of: before) { $0.elementsEqual(data) }
      }
  }
}
