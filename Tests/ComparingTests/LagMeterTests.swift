import StreamModel
import TestSupport
import Testing

@testable import Comparing

@Suite struct LagMeterTests {
  @Test(arguments: 0..<30)
  func `quantiles are those of the sorted lags, to 1.6 %`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    var meter = LagMeter()
    #expect(meter.quantile(0.5) == nil && meter.most == nil)
    let shift = Int.random(in: -2000...2000, using: &dice)
    let lags = (0..<Int.random(in: 1...400, using: &dice)).map { _ in
      Duration.milliseconds(shift + Int.random(in: -1000...1000, using: &dice))
    }
    for lag in lags { meter.add(lag) }
    let sorted = lags.sorted()
    for share in [0, 0.01, 0.25, 0.5, 0.9, 0.99, 1] {
      let rank = max(Int((Double(sorted.count) * share).rounded(.up)), 1)
      let expected = sorted[rank - 1]
      let found = try #require(meter.quantile(share))
      let size = expected < .zero ? .zero - expected : expected
      #expect(abs((found - expected) / .milliseconds(1)) <= size / .milliseconds(1) * 0.016 + 0.001)
    }
    #expect(meter.count == sorted.count)
  }
}
