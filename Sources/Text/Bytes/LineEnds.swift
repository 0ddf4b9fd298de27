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
    return lastMask()
  }

  /// The line ends of what is left after the last whole block.
  @usableFromInline
  func lastMask() -> UInt64 {
    // Reading again what came before, and shifting it out, saves looking at single bytes.
    if bytes.count >= 64 {
      return Self.mask(of64: bytes, from: bytes.count - 64) >> UInt64(block + 64 - bytes.count)
    }
    var mask: UInt64 = 0
    var start = 0
    while start + 16 <= bytes.count {
      mask |= Self.bits(Self.matches(bytes, start)) << UInt64(start)
      start += 16
    }
    while start < bytes.count {
      if bytes[start] == 0x0A || bytes[start] == 0x0D { mask |= 1 << UInt64(start) }
      start += 1
    }
    return mask
  }

  @inlinable @inline(__always)
  static func mask(of64 bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
    let (a, b) = (matches(bytes, start), matches(bytes, start + 16))
    let (c, d) = (matches(bytes, start + 32), matches(bytes, start + 48))
    let any = unsafeBitCast(a | b | c | d, to: SIMD2<UInt64>.self)
    if any[0] | any[1] == 0 { return 0 }
    return bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48
  }

  /// All ones where there is a line end.
  @inlinable @inline(__always)
  static func matches(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> SIMD16<UInt8> {
    let lanes = bytes.loadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self)
    // Vectors of a stated type on both sides: other overloads of the comparison go lane by lane, 40 times slower.
    let (lineFeeds, carriageReturns) = (SIMD16<UInt8>(repeating: 0x0A), SIMD16<UInt8>(repeating: 0x0D))
    let isEnd = (lanes .== lineFeeds) .| (lanes .== carriageReturns)
    return unsafeBitCast(isEnd, to: SIMD16<UInt8>.self)
  }

  /// One bit for each lane that is all ones.
  @inlinable @inline(__always)
  static func bits(_ matches: SIMD16<UInt8>) -> UInt64 {
    let halves = unsafeBitCast(matches, to: SIMD2<UInt64>.self) & 0x8040_2010_0804_0201
    // The product's highest byte is the sum of all eight, and each has another bit.
    return (halves[0] &* 0x0101_0101_0101_0101) >> 56 | (halves[1] &* 0x0101_0101_0101_0101) >> 48 & 0xFF00
  }
}
