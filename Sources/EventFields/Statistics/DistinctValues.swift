/// How many different values there were, exact up to a thousand.
struct DistinctValues: Sendable {
  static let limit = 1000
  private static let slotBytes = MemoryLayout<UInt64>.stride

  private(set) var count = 0
  /// Whether there may be more than `count`.
  private(set) var hasMore = false
  /// Hashes where they belong or after it; 0 for none.
  private var slots: [UInt64] = []

  init() {}

  var byteCount: Int { slots.count * Self.slotBytes }

  /// Takes in a value by its hash.
  ///
  /// - Parameter room: bytes that it may grow by.
  mutating func insert(_ hash: UInt64, room: Int) {
    guard !hasMore else { return }
    let hash = max(hash, 1)
    if count * 4 >= slots.count * 3 {
      // What is known stays in use: a value that is known is not a new one.
      if contains(hash) { return }
      guard count < Self.limit, grow(room: room) else {
        hasMore = true
        slots = []
        return
      }
    }
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place] != 0 {
      if slots[place] == hash { return }
      place = (place + 1) & (slots.count - 1)
    }
    guard count < Self.limit else {
      hasMore = true
      slots = []
      return
    }
    slots[place] = hash
    count += 1
  }

  private func contains(_ hash: UInt64) -> Bool {
    guard !slots.isEmpty else { return false }
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place] != 0 {
      if slots[place] == hash { return true }
      place = (place + 1) & (slots.count - 1)
    }
    return false
  }

  private mutating func grow(room: Int) -> Bool {
    let former = slots
    let size = max(former.count * 2, 8)
    guard (size - former.count) * Self.slotBytes <= room else { return false }
    slots = [UInt64](repeating: 0, count: size)
    for hash in former where hash != 0 {
      var place = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[place] != 0 { place = (place + 1) & (size - 1) }
      slots[place] = hash
    }
    return true
  }
}
