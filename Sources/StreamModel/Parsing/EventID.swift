/// A value of the parser's id buffer, taken down when a chunk ends and not at each of its events.
///
/// A stream may set an ID with each event, and only the last one of a chunk is ever asked for in bytes.
struct EventID: Sendable {
  /// Valid when the chunk is settled.
  private(set) var bytes: [UInt8] = []
  /// Where it was set, in the source's wire.
  private(set) var offset = Record.initialIDOffset
  private(set) var length: UInt32 = 0
  /// Where it lies in the chunk that is being parsed, if it lies there.
  private var index: Int?

  init(bytes: [UInt8] = []) {
    self.bytes = bytes
    length = UInt32(clamping: bytes.count)
  }

  /// - Parameters:
  ///   - base: where the chunk begins in which the value lies.
  ///   - offset: the value's in the wire.
  @inline(__always)
  mutating func set(to value: UnsafeRawBufferPointer, in base: UnsafeRawPointer, offset: UInt64) {
    index = value.baseAddress.map { $0 - base }
    length = UInt32(truncatingIfNeeded: value.count)
    self.offset = offset
  }

  /// Takes down what lies in the chunk, before that goes away.
  @inline(__always)
  mutating func settle(in chunk: UnsafeRawBufferPointer) {
    if let index { receive(chunk, from: index) }
  }

  private mutating func receive(_ chunk: UnsafeRawBufferPointer, from index: Int) {
    bytes.set(to: UnsafeRawBufferPointer(rebasing: chunk[index..<index + Int(length)]))
    self.index = nil
  }
}

extension [UInt8] {
  /// Becomes a copy of the bytes, in the memory that it has: most are as long as the ones before.
  mutating func set(to bytes: UnsafeRawBufferPointer) {
    if count == bytes.count {
      withUnsafeMutableBytes { $0.copyMemory(from: bytes) }
    } else {
      removeAll(keepingCapacity: true)
      append(contentsOf: bytes)
    }
  }
}
