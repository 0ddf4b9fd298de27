import StreamModel

/// How many chunks came within the last two seconds, to a tenth of a second.
struct ChunkRate: Sendable {
  static let span = Duration.seconds(2)
  private static let slots: Int64 = 20
  private static let slotNanoseconds: Int64 = 100_000_000

  /// Of the slot with this number, modulo their count.
  private var counts = InlineArray<20, Int32>(repeating: 0)
  /// The number of the newest slot.
  private var newest = Int64.min

  mutating func add(at now: Moment) {
    let slot = now.nanoseconds / Self.slotNanoseconds
    if newest == .min || slot >= newest + Self.slots || slot < newest - Self.slots {
      counts = InlineArray(repeating: 0)
      newest = slot
    }
    while newest < slot {
      newest += 1
      counts[Self.index(newest)] = 0
    }
    counts[Self.index(slot)] &+= 1
  }

  func count(at now: Moment) -> Int {
    guard newest != .min else { return 0 }
    let slot = now.nanoseconds / Self.slotNanoseconds
    var count = 0
    for number in max(slot - Self.slots, newest - Self.slots) + 1..<max(newest, slot - Self.slots) + 1
    where number <= newest {
      count += Int(counts[Self.index(number)])
    }
    return count
  }

  private static func index(_ slot: Int64) -> Int { Int((slot % slots + slots) % slots) }
}
