/// Finds byte strings among those that it has seen, and numbers them in their order: open addressing, FNV-1a.
///
/// The limit on how many there are is its owner's, and bounds what collisions can cost.
struct ByteIndex: Sendable {
  private var keys: [[UInt8]] = []
  /// One more than the number of a key, or 0.
  private var buckets = [Int32](repeating: 0, count: 256)

  var count: Int { keys.count }

  subscript(number: Int) -> [UInt8] { keys[number] }

  /// The number of a key, if it was seen.
  func number(of key: UnsafeRawBufferPointer) -> Int? {
    var bucket = Self.hash(key) & (buckets.count - 1)
    while buckets[bucket] != 0 {
      let number = Int(buckets[bucket]) - 1
      if areEqual(number, key) { return number }
      bucket = (bucket + 1) & (buckets.count - 1)
    }
    return nil
  }

  /// Whether a number is that of a key.
  @inline(__always)
  func areEqual(_ number: Int, _ key: UnsafeRawBufferPointer) -> Bool {
    keys[number].withUnsafeBytes { $0.count == key.count && $0.elementsEqual(key) }
  }

  /// Takes in a key that was not seen before, and returns its number.
  mutating func append(_ key: UnsafeRawBufferPointer) -> Int {
    keys.append(Array(key))
    if keys.count * 2 > buckets.count {
      buckets = [Int32](repeating: 0, count: buckets.count * 2)
      for number in keys.indices { keys[number].withUnsafeBytes { place(number, $0) } }
    } else {
      place(keys.count - 1, key)
    }
    return keys.count - 1
  }

  private mutating func place(_ number: Int, _ key: UnsafeRawBufferPointer) {
    var bucket = Self.hash(key) & (buckets.count - 1)
    while buckets[bucket] != 0 { bucket = (bucket + 1) & (buckets.count - 1) }
    buckets[bucket] = Int32(number + 1)
  }

  private static func hash(_ key: UnsafeRawBufferPointer) -> Int {
    Int(truncatingIfNeeded: ByteHash.hash(key)) & Int.max
  }
}

/// FNV-1a of 64 bits, its high bits mixed into the low ones.
enum ByteHash {
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ hash >> 29
  }
}
