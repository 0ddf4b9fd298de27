/// What is kept of the streams: records go into the log and are counted in the tables, and what leaves the log leaves
/// the tables.
extension StreamState {
  /// Makes room after what a source has brought.
  mutating func trim(_ source: Int) {
    Self.trim(
      &log, &types, &comments, source: source, pendingOffset: sources[source].pendingOffset,
      lastEventID: sources[source].lastEventID)
  }

  /// Makes room in the log, and tells the table what left it.
  private static func trim(
    _ log: inout EventLog, _ types: inout TypeTable, _ comments: inout CommentCount, source: Int,
    pendingOffset: UInt64, lastEventID: [UInt8]
  ) {
    var gone = (type: UInt32(0), events: 0)
    log.trim(source: source, pendingOffset: pendingOffset, lastEventID: lastEventID) { record in
      switch record.kind {
      case .event:
        if record.type != gone.type {
          types.drop(gone.events, of: Int(gone.type))
          gone = (record.type, 0)
        }
        gone.events &+= 1
      case .comment: comments.drop()
      case .overlong, .notice: break
      }
    }
    types.drop(gone.events, of: Int(gone.type))
  }

  /// Appends a batch's records to the log, and counts its comments, and its events under their types.
  static func append(
    _ batch: Batch, source: Int, _ log: inout EventLog, _ types: inout TypeTable, _ comments: inout CommentCount
  ) -> (events: Int, overlong: Int) {
    var (events, overlong) = (0, 0)
    let names = TypeNames(batch, source: source, log)
    batch.bytes.withUnsafeBytes { bytes in
      log.append(batch.records, source: source) { record in
        record.at = batch.at
        switch record.kind {
        case .event:
          let type = names.withName(of: record, bytes) { types.count($0, bytes: Int(record.dataLength), at: batch.at) }
          record.type = UInt32(truncatingIfNeeded: type)
          events += 1
        case .comment: comments.count(bytes: Int(record.dataLength), at: batch.at)
        case .overlong: overlong += 1
        case .notice: break
        }
      }
    }
    types.settle(at: batch.at)
    return (events, overlong)
  }
}
