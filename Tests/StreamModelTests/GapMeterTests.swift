import TestSupport
import Testing

@testable import StreamModel

@Suite struct GapMeterTests {
  /// Batches whose gaps are of all magnitudes, and the gaps in a list.
  private static func stream(_ dice: inout SeededGenerator) -> (GapMeter, [Duration]) {
    var meter = GapMeter()
    var gaps: [Duration] = []
    var now: Int64 = 0
    for batch in 0..<Int.random(in: 1...600, using: &dice) {
      let gap = Int64.random(in: 0...(1 << Int64.random(in: 0...45, using: &dice)), using: &dice)
      let events = Int.random(in: 0...3, using: &dice)
      now += gap
      // A batch without events leaves the gap open.
      guard events > 0 || batch == 0 else {
        now -= gap
        continue
      }
      meter.add(events: events, at: Moment(nanoseconds: now))
      if events > 0 {
        if meter.count > gaps.count + events - 1 { gaps.append(.nanoseconds(gap)) }
        gaps += Array(repeating: .zero, count: events - 1)
      }
    }
    return (meter, gaps)
  }

  @Test(arguments: UInt64(0)..<150)
  func `quantiles are those of the sorted list, within two in a hundred`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let (meter, gaps) = Self.stream(&dice)
    let sorted = gaps.sorted()
    #expect(meter.count == sorted.count)
    #expect(meter.longest == sorted.last)
    var before = Duration.zero
    for percent in [0, 1, 10, 25, 50, 75, 90, 99, 100] {
      let found = meter.quantile(Double(percent) / 100)
      guard !sorted.isEmpty else {
        #expect(found == nil)
        continue
      }
      let rank = max((sorted.count * percent + 99) / 100, 1)
      let exact = sorted[rank - 1]
      let error = max(exact * 0.02, .microseconds(1))
      #expect(found.map { $0 >= exact - error && $0 <= exact + error } == true, "\(percent) %")
      #expect((found ?? .zero) >= before)
      before = found ?? .zero
    }
  }

  @Test func `the events of a batch came at once, and an interruption is no gap`() {
    var meter = GapMeter()
    meter.add(events: 1, at: Moment(.seconds(1)))
    #expect(meter.count == 0 && meter.longest == nil && meter.quantile(0.5) == nil)
    meter.add(events: 1000, at: Moment(.seconds(3)))
    #expect(meter.count == 1000)
    #expect(meter.quantile(0.5) == .zero && meter.quantile(0.999) == .zero)
    #expect(meter.longest == .seconds(2) && meter.quantile(1) == .seconds(2))
    meter.interrupt()
    meter.add(events: 1, at: Moment(.seconds(100)))
    #expect(meter.count == 1000 && meter.longest == .seconds(2))
  }

  @Test func `any length is counted, in few buckets`() {
    var meter = GapMeter()
    for nanoseconds in [0, 1, 999, 1000, 63_999, 64_000, 1 << 40, 1 << 60, Int64.max, 0] {
      meter.add(events: 1, at: Moment(nanoseconds: nanoseconds))
    }
    #expect(meter.count == 9)
    #expect((meter.quantile(1) ?? .zero) <= meter.longest ?? .zero)
    #expect(MemoryLayout<GapMeter>.stride <= 80)
  }
}

@Suite struct SilenceMeterTests {
  private func at(_ milliseconds: Int) -> Moment { Moment(.milliseconds(milliseconds)) }

  @Test func `silence counts from the opening to the loss, and only while open`() {
    var silences = SilenceMeter()
    #expect(silences.longestSilence(at: at(5000)) == .zero)
    silences.opened(at: at(1000))
    #expect(silences.longestSilence(at: at(5000)) == .seconds(4))
    silences.heard(comments: 0, at: at(7000))
    silences.heard(comments: 0, at: at(8000))
    #expect(silences.longestSilence(at: at(9000)) == .seconds(6))
    silences.closed(at: at(16_000))
    #expect(silences.longestSilence(at: at(90_000)) == .seconds(8))
    #expect(silences.alarm(at: at(90_000)) == nil)
    silences.opened(at: at(90_000))
    #expect(silences.longestSilence(at: at(91_000)) == .seconds(8))
  }

  @Test func `a new stream has a quarter of a minute, then a minute`() {
    var silences = SilenceMeter()
    silences.opened(at: .start)
    silences.heard(comments: 0, at: .start)
    #expect(silences.alarm(at: at(14_999)) == .usual)
    #expect(silences.alarm(at: at(15_000)) == .quiet)
    #expect(silences.alarm(at: at(60_000)) == .stalled)
  }

  @Test(arguments: [100, 1000, 15_000, 120_000])
  func `what is usual is no alarm, and twice as much is`(every milliseconds: Int) {
    var silences = SilenceMeter()
    silences.opened(at: .start)
    var now = 0
    for number in 1...40 {
      now = number * milliseconds
      #expect(number < 4 || silences.alarm(at: at(now)) == .usual)
      silences.heard(comments: 1, at: at(now))
    }
    #expect(silences.commentGap == .milliseconds(milliseconds))
    // They are heartbeats; the quickest are taken for 2 s.
    let (quiet, stalled) = (max(2 * milliseconds, 4000), max(3 * milliseconds, 6000) + 1000)
    #expect(silences.alarm(at: at(now + quiet - 1)) == .usual)
    #expect(silences.alarm(at: at(now + quiet + 1)) == .quiet)
    #expect(silences.alarm(at: at(now + stalled - 1)) == .quiet)
    #expect(silences.alarm(at: at(now + stalled + 1)) == .stalled)
  }

  @Test func `a flood does not make it forget the pauses between floods at once, but half a day does`() {
    var silences = SilenceMeter()
    silences.opened(at: .start)
    var now = 0
    func flood(seconds: Int) {
      for _ in 0..<(seconds * 10) {
        now += 100
        silences.heard(comments: 0, at: at(now))
      }
    }
    flood(seconds: 10)
    now += 30_000
    silences.heard(comments: 0, at: at(now))
    flood(seconds: 60)
    #expect(silences.alarm(at: at(now + 40_000)) == .usual)
    flood(seconds: 12 * 3600)
    #expect(silences.alarm(at: at(now + 5001)) == .quiet)
  }
}
