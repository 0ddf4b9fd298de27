import Testing

@testable import CurlTransport

@Suite struct LullTests {
  @Test func `many small rounds in a row are due to gather, and one that is not ends it`() {
    var lull = Lull()
    for _ in 0..<7 { lull.note(waited: .microseconds(50), bytes: 100) }
    #expect(!lull.isDue)
    for _ in 0..<100 { lull.note(waited: .microseconds(50), bytes: 100) }
    #expect(lull.isDue)
    lull.note(waited: .microseconds(50), bytes: 1 << 20)
    #expect(!lull.isDue)
    for _ in 0..<10 { lull.note(waited: .microseconds(50), bytes: 100) }
    #expect(lull.isDue)
    lull.note(waited: .milliseconds(1), bytes: 100)
    #expect(!lull.isDue)
  }

  @Test func `connections that are made one after the other do not wait`() {
    var lull = Lull()
    for round in 0..<1000 {
      lull.note(waited: .microseconds(20), bytes: round.isMultiple(of: 3) ? 0 : 100)
      #expect(!lull.isDue)
    }
  }

  @Test func `a stream of a thousand events a second is never held back`() {
    var lull = Lull()
    for _ in 0..<10_000 {
      lull.note(waited: .microseconds(900), bytes: 150)
      #expect(!lull.isDue)
    }
  }
}
