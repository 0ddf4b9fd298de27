extension UnsafeRawBufferPointer {
  /// Whether one of the bytes is U+0000 NULL; eight at a time, since an id may be as long as data.
  @inlinable @inline(__always)
  package var containsNull: Bool {
    var index = 0
    while index &+ 8 <= count {
      let word = loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A byte borrows from its highest bit only if it is 0, or if one below it was.
      if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { return true }
      index &+= 8
    }
    while index < count {
      if self[index] == 0 { return true }
      index &+= 1
    }
    return false
  }
}
