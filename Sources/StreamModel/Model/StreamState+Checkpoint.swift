extension StreamState {
  /// What of the log a checkpoint keeps: enough for those who look back over a reconnect.
  private static let newest = (records: 256, bytes: 1 << 16)

  /// The state as it is, with the newest of the log only: what goes on from here goes on exactly.
  package var checkpoint: StreamState { withNewest(beyond: nil) }

  /// About how many bytes a checkpoint holds on to.
  package var checkpointWeight: Int {
    log.byteCount + types.rows.count * (MemoryLayout<TypeTable.Row>.stride + 64)
      + sources.reduce(0) { $0 + MemoryLayout<SourceState>.stride + $1.attempts.count * MemoryLayout<Attempt>.stride }
      + 32 << 10
  }

  /// The state that a checkpoint is the beginning of, with positions that none of another state's records has.
  ///
  /// - Parameter other: the state that was shown before.
  package func resumed(after other: StreamState) -> StreamState { withNewest(beyond: other.log.positions.upperBound) }

  private func withNewest(beyond start: Int?) -> StreamState {
    var copy = self
    copy.log = log.newest(
      within: Self.newest, pending: sources.map { ($0.pendingOffset, $0.lastEventID) }, beyond: start)
    var kept: [Int: Int] = [:]
    var comments = 0
    var oldestNotice = notices.endIndex
    for position in copy.log.positions {
      let record = copy.log[position]
      switch record.kind {
      case .event: kept[Int(record.type), default: 0] += 1
      case .comment: comments += 1
      case .notice: oldestNotice = min(oldestNotice, Int(clamping: record.offset))
      case .overlong: break
      }
    }
    copy.types.keep(kept)
    copy.comments.keep(comments)
    copy.notices.drop(before: oldestNotice)
    return copy
  }
}
