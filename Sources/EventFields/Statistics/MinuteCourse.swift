package import StreamModel

/// How often something came in each part of the last minute, told in any order. Of 64 slots each is a second, of 16
/// four seconds.
///
/// `RateMeter` takes times as they pass; this one is also fed from the newest event backwards.
package struct MinuteCourse<let slotCount: Int>: Sendable {
  /// So many slots are a little more than a minute: there is one more than are shown, for the one that has only begun.
  static var slotNanoseconds: Int64 { 64_000_000_000 / Int64(slotCount) }
  /// The slots of a minute.
  static var shownCount: Int { slotCount * 60 / 64 }
  private static var window: Duration { .seconds(60) }

  private var counts = InlineArray<slotCount, UInt32>(repeating: 0)
  /// The youngest slot that was counted in.
  private var newest = Int64.min

  init() {}

  /// The slot of a moment, rounded down: the events of a recording lie before the program's start.
  static func slot(of moment: Moment) -> Int64 {
    let (slot, rest) = moment.nanoseconds.quotientAndRemainder(dividingBy: slotNanoseconds)
    return rest < 0 ? slot - 1 : slot
  }

  static func place(of slot: Int64) -> Int { Int(slot & Int64(slotCount - 1)) }

  /// Counts at a moment.
  ///
  /// - Parameter emptied: told of each place whose slot is a new one.
  /// - Returns: the place that was counted in; `nil` if the moment is too long ago.
  mutating func count(at moment: Moment, emptied: (Int) -> Void = { _ in }) -> Int? {
    let slot = Self.slot(of: moment)
    if slot > newest {
      let first = newest == .min ? slot - Int64(Self.slotCount) + 1 : max(newest + 1, slot - Int64(Self.slotCount) + 1)
      for next in first...slot {
        counts[Self.place(of: next)] = 0
        emptied(Self.place(of: next))
      }
      newest = slot
    } else if newest - slot >= Int64(Self.slotCount) {
      return nil
    }
    let place = Self.place(of: slot)
    if counts[place] < .max { counts[place] += 1 }
    return place
  }

  /// The places of the last minute's slots and what they counted, oldest first; `nil` where nothing came.
  func slots(at now: Moment) -> [(place: Int, count: UInt32)?] {
    let end = max(Self.slot(of: now), newest)
    return (end - Int64(Self.shownCount) + 1...end).map { slot in
      guard newest != .min, slot <= newest, newest - slot < Int64(Self.slotCount) else { return nil }
      let place = Self.place(of: slot)
      return counts[place] == 0 ? nil : (place, counts[place])
    }
  }

  /// The mean rate over the last minute, or over `window` if that is less.
  package func perSecond(at now: Moment, over window: Duration) -> Double {
    let sum = slots(at: now).reduce(0) { $0 + Double($1?.count ?? 0) }
    return sum / max(Double((min(window, Self.window) / .milliseconds(1)).rounded()) / 1000, 1)
  }

  /// How much came by equal parts of the minute, oldest first; a finished part stays the same while it moves.
  ///
  /// - Parameter limit: how many bars there is room for; a slot each at most.
  package func bars(_ limit: Int, at now: Moment) -> [Double] {
    let slots = slots(at: now).map { Double($0?.count ?? 0) }
    return grouped(limit, at: now) { group in
      var sum = group.reduce(0) { $0 + slots[$1] }
      // The slot that has only begun would begin each time at nothing.
      if group.last == slots.count - 1, slots.count > 1 {
        sum += slots[slots.count - 2] * (1 - elapsed(at: now))
      }
      return sum / Double(group.count)
    }
  }

  /// What is said of each group of neighbouring slots, which are counted from the oldest, if they are to be so many.
  func grouped(_ limit: Int, at now: Moment, _ bar: (Range<Int>) -> Double) -> [Double] {
    guard limit > 0 else { return [] }
    let shown = Self.shownCount
    let size = (shown + min(limit, shown) - 1) / min(limit, shown)
    let newest = max(Self.slot(of: now), newest)
    var bars: [Double] = []
    var end = shown
    while end > 0, bars.count < limit {
      // The youngest group is as long as its slots have come.
      let width = end == shown ? Int(((newest % Int64(size)) + Int64(size)) % Int64(size)) + 1 : size
      bars.append(bar(max(end - width, 0)..<end))
      end -= width
    }
    return bars.reversed()
  }

  /// Which part of the youngest slot is over.
  private func elapsed(at now: Moment) -> Double {
    let slot = max(Self.slot(of: now), newest)
    let part = Double(now.nanoseconds - slot * Self.slotNanoseconds) / Double(Self.slotNanoseconds)
    return min(max(part, 0), 1)
  }
}
