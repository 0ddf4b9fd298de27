/// How many a second: now, over the last minute, slot by slot for a sparkline, and at the fastest.
///
/// 288 bytes, all of them here: no allocation, and 4,096 types cost little more than a megabyte. That is why a type has
/// one of these, with slots of a second, and only a source has the wider windows of `RateHistory`. Counting within a
/// slot is a comparison and an addition, however fast a stream is; reading takes the work. A time before the running
/// slot is counted in it.
public struct RateMeter: Sendable {
  /// Slots that are kept; a power of two, so that finding one takes no division.
  private static let slotLimit: Int64 = 64
  /// Slots that a sparkline shows: the rest is room for bars of several slots that begin before the window.
  private static let shownSlots = 60
  /// Over how long the present rate is measured.
  private static let present = Duration.seconds(5)

  /// What finished slots counted; that of slot `n` stands at `n` modulo `slotLimit`.
  private var counts = InlineArray<64, UInt32>(repeating: 0)
  private let slotNanoseconds: Int64
  /// The end of the running slot, in nanoseconds since the program's start.
  private var runningEnd = Int64.min
  /// When counting began; the greatest number before.
  private var began = Int64.max
  private var running: UInt32 = 0
  private var highest: UInt32 = 0

  /// - Parameter slotSeconds: how long a slot is, at least one second.
  public init(slotSeconds: Int = 1) { slotNanoseconds = Int64(max(slotSeconds, 1)) * 1_000_000_000 }

  /// Counts `count` at `now`; a slot holds at most 4,294,967,295.
  @inline(__always)
  public mutating func add(_ count: Int = 1, at now: Moment) {
    if now.nanoseconds >= runningEnd { advance(to: now) }
    let (sum, overflow) = running.addingReportingOverflow(UInt32(clamping: count))
    running = overflow ? .max : sum
  }

  @inline(never)
  private mutating func advance(to now: Moment) {
    let slot = self.slot(of: now)
    if began == .max {
      began = min(max(now.nanoseconds, .min / 2), .max / 2)
    } else {
      let finished = runningSlot
      highest = max(highest, running)
      counts[Self.place(of: finished)] = running
      // The last of them may take the place of the one that has finished.
      for empty in (finished + 1)..<max(finished + 1, min(slot, finished + Self.slotLimit + 1)) {
        counts[Self.place(of: empty)] = 0
      }
    }
    running = 0
    runningEnd = (slot + 1) * slotNanoseconds
  }

  private var runningSlot: Int64 { began == .max ? .min : slot(runningEnd) - 1 }

  /// The bounds are those of 146 years, so that no sum of times overflows.
  private func slot(of now: Moment) -> Int64 { slot(min(max(now.nanoseconds, .min / 2), .max / 2)) }

  /// Rounded down: the events of a recording lie before the program's start.
  private func slot(_ nanoseconds: Int64) -> Int64 {
    let (slot, rest) = nanoseconds.quotientAndRemainder(dividingBy: slotNanoseconds)
    return rest < 0 ? slot - 1 : slot
  }

  private static func place(of slot: Int64) -> Int { Int(slot & (slotLimit - 1)) }

  private func count(of slot: Int64) -> UInt32 {
    if slot == runningSlot { return running }
    return began != .max && slot < runningSlot && slot > runningSlot - Self.slotLimit ? counts[Self.place(of: slot)] : 0
  }
}

// MARK: - Reading

extension RateMeter {
  /// The most that came within one slot, as a rate; slots begin with the program's seconds.
  public var peakPerSecond: Double { Double(max(highest, running)) * 1e9 / Double(slotNanoseconds) }

  /// Which group of so many slots a slot belongs to.
  private static func group(_ slot: Int64, _ size: Int64) -> Int64 {
    let (group, rest) = slot.quotientAndRemainder(dividingBy: size)
    return rest < 0 ? group - 1 : group
  }

  /// The mean rate over the last five seconds, or since the first count while that is less; at least one second.
  public func perSecond(at now: Moment) -> Double { perSecond(over: Self.present, at: now) }

  /// The mean rate over the window that ends now, or since the first count while that is less; at least one second.
  ///
  /// Of the slot in which the window begins, as much is counted as lies in it.
  ///
  /// - Parameter window: from one slot up to 63 of them; others are taken for the nearest of these.
  public func perSecond(over window: Duration, at now: Moment) -> Double {
    guard began != .max else { return 0 }
    let window = min(max((Moment.start + window).nanoseconds, slotNanoseconds), (Self.slotLimit - 1) * slotNanoseconds)
    let end = max(min(max(now.nanoseconds, .min / 2), .max / 2), runningSlot * slotNanoseconds, began)
    let start = max(end - window, began)
    var sum = 0.0
    for slot in self.slot(start)...self.slot(end) {
      let slotEnd = (slot + 1) * slotNanoseconds
      let slotStart = max(slotEnd - slotNanoseconds, began)
      // All that the running slot has counted lies in the window, which is no shorter than a slot.
      let share =
        slotStart >= start || slot == runningSlot ? 1 : Double(slotEnd - start) / Double(slotEnd - slotStart)
      sum += Double(count(of: slot)) * share
    }
    return sum * 1e9 / Double(max(end - start, 1_000_000_000))
  }

  /// A sparkline's bars over the last sixty slots, as rates per second, oldest first.
  ///
  /// Where there is less room than slots, a bar is the mean of several, always the same ones, so a finished bar never
  /// changes while it moves. The newest bar is the mean over the time of one bar that ends now, or it would begin each
  /// slot at nothing.
  ///
  /// - Parameter limit: how many bars there is room for; there may be fewer, for all stand for the same time.
  public func bars(_ limit: Int, at now: Moment) -> [Double] {
    guard limit > 0 else { return [] }
    let slots = (Self.shownSlots + min(limit, Self.shownSlots) - 1) / min(limit, Self.shownSlots)
    let count = min(limit, (Self.shownSlots + slots - 1) / slots, Int(Self.slotLimit) / slots)
    let newest = Self.group(max(slot(of: now), runningSlot), Int64(slots))
    var bars: [Double] = []
    for bar in (newest - Int64(count) + 1)..<newest {
      let sum = (0..<Int64(slots)).reduce(0) { $0 + Int(self.count(of: bar * Int64(slots) + $1)) }
      bars.append(Double(sum) * 1e9 / Double(Int64(slots) * slotNanoseconds))
    }
    return bars + [perSecond(over: .nanoseconds(Int64(slots) * slotNanoseconds), at: now)]
  }
}
