import StreamModel
import TestSupport
import Testing

/// Counts with their times, all of them kept.
private struct Counts {
  var list: [(count: Int, at: Int64)] = []

  func sum(from start: Int64, to end: Int64) -> Int {
    list.reduce(0) { $0 + ($1.at >= start && $1.at < end ? $1.count : 0) }
  }
}

@Suite struct RateHistoryTests {
  private static let second: Int64 = 1_000_000_000

  /// A stream with pauses of all lengths, and what it counted.
  private static func stream(_ dice: inout SeededGenerator, slotSeconds: Int) -> (RateMeter, Counts, now: Int64) {
    var meter = RateMeter(slotSeconds: slotSeconds)
    var counts = Counts()
    var now = Int64.random(in: 0...5 * second, using: &dice)
    for _ in 0..<Int.random(in: 1...400, using: &dice) {
      now += Int64.random(in: 0...(1 << Int64.random(in: 10...37, using: &dice)), using: &dice)
      let count = Int.random(in: 0...50, using: &dice)
      meter.add(count, at: Moment(nanoseconds: now))
      counts.list.append((count, now))
    }
    return (meter, counts, now)
  }

  @Test(arguments: UInt64(0)..<60, [1, 5, 60])
  func `finished bars are what a list of all counts gives`(seed: UInt64, slotSeconds: Int) {
    var dice = SeededGenerator(seed: seed)
    let (meter, counts, last) = Self.stream(&dice, slotSeconds: slotSeconds)
    let now = last + Int64.random(in: 0...90 * Self.second, using: &dice)
    for limit in [1, 2, 7, 10, 13, 20, 30, 41, 59, 60, 61, 500] {
      let bars = meter.bars(limit, at: Moment(nanoseconds: now))
      #expect(bars.count <= limit && bars.count >= min(limit, 1))
      let slots = (60 + min(limit, 60) - 1) / min(limit, 60)
      let width = Int64(slots * slotSeconds) * Self.second
      for (age, bar) in bars.reversed().enumerated().dropFirst() {
        let start = (now / width - Int64(age)) * width
        #expect(bar == Double(counts.sum(from: start, to: start + width)) * 1e9 / Double(width))
      }
    }
    #expect(meter.bars(0, at: Moment(nanoseconds: now)).isEmpty)
  }

  @Test func `sixty bars cover the window, and where there is less room all of it`() {
    for limit in 5...60 {
      let slots = (60 + limit - 1) / limit
      let count = RateMeter().bars(limit, at: .start).count
      #expect(count * slots >= 55 && count * slots <= 64, "\(limit)")
    }
    #expect(RateMeter().bars(60, at: .start).count == 60)
    #expect(RateMeter().bars(20, at: .start).count == 20)
  }

  @Test(arguments: UInt64(0)..<100)
  func `a mean lies between what surely came in the window and what may have`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let (meter, counts, last) = Self.stream(&dice, slotSeconds: 1)
    let now = last + Int64.random(in: 0...3 * Self.second, using: &dice)
    guard let first = counts.list.first?.at else { return }
    for seconds in [1, 5, 30, 60, 63] {
      let window = Int64(seconds) * Self.second
      let mean = meter.perSecond(over: .seconds(seconds), at: Moment(nanoseconds: now))
      let divisor = Double(max(min(window, now - first), Self.second)) / 1e9
      let start = (now - window) / Self.second * Self.second
      let least = counts.sum(from: start + Self.second, to: now + 1)
      let most = counts.sum(from: start, to: now + 1)
      #expect(mean >= Double(least) / divisor - 1e-9 && mean <= Double(most) / divisor + 1e-9)
    }
  }

  @Test(arguments: UInt64(0)..<40)
  func `the peak is the fullest slot, and only grows`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var meter = RateMeter()
    var slots: [Int64: Int] = [:]
    var now: Int64 = 0
    var peak = 0.0
    for _ in 0..<300 {
      now += Int64.random(in: 0...2 * Self.second, using: &dice)
      let count = Int.random(in: 0...9, using: &dice)
      meter.add(count, at: Moment(nanoseconds: now))
      slots[now / Self.second, default: 0] += count
      #expect(meter.peakPerSecond >= peak)
      peak = meter.peakPerSecond
    }
    #expect(peak == Double(slots.values.max() ?? 0))
  }

  @Test(arguments: [1, 4, 100, 1000])
  func `the newest bar of a steady stream is as high as the others at any time`(perSecond: Int) {
    var meter = RateMeter()
    for number in 0..<(20 * perSecond) {
      let now = Moment(nanoseconds: Int64(number) * Self.second / Int64(perSecond))
      meter.add(at: now)
      guard now.nanoseconds >= 3 * Self.second, let bar = meter.bars(60, at: now).last else { continue }
      #expect(bar >= Double(perSecond) * 0.99 && bar <= Double(perSecond) + 1.01)
    }
  }

  @Test func `each window has its own slots`() {
    var history = RateHistory()
    for second in 0..<7200 { history.add(second < 3600 ? 2 : 6, at: Moment(.seconds(second))) }
    let now = Moment(.milliseconds(7_199_999))
    #expect(history.bars(.minute, limit: 60, at: now).allSatisfy { abs($0 - 6) < 0.01 })
    #expect(history.bars(.fiveMinutes, limit: 60, at: now).allSatisfy { abs($0 - 6) < 0.01 })
    #expect(history.bars(.hour, limit: 60, at: now).allSatisfy { abs($0 - 6) < 0.1 })
    #expect(abs(history.perSecond(over: .hour, at: now) - 6) < 0.1)
    #expect(history.peakPerSecond == 6)
    let later = Moment(.seconds(7200 + 1800))
    #expect(history.bars(.minute, limit: 60, at: later).allSatisfy { $0 == 0 })
    #expect(history.bars(.hour, limit: 60, at: later).prefix(29).allSatisfy { abs($0 - 6) < 0.1 })
    #expect(history.bars(.hour, limit: 60, at: later).suffix(30).allSatisfy { $0 == 0 })
  }

  @Test(arguments: [Int64.min, -1, 0, .max / 2, .max])
  func `no time traps, nor does a slot that is full`(nanoseconds: Int64) {
    for first in [Int64.min, 0, 5 * Self.second, .max] {
      var meter = RateMeter(slotSeconds: 60)
      meter.add(.max, at: Moment(nanoseconds: first))
      meter.add(.max, at: Moment(nanoseconds: nanoseconds))
      let now = Moment(nanoseconds: nanoseconds)
      #expect(meter.perSecond(at: now).isFinite && meter.perSecond(over: .seconds(Int64.max), at: now) >= 0)
      #expect(meter.bars(60, at: now).count == 60)
    }
  }

  @Test func `a meter is small enough for every type to have one`() {
    #expect(MemoryLayout<RateMeter>.stride <= 300)
  }
}
