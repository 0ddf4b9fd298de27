/// The bytes of a text that is read as JSON. Unlike a buffer pointer it always has an address, so that no read asks for
/// one.
struct JSONBytes {
  let base: UnsafePointer<UInt8>
  let count: Int

  @inline(__always)
  subscript(position: Int) -> UInt8 { base[position] }

  /// - Parameter position: one with seven more behind it.
  /// - Returns: the first byte in the lowest bits.
  @inline(__always)
  func word(from position: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
  }

  /// - Parameter position: one with three more behind it.
  /// - Returns: the four bytes as they lie in memory.
  @inline(__always)
  func four(from position: Int) -> UInt32 { UnsafeRawPointer(base + position).loadUnaligned(as: UInt32.self) }

  /// - Parameter position: one with fifteen more behind it.
  @inline(__always)
  func sixteen(from position: Int) -> SIMD16<UInt8> {
    UnsafeRawPointer(base + position).loadUnaligned(as: SIMD16<UInt8>.self)
  }
}

extension UnsafeRawBufferPointer {
  /// Lends the bytes to who reads JSON.
  @inline(__always)
  func withJSONBytes<Result>(_ body: (JSONBytes) -> Result) -> Result {
    withMemoryRebound(to: UInt8.self) { bytes in
      if let base = bytes.baseAddress { return body(JSONBytes(base: base, count: bytes.count)) }
      // What has no address is empty, and nothing of it is read.
      return withUnsafePointer(to: 0) { body(JSONBytes(base: $0, count: 0)) }
    }
  }
}
