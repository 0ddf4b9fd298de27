extension EventLog {
  /// Lends the bytes of a record as they came on the wire, its line ends with them: in place, or copied where they lie
  /// in several segments. Of a CRLF at the very end the LF may be missing.
  public func withRaw<Result>(_ record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    wires[Int(record.source)].withBytes(record.offset, Int(record.length), body)
  }
}
