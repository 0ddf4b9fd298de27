import Testing

@testable import CurlTransport

@Suite struct LullTests {
  @Test func `many small rounds in a row are due to gather, and one that is not ends it`() {
    var lull = Lull()
    for _ in 0..<7 { lull.note(waited: .microseconds(50), sources: 1, bytes: 100) }
    #expect(!lull.isDue)
    for _ in 0..<100 { lull.note(waited: .microseconds(50), sources: 1, bytes: 100) }
    #expect(lull.isDue)
    lull.note(waited: .microseconds(50), sources: 1, bytes: 1 << 20)
    #expect(!lull.isDue)
    for _ in 0..<10 { lull.note(waited: .microseconds(50), sources: 1, bytes: 100) }
    #expect(lull.isDue)
    lull.note(waited: .milliseconds(1), sources: 1, bytes: 100)
    #expect(!lull.isDue)
  }

  @Test func `connections that are made one after the other do not wait`() {
    var lull = Lull()
    for round in 0..<1000 {
      lull.note(waited: .microseconds(20), sources: 1, bytes: round.isMultiple(of: 3) ? 0 : 100)
      #expect(!lull.isDue)
    }
  }

  @Test func `a stream of a thousand events a second is never held back`() {
    var lull = Lull()
    for _ in 0..<10_000 {
      lull.note(waited: .microseconds(900), sources: 1, bytes: 150)
      #expect(!lull.isDue)
    }
  }

  @Test func `many sources that speak at the same moments gather for longer, and not if the moments are rare`() {
    var lull = Lull()
    for _ in 0..<10 { lull.note(waited: .milliseconds(9), sources: 1, bytes: 100) }
    #expect(!lull.isDue)
    for _ in 0..<10 { lull.note(waited: .milliseconds(9), sources: 100, bytes: 10_000) }
    #expect(lull.isDue)
    #expect(lull.microseconds < 2 * 16_667)
    lull.note(waited: .milliseconds(100), sources: 100, bytes: 10_000)
    #expect(!lull.isDue)
    for _ in 0..<10 { lull.note(waited: .microseconds(50), sources: 1, bytes: 100) }
    #expect(lull.isDue)
    #expect(lull.microseconds < 16_667)
  }
}
