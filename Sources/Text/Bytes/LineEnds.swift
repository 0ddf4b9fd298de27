public import CVectors

/// Finds the line ends of one chunk, in order: LF or CR.
///
/// Sixty-four bytes at a time become a mask with one bit a line end: short lines then cost a few instructions each, and
/// long ones are passed over faster than `memchr` could do it twice, once for each of the two.
///
/// Inlinable as a whole: the parser asks once a line, and a call into another module would cost more than the answer.
@usableFromInline package struct LineEnds {
  @usableFromInline let bytes: UnsafeRawBufferPointer
  /// Where the block lies that `ends` speaks of.
  @usableFromInline var block = -64
  /// The line ends of the block that were not given out yet, the first in the lowest bit.
  @usableFromInline var ends: UInt64 = 0

  @inlinable @inline(__always)
  package init(in bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The index of the first line end at or after `index`, or `nil` if the chunk has none. Ask with growing indexes.
  @inlinable @inline(__always)
  package mutating func next(from index: Int) -> Int? {
    while true {
      while ends == 0 {
        block += 64
        guard block < bytes.count else {
          block -= 64
          return nil
        }
        ends = mask()
      }
      let end = block + ends.trailingZeroBitCount
      ends &= ends - 1
      if end >= index { return end }
    }
  }

  /// The line ends of the present block.
  @inlinable @inline(__always)
  func mask() -> UInt64 {
    if block + 64 <= bytes.count { return Self.mask(of64: bytes, from: block) }
    // Of what is left after the last whole block: reading again what came before, and shifting it out, saves looking at
    // single bytes.
    if bytes.count >= 64 {
      return Self.mask(of64: bytes, from: bytes.count &- 64) &>> UInt64(truncatingIfNeeded: block &+ 64 &- bytes.count)
    }
    return onlyMask()
  }

  /// The line ends of a chunk that has no whole block.
  @usableFromInline
  func onlyMask() -> UInt64 {
    var whole = SIMD64<UInt8>()
    return withUnsafeMutableBytes(of: &whole) { whole in
      whole.copyMemory(from: bytes)
      return Self.mask(of64: UnsafeRawBufferPointer(whole), from: 0)
    }
  }

  @inlinable @inline(__always)
  static func mask(of64 bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
    // Without an address there are no bytes, and this is not called.
    bytes.baseAddress.map { vectors_line_ends($0 + start) } ?? 0
  }
}
