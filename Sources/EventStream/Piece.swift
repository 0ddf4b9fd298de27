internal import StreamModel

/// Bytes of the wire with what lies whole in them. Its events share it.
final class Piece: Sendable {
  private let bytes: [UInt8]
  /// The wire offset of the first byte.
  private let start: UInt64
  let records: [Record]
  /// The last event ID string at `start`: what records refer to whose ID lies before it.
  private let carriedID: [UInt8]

  init(bytes: [UInt8], start: UInt64, records: [Record], carriedID: [UInt8]) {
    (self.bytes, self.start, self.records, self.carriedID) = (bytes, start, records, carriedID)
  }

  func withType<Result>(of record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withBytes(record.offset + UInt64(record.typeStart), record.typeLength, body)
  }

  func withData<Result>(of record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard record.isJoined else { return withBytes(record.offset + UInt64(record.dataStart), record.dataLength, body) }
    return withBytes(record.offset, record.length) { Record.joinedData(in: $0).withUnsafeBytes(body) }
  }

  func withID<Result>(of record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    // An ID that the stream did not set has an offset after all that can come.
    guard record.idOffset >= start, record.idOffset - start <= UInt64(bytes.count) else {
      return carriedID.withUnsafeBytes(body)
    }
    return withBytes(record.idOffset, record.idLength, body)
  }

  private func withBytes<Result>(
    _ offset: UInt64, _ length: UInt32, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { bytes in
      let first = min(Int(clamping: offset - start), bytes.count)
      return body(UnsafeRawBufferPointer(rebasing: bytes[first..<min(first + Int(length), bytes.count)]))
    }
  }
}
