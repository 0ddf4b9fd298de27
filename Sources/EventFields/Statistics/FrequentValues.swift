/// The most frequent of any number of values, as Space-Saving counts them (Metwally, Agrawal, El Abbadi, 2005): with at
/// least so many, and every value that makes up more than a 64th.
struct FrequentValues: Sendable {
  private static let limit = 64
  private static let least = 8
  private static let counterBytes = MemoryLayout<UInt64>.stride + 2 * MemoryLayout<Int>.stride

  /// Counters that there is room for.
  private var reserved = 0
  private var hashes: [UInt64] = []
  private var counts: [Int] = []
  /// How much of a count may be another value's.
  private var errors: [Int] = []
  /// The counter that was used last.
  private var latest = 0
  /// Counters before it count more than `lowest`.
  private var cursor = 0
  private var lowest = 0
  /// Values that came when there was no room for any counter.
  private var missed = 0
  /// What no value has come more often than.
  private(set) var greatest = 0

  init() {}

  var isEmpty: Bool { hashes.isEmpty }
  var byteCount: Int { reserved * Self.counterBytes }

  /// Counts a value.
  ///
  /// - Parameter room: bytes that may be taken; without any, nothing is counted.
  /// - Returns: how often it came at least.
  mutating func count(_ hash: UInt64, room: Int) -> Int {
    if latest < hashes.count, hashes[latest] == hash { return count(in: latest) }
    if let place = hashes.firstIndex(of: hash) { return count(in: place) }
    if hashes.count < reserved || grow(room: room) {
      hashes.append(hash)
      counts.append(0)
      errors.append(missed)
      counts[counts.count - 1] = missed
      return count(in: hashes.count - 1)
    }
    guard !hashes.isEmpty else {
      missed += 1
      return 0
    }
    let place = lowestCounter()
    (hashes[place], errors[place]) = (hash, counts[place])
    return count(in: place)
  }

  private mutating func count(in place: Int) -> Int {
    latest = place
    counts[place] += 1
    greatest = max(greatest, counts[place])
    return counts[place] - errors[place]
  }

  /// Once a counter was taken from its value, another would have to begin with what its value may have had.
  private mutating func grow(room: Int) -> Bool {
    guard lowest == 0, hashes.count < Self.limit else { return false }
    let wanted = max(Self.least, min(reserved * 2, Self.limit))
    guard (wanted - reserved) * Self.counterBytes <= room else { return false }
    reserved = wanted
    hashes.reserveCapacity(reserved)
    counts.reserveCapacity(reserved)
    errors.reserveCapacity(reserved)
    return true
  }

  /// A counter that counts least. Counts only grow, so those before the cursor have passed the lowest count.
  private mutating func lowestCounter() -> Int {
    while cursor < counts.count, counts[cursor] > lowest { cursor += 1 }
    if cursor == counts.count {
      lowest = counts.min() ?? 0
      cursor = counts.firstIndex(of: lowest) ?? 0
    }
    return cursor
  }
}
