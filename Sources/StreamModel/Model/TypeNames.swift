/// Finds the names of a batch's event types: in its bytes, where they are still in the processor's cache, or for an
/// event that began in an earlier batch in the log.
struct TypeNames {
  private let start: UInt64
  /// Only one event can be pending when a batch begins.
  private var earlier: [UInt8] = []

  init(_ batch: Batch, source: Int, _ log: EventLog) {
    start = log.end(of: source) - UInt64(batch.bytes.count)
    guard var first = batch.records.first(where: { $0.kind == .event }), first.offset < start else { return }
    first.source = UInt16(source)
    earlier = log.withType(first) { Array($0) }
  }

  @inline(__always)
  func withName(of record: Record, _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Int) -> Int {
    guard record.typeLength > 0 else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let index = Int(truncatingIfNeeded: record.offset &- start)
    let (first, count) = (index &+ Int(record.typeStart), Int(record.typeLength))
    guard index >= 0, first <= bytes.count &- count else { return earlier.withUnsafeBytes(body) }
    return body(UnsafeRawBufferPointer(rebasing: bytes[first..<first + count]))
  }
}
