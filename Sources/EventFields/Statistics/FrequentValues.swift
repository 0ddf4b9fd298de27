/// The most frequent values: exact while there are no more than 64 different ones, then as Space-Saving counts them
/// (Metwally, Agrawal, El Abbadi, 2005): with at least so many, and every value that makes up more than a 64th.
struct FrequentValues: Sendable {
  static let limit = 64
  /// Bytes of a value that are kept; values are told apart by a hash of the whole.
  static let keyLimit = 64
  /// Counters that each path has, however little room is left.
  private static let least = 4

  /// Counters that there is room for.
  private var reserved = 0
  private var hashes: [UInt64] = []
  private var counts: [Int] = []
  /// How much of a count may be another value's.
  private var errors: [Int] = []
  private var kinds: [UInt8] = []
  private var lengths: [Int] = []
  private var keys: [UInt8] = []
  /// The counter that was used last: many fields say the same again and again.
  private var latest = 0
  /// Counters before it count more than `lowest`.
  private var cursor = 0
  private var lowest = 0
  /// Whether no counter was ever taken from its value.
  private(set) var isExact = true

  init() {}

  private static let counterBytes = 3 * 8 + 8 + 1 + keyLimit

  var byteCount: Int { reserved * Self.counterBytes }

  mutating func count(_ hash: UInt64, _ text: UnsafeRawBufferPointer, kind: UInt8, room: Int) {
    if latest < hashes.count, hashes[latest] == hash {
      counts[latest] += 1
      return
    }
    if let known = hashes.firstIndex(of: hash) {
      counts[known] += 1
      latest = known
      return
    }
    let growth = (nextCapacity - reserved) * Self.counterBytes
    let hasRoom = hashes.count < reserved || room >= growth
    guard hashes.count >= Self.least, hashes.count == Self.limit || !hasRoom else { return append(hash, text, kind) }
    isExact = false
    let place = lowestCounter()
    errors[place] = counts[place]
    counts[place] += 1
    write(place, hash, text, kind)
  }

  private var nextCapacity: Int { hashes.isEmpty ? Self.least : min(hashes.count * 4, Self.limit) }

  private mutating func append(_ hash: UInt64, _ text: UnsafeRawBufferPointer, _ kind: UInt8) {
    if hashes.count == reserved {
      reserved = nextCapacity
      hashes.reserveCapacity(reserved)
      counts.reserveCapacity(reserved)
      errors.reserveCapacity(reserved)
    }
    hashes.append(0)
    counts.append(1)
    errors.append(0)
    kinds.append(0)
    lengths.append(0)
    keys.append(contentsOf: repeatElement(0, count: Self.keyLimit))
    write(hashes.count - 1, hash, text, kind)
  }

  private mutating func write(_ place: Int, _ hash: UInt64, _ text: UnsafeRawBufferPointer, _ kind: UInt8) {
    (hashes[place], kinds[place], lengths[place], latest) = (hash, kind, text.count, place)
    let length = min(text.count, Self.keyLimit)
    let start = place * Self.keyLimit
    keys.withUnsafeMutableBytes {
      UnsafeMutableRawBufferPointer(rebasing: $0[start..<start + length])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: text[..<length]))
    }
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

  /// The value that certainly came most often.
  var first: (text: [UInt8], isCut: Bool, kind: UInt8, count: Int)? {
    guard let best = counts.indices.max(by: { counts[$0] - errors[$0] < counts[$1] - errors[$1] }) else { return nil }
    let start = best * Self.keyLimit
    let text = keys[start..<start + min(lengths[best], Self.keyLimit)]
    return (Array(text), lengths[best] > Self.keyLimit, kinds[best], counts[best] - errors[best])
  }
}
