/// Reading without a copy: what looks at every record of the log must not allocate for each.
extension EventLog {
  /// Lends the event's data or a comment's text: in place, or copied where it lies in several lines or segments.
  public func withData<Result>(_ record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard !record.isJoined else { return data(record).withUnsafeBytes(body) }
    let start = record.offset + UInt64(record.dataStart)
    return wires[Int(record.source)].withBytes(start, Int(record.dataLength), body)
  }

  /// Lends the last event ID string at the time of the event; empty if there was none.
  public func withID<Result>(_ record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard record.idLength > 0 else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    return wires[Int(record.source)].withID(of: record, body)
  }
}
