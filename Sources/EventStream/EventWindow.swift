internal import StreamModel

/// The bytes of the wire from which events are still to come: what an event's lines bring over several batches.
struct EventWindow {
  private var bytes: [UInt8] = []
  /// The wire offset after the last byte.
  private var end: UInt64 = 0
  private var lastEventID: [UInt8]

  /// - Parameter lastEventID: the one that the first request sends.
  init(lastEventID: [UInt8]) { self.lastEventID = lastEventID }

  /// Adds what has come.
  ///
  /// - Returns: the bytes of what it completed; `nil` if that is nothing that anybody is told of.
  mutating func add(_ batch: Batch) -> Piece? {
    if bytes.isEmpty { bytes = batch.bytes } else { bytes += batch.bytes }
    end += UInt64(batch.bytes.count)
    defer {
      lastEventID = batch.lastEventID
      let kept = min(Int(clamping: end - min(batch.pendingOffset, end)), bytes.count)
      if kept < bytes.count { bytes = Array(bytes.suffix(kept)) }
    }
    // Comments can come inside an event; a copy of what is pending for each would cost the square of its length.
    guard batch.records.contains(where: { $0.kind != .comment }) else { return nil }
    return Piece(
      bytes: bytes, start: end - UInt64(bytes.count), records: batch.records, carriedID: lastEventID)
  }

  /// Drops what the last connection left incomplete.
  mutating func reconnect() { bytes = [] }
}
