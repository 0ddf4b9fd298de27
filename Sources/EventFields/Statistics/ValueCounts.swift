/// How many different values there were at a path, and which came most often.
///
/// A value that is known from its first time on is counted exactly, up to `limit` of them; what came when there was no
/// room for it is counted by `FrequentValues`, as lower bounds. Only the most frequent value's text is kept: whatever
/// value passes the others is at hand when it does.
struct ValueCounts: Sendable {
  static let limit = 1000
  private static let countBits: UInt64 = 24
  private static let countMask: UInt64 = 1 << countBits - 1

  /// The upper 40 bits of a value's hash over how often it came, where the hash belongs or after it; 0 for none.
  private var slots: [UInt64] = []
  /// Values that have a slot, or had one.
  private var known = 0
  /// Whether no more values get a slot.
  private var isFull = false
  /// Whether the slots were given up.
  private var isReleased = false
  /// Whether a value came more often than a slot counts.
  private var isCapped = false
  private var total = 0
  private var others = FrequentValues()
  private var othersCount = 0
  /// The slot that was used last: many fields say the same again and again.
  private var latest = 0
  private(set) var best = MostFrequent()

  init() {}

  var byteCount: Int { slots.count * MemoryLayout<UInt64>.stride + others.byteCount }

  /// How many values there are, and whether there are more.
  var different: (count: Int, hasMore: Bool) {
    // Whether a value that came once the slots were gone was a new one, nobody knows.
    guard isReleased else { return (known, othersCount > 0) }
    return othersCount > 0 ? (known - 1, true) : (known, false)
  }

  /// Whether it is certain how often the most frequent value came, and that no other came more often.
  var isExact: Bool {
    !isCapped && (othersCount == 0 || !isReleased && !best.isAtLeast && best.count >= atMostEach)
  }

  /// How often a value without a slot can have come.
  private var atMostEach: Int { others.isEmpty ? othersCount : others.greatest }

  /// Bytes that a value that is not known would take now.
  var growth: Int {
    isFull || known < slots.count / 4 * 3 ? 0 : max(slots.count, 8) * MemoryLayout<UInt64>.stride
  }

  /// Whether hardly a value came twice, so that its counts tell nothing that its number does not.
  var isBarren: Bool { !isReleased && known >= 64 && known * 10 >= total * 9 }

  var slotBytes: Int { slots.count * MemoryLayout<UInt64>.stride }

  /// Gives up the counts of the values.
  mutating func release() {
    slots = []
    (isFull, isReleased) = (true, true)
  }

  /// Takes in a value.
  ///
  /// - Parameters:
  ///   - hash: of the whole value and its kind.
  ///   - room: bytes that it may grow by.
  mutating func add(_ hash: UInt64, _ text: UnsafeRawBufferPointer, kind: UInt8, room: Int) {
    total += 1
    let tag = hash >> Self.countBits
    if latest < slots.count, slots[latest] >> Self.countBits == tag, slots[latest] != 0 {
      return count(in: latest, hash, text, kind)
    }
    if let place = place(of: tag, room: room) {
      latest = place
      return count(in: place, hash, text, kind)
    }
    othersCount += 1
    let certain = others.count(hash, room: room)
    if certain > best.count { best.receive(hash, text, kind, count: certain, isAtLeast: true) }
  }

  private mutating func count(in place: Int, _ hash: UInt64, _ text: UnsafeRawBufferPointer, _ kind: UInt8) {
    let before = slots[place] & Self.countMask
    guard before < Self.countMask else {
      // Beyond sixteen million only the most frequent of them is counted on.
      if best.hash == hash { best.increment() } else { isCapped = true }
      return
    }
    if before == 0 { slots[place] = hash & ~Self.countMask }
    slots[place] += 1
    if before >= best.count {
      best.receive(hash, text, kind, count: Int(before) + 1, isAtLeast: false)
    }
  }

  /// The slot of a value, its own or one that it may have; `nil` if it gets none.
  private mutating func place(of tag: UInt64, room: Int) -> Int? {
    if let place = find(tag), slots[place] != 0 { return place }
    guard !isFull else { return nil }
    guard known < Self.limit, growth <= room else {
      isFull = true
      return nil
    }
    if growth > 0 { grow() }
    known += 1
    return find(tag)
  }

  private func find(_ tag: UInt64) -> Int? {
    guard !slots.isEmpty else { return nil }
    var place = Int(truncatingIfNeeded: tag) & (slots.count - 1)
    while slots[place] != 0, slots[place] >> Self.countBits != tag { place = (place + 1) & (slots.count - 1) }
    return place
  }

  private mutating func grow() {
    let former = slots
    slots = [UInt64](repeating: 0, count: max(former.count * 2, 8))
    for slot in former where slot != 0 {
      if let place = find(slot >> Self.countBits) { slots[place] = slot }
    }
  }
}

/// The value that came most often, with the beginning of its text.
struct MostFrequent: Sendable {
  static let textLimit = 64

  private(set) var hash: UInt64 = 0
  private(set) var count = 0
  private(set) var isAtLeast = false
  private(set) var kind: UInt8 = 0
  private var length = 0
  private var bytes = InlineArray<64, UInt8>(repeating: 0)

  init() {}

  mutating func increment() { count += 1 }

  mutating func receive(
    _ hash: UInt64, _ text: UnsafeRawBufferPointer, _ kind: UInt8, count: Int, isAtLeast: Bool
  ) {
    let isSame = self.count > 0 && self.hash == hash
    (self.count, self.isAtLeast) = (count, isAtLeast)
    guard !isSame else { return }
    (self.hash, self.kind, length) = (hash, kind, text.count)
    for index in 0..<min(text.count, Self.textLimit) { bytes[index] = text[index] }
  }

  var isCut: Bool { length > Self.textLimit }
  var text: [UInt8] { (0..<min(length, Self.textLimit)).map { bytes[$0] } }
}
