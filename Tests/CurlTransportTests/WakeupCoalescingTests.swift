import Testing

@testable import CurlTransport

@Suite struct WakeupCoalescingTests {
  @Test func `many small rounds in a row are due to gather, and one that is not ends it`() {
    var coalescing = WakeupCoalescing()
    for _ in 0..<7 { coalescing.note(waited: .microseconds(50), sources: 1, bytes: 100) }
    #expect(!coalescing.isDue)
    for _ in 0..<100 { coalescing.note(waited: .microseconds(50), sources: 1, bytes: 100) }
    #expect(coalescing.isDue)
    coalescing.note(waited: .microseconds(50), sources: 1, bytes: 1 << 20)
    #expect(!coalescing.isDue)
    for _ in 0..<10 { coalescing.note(waited: .microseconds(50), sources: 1, bytes: 100) }
    #expect(coalescing.isDue)
    coalescing.note(waited: .milliseconds(1), sources: 1, bytes: 100)
    #expect(!coalescing.isDue)
  }

  @Test func `connections that are made one after the other do not wait`() {
    var coalescing = WakeupCoalescing()
    for round in 0..<1000 {
      coalescing.note(waited: .microseconds(20), sources: 1, bytes: round.isMultiple(of: 3) ? 0 : 100)
      #expect(!coalescing.isDue)
    }
  }

  @Test func `a stream of a thousand events a second is never held back`() {
    var coalescing = WakeupCoalescing()
    for _ in 0..<10_000 {
      coalescing.note(waited: .microseconds(900), sources: 1, bytes: 150)
      #expect(!coalescing.isDue)
    }
  }

  @Test func `many sources that speak at the same moments gather for longer, and not if the moments are rare`() {
    var coalescing = WakeupCoalescing()
    for _ in 0..<10 { coalescing.note(waited: .milliseconds(9), sources: 1, bytes: 100) }
    #expect(!coalescing.isDue)
    for _ in 0..<10 { coalescing.note(waited: .milliseconds(9), sources: 100, bytes: 10_000) }
    #expect(coalescing.isDue)
    #expect(coalescing.microseconds < 60_000, "or it would be a pause")
    coalescing.note(waited: .milliseconds(100), sources: 100, bytes: 10_000)
    #expect(!coalescing.isDue)
    for _ in 0..<10 { coalescing.note(waited: .microseconds(50), sources: 1, bytes: 100) }
    #expect(coalescing.isDue)
    #expect(coalescing.microseconds < 16_667)
  }

  @Test func `many sources gather however many they are, unless each brings much`() {
    var coalescing = WakeupCoalescing()
    // 45 ms of a hundred events a second each.
    for _ in 0..<10 { coalescing.note(waited: .zero, sources: 200, bytes: 200 * 600) }
    #expect(coalescing.isDue)
    for _ in 0..<10 { coalescing.note(waited: .zero, sources: 2000, bytes: 2000 * 600) }
    #expect(coalescing.isDue)
    coalescing.note(waited: .zero, sources: 200, bytes: 200 * 3000)
    #expect(!coalescing.isDue)
  }
}
