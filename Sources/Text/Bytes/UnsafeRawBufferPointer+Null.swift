extension UnsafeRawBufferPointer {
  /// Whether one of the bytes is U+0000 NULL; eight at a time, since an id may be as long as data.
  @inlinable @inline(__always)
  package var containsNull: Bool {
    guard count >= 8 else { return contains(0) }
    var index = 0
    while index &+ 8 < count {
      if hasNull(at: index) { return true }
      index &+= 8
    }
    // Some bytes twice, rather than what is left one by one.
    return hasNull(at: count &- 8)
  }

  @inlinable @inline(__always)
  func hasNull(at index: Int) -> Bool {
    let word = loadUnaligned(fromByteOffset: index, as: UInt64.self)
    // A byte borrows from its highest bit only if it is 0, or if one below it was.
    return (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
  }
}
