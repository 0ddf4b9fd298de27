import Testing

@testable import EventFiles

/// Places on a long way: few, evenly spread, and bounded by what they hold.
struct SparseIndexTests {
  private static func filled(
    _ offsets: some Sequence<Int>, weight: Int = 1, limits: SparseIndex<Int>.Limits
  ) -> SparseIndex<Int> {
    var index = SparseIndex<Int>(spacing: 10, limits: limits)
    for offset in offsets where index.isDue(at: offset) { index.add(offset, at: offset, weight: weight) }
    return index
  }

  @Test func `entries lie apart by the spacing`() {
    let index = Self.filled(0...35, limits: .init(count: 100, weight: 100))
    #expect(Array(index.entries) == [0, 10, 20, 30] && index.spacing == 10)
  }

  @Test func `what is full has twice the spacing, and keeps the first`() {
    let index = Self.filled(0...100_000, limits: .init(count: 64, weight: .max))
    #expect((32...64).contains(index.count) && index.entries.first == 0)
    let gaps = zip(index.entries, index.entries.dropFirst()).map { $1 - $0 }
    #expect(gaps.allSatisfy { $0 >= index.spacing && $0 < index.spacing * 2 })
  }

  @Test(arguments: [1, 7, 100, 1000]) func `what they hold is bounded too`(weight: Int) {
    let index = Self.filled(stride(from: 0, to: 100_000, by: 3), weight: weight, limits: .init(count: 64, weight: 640))
    #expect(index.weight <= max(640, 2 * weight) && index.weight == index.count * weight)
  }

  @Test func `going back adds nothing`() {
    var index = Self.filled(0...50, limits: .init(count: 100, weight: 100))
    index.add(7, at: 7, weight: 1)
    #expect(!index.isDue(at: 45) && index.count == 6)
  }
}
