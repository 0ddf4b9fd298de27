import Testing

@testable import sse_top

/// When memory is given back.
@MainActor @Suite struct SpareMemoryTests {
  /// The looks, a second each, at which memory is given back, of a stream that brings so many MiB in each.
  private func looks(_ megabytes: [Double]) -> [Int] {
    let memory = SpareMemory()
    var bytes = 0
    return megabytes.indices.filter {
      bytes += Int(megabytes[$0] * 1_048_576)
      return memory.isDue(bytes)
    }
  }

  @Test func `once a flood has passed for five seconds`() {
    #expect(looks([30, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) == [6])
    #expect(looks([30, 0, 0, 0, 5, 0, 0.1, 0.2, 0, 0, 0, 0]) == [9])
  }

  @Test func `again after each flood`() {
    #expect(looks([9, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0]) == [5, 12])
  }

  @Test func `also after a recording was gone back in`() {
    #expect(looks([30, 0, 0, 0, 0, 0, -28, 9, 0, 0, 0, 0, 0]) == [5, 12])
  }

  @Test func `not while it goes on, and not for little`() {
    #expect(looks(Array(repeating: 1, count: 100)) == [])
    #expect(looks([7, 0, 0, 0, 0, 0, 0, 0, 0]) == [])
  }

  @Test func `what trickles in is a flood too when it is enough`() {
    #expect(looks(Array(repeating: 0.2, count: 100)) == [40, 81])
  }
}
