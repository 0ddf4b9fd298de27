import TestSupport
import Testing

@testable import Text

@Suite("Quantities and times")
struct QuantityTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000"),
    (Int.max, "9,223,372,036,854,775,807"), (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func `Counts are grouped`(count: Int, text: String) {
    #expect(Quantity.grouped(count) == text)
  }

  @Test(arguments: [
    (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (123_456, "120.6 KiB"), (1_023_948, "999.9 KiB"),
    (1_023_949, "1000 KiB"), (1 << 20, "1.0 MiB"), ((1 << 20) - 1, "1.0 MiB"),
    (1008 << 20, "1008 MiB"), (-1536, "-1.5 KiB"), (Int.max, "8.0 EiB"), (Int.min, "-8.0 EiB"),
  ])
  func `Sizes have at most four digits`(count: Int, text: String) {
    #expect(Quantity.bytes(count) == text)
  }

  @Test func `Sizes of any number are short`() {
    var dice = SeededGenerator(seed: 6)
    for _ in 0..<20_000 {
      let text = Quantity.bytes(Int(truncatingIfNeeded: dice.next() >> UInt64.random(in: 0...63, using: &dice)))
      #expect(text.filter(\.isNumber).count <= 4, "\(text)")
    }
  }

  @Test(
    arguments: [
      (0, "0/s"), (0.01, "<0.1/s"), (0.5, "0.5/s"), (12.34, "12.3/s"), (99.94, "99.9/s"), (99.95, "100/s"),
      (1234.4, "1,234/s"), (-1, "?/s"), (.nan, "?/s"), (.infinity, "?/s"), (1e300, "1,000,000,000,000,000,000/s"),
    ] as [(Double, String)])
  func `Rates are short`(rate: Double, text: String) {
    #expect(Quantity.rate(rate) == text)
  }

  @Test(
    arguments: [
      (.zero, "00:00:00"), (.seconds(83), "00:01:23"), (.seconds(183_845), "2d 03:04:05"), (.seconds(-5), "00:00:00"),
      (Duration(secondsComponent: .max, attosecondsComponent: 0), "106751991167300d 15:30:07"),
    ] as [(Duration, String)])
  func `Durations are read like a clock`(duration: Duration, text: String) {
    #expect(TimeText.duration(duration) == text)
  }

  @Test(
    arguments: [
      (.zero, "0.0 s"), (.milliseconds(1), "0.1 s"), (.milliseconds(2400), "2.4 s"), (.milliseconds(9901), "10 s"),
      (.milliseconds(41_001), "42 s"), (.milliseconds(59_500), "00:01:00"), (.seconds(90), "00:01:30"),
      (.seconds(-3), "0.0 s"),
    ] as [(Duration, String)])
  func `Waiting is counted down, rounded up`(duration: Duration, text: String) {
    #expect(TimeText.countdown(duration) == text)
  }

  @Test(
    arguments: [
      (.zero, "00:00:00.000"), (.milliseconds(45_296_789), "12:34:56.789"), (.seconds(86_400), "00:00:00.000"),
      (.milliseconds(-1), "23:59:59.999"),
    ] as [(Duration, String)])
  func `Times of day have milliseconds`(time: Duration, text: String) {
    #expect(TimeText.clock(sinceMidnight: time) == text)
  }
}
