import StreamModel

extension FeedReader {
  /// Data that is compared for each row of the feed.
  private static let comparedBytes = 1 << 14

  /// Whether an event has the same data as the event before of its type.
  func repeatsPrevious(_ position: Int) -> Bool {
    let record = state.log[position]
    guard record.kind == .event, record.dataLength <= Self.comparedBytes,
      let previous = EventComparison.previous(of: position, in: state)
    else { return false }
    let before = state.log[previous]
    guard before.dataLength == record.dataLength else { return false }
    return state.log.isData(of: record) { data in
      state.log.isData(of: before) { $0.elementsEqual(data) }
    }
  }
}
