import Glibc

/// Finds byte strings among those that it has seen, and numbers them in their order: open addressing.
///
/// The limit on how many there are is its owner's, and bounds what collisions can cost.
struct ByteIndex: Sendable {
  /// The keys one after the other, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// One more than the number of a key, or 0.
  private var buckets = [Int32](repeating: 0, count: 256)

  var count: Int { ends.count }

  /// The number of a key, if it was seen.
  func number(of key: UnsafeRawBufferPointer) -> Int? {
    bytes.withUnsafeBytes { bytes in
      var bucket = Self.hash(key) & (buckets.count - 1)
      while buckets[bucket] != 0 {
        let number = Int(buckets[bucket]) - 1
        let known = range(of: number)
        if known.count == key.count, Self.isSame(bytes[known], key) {
          return number
        }
        bucket = (bucket + 1) & (buckets.count - 1)
      }
      return nil
    }
  }

  private static func isSame(_ known: Slice<UnsafeRawBufferPointer>, _ key: UnsafeRawBufferPointer) -> Bool {
    guard let bytes = UnsafeRawBufferPointer(rebasing: known).baseAddress, let other = key.baseAddress else {
      return true
    }
    return memcmp(bytes, other, key.count) == 0
  }

  private func range(of number: Int) -> Range<Int> { (number > 0 ? ends[number - 1] : 0)..<ends[number] }

  /// Takes in a key that was not seen before, and returns its number.
  mutating func append(_ key: UnsafeRawBufferPointer) -> Int {
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    if count * 2 > buckets.count {
      buckets = [Int32](repeating: 0, count: buckets.count * 2)
      for number in ends.indices { place(number) }
    } else {
      place(count - 1)
    }
    return count - 1
  }

  private mutating func place(_ number: Int) {
    let hash = bytes.withUnsafeBytes { Self.hash(UnsafeRawBufferPointer(rebasing: $0[range(of: number)])) }
    var bucket = hash & (buckets.count - 1)
    while buckets[bucket] != 0 { bucket = (bucket + 1) & (buckets.count - 1) }
    buckets[bucket] = Int32(number + 1)
  }

  private static func hash(_ key: UnsafeRawBufferPointer) -> Int {
    Int(truncatingIfNeeded: ValueHash.hash(key) >> 16)
  }
}
