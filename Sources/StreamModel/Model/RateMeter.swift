/// How many a second, over the last five seconds: a sliding window of twenty slots.
///
/// Constant in memory and in time for each `add`, however fast a stream is. Times never run backwards.
public struct RateMeter: Sendable {
  private static let slots = 20
  private static let slotNanoseconds: Int64 = 250_000_000

  private var counts = InlineArray<20, UInt32>(repeating: 0)
  /// The slot that is being filled, counted from the program's start.
  private var current: Int64 = 0
  private var first: Moment?

  public init() {}

  /// Counts `count` at `now`; a slot holds at most 4,294,967,295.
  public mutating func add(_ count: Int = 1, at now: Moment) {
    if first == nil { first = now }
    advance(to: now.nanoseconds / Self.slotNanoseconds)
    let slot = Int(current % Int64(Self.slots))
    let (sum, overflow) = counts[slot].addingReportingOverflow(UInt32(clamping: count))
    counts[slot] = overflow ? .max : sum
  }

  /// The mean rate over the window that ends now, or since the first count while that is less; at least one second.
  public func perSecond(at now: Moment) -> Double {
    guard let first else { return 0 }
    let nowSlot = max(now.nanoseconds / Self.slotNanoseconds, current)
    var sum = 0
    for age in 0..<Int64(Self.slots) {
      let slot = nowSlot - age
      if slot >= 0, slot <= current, slot > current - Int64(Self.slots) {
        sum += Int(counts[Int(slot % Int64(Self.slots))])
      }
    }
    let windowStart = (nowSlot - Int64(Self.slots) + 1) * Self.slotNanoseconds
    let nanoseconds = max(now.nanoseconds - max(windowStart, first.nanoseconds), 1_000_000_000)
    return Double(sum) * 1e9 / Double(nanoseconds)
  }

  private mutating func advance(to slot: Int64) {
    guard slot > current else { return }
    let passed = min(slot - current, Int64(Self.slots))
    for step in 0..<passed { counts[Int((slot - step) % Int64(Self.slots))] = 0 }
    current = slot
  }
}
