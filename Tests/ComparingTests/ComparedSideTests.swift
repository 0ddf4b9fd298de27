import StreamModel
import TestSupport
import Testing

@testable import Comparing
@testable import StreamModel

/// What is remembered of a side: the newest events, by number, by key and by position, in a bounded room.
@Suite struct ComparedSideTests {
  private static func event(_ key: Int, _ number: Int, position: Int? = nil) -> ComparedEvent {
    ComparedEvent(
      key: key, data: number &* 7919, type: UInt32(number % 5), at: Moment(.milliseconds(number)),
      position: position ?? number * 3)
  }

  /// Keys that lie apart, that come again and again, and that all begin at one place of the index.
  @Test(arguments: [(1 << 40, 1), (20_000, 1), (300, 1), (40_000, 1 << 16), (9, 1 << 16)])
  func `it remembers what a list of all would`(keys: Int, step: Int) {
    var dice = SeededGenerator(seed: UInt64(keys))
    var side = ComparedSide()
    var all: [Int] = []
    var places: [Int: [Int]] = [:]
    // Those of one place of the index are looked through one by one.
    let count = step > 1 && keys > 9 ? 600 : ComparedSide.limit * 2 + 777
    for number in 0..<count {
      let key = Int.random(in: 0..<keys, using: &dice) &* step
      all.append(key)
      places[key, default: []].append(number)
      let (given, dropped) = side.append(Self.event(key, number))
      #expect(given == number)
      let oldest = number - ComparedSide.limit
      #expect(dropped?.key == (oldest >= 0 ? all[oldest] : nil))
      guard number % 97 == 0 || number == count - 1 else { continue }
      #expect(side.numbers == max(oldest + 1, 0)..<number + 1)
      for _ in 0..<8 {
        let asked = all[Int.random(in: 0...number, using: &dice)]
        let kept = (places[asked] ?? []).filter { $0 > oldest }
        #expect(side.all(asked) == Array(kept.reversed().prefix(16)))
        #expect(side.contains(asked) == !kept.isEmpty)
      }
      let place = Int.random(in: side.numbers, using: &dice)
      #expect(side[place].key == all[place] && side.position(of: place) == place * 3)
      #expect(side.number(at: place * 3) == place && side.number(at: place * 3 + 1) == nil)
    }
  }

  @Test func `a partner is found by its place, unless another one lies there now`() throws {
    var sides = [ComparedSide(), ComparedSide()]
    for number in 0..<ComparedSide.limit + 10 {
      _ = sides[0].append(Self.event(number, number))
      _ = sides[1].append(Self.event(number, number))
      sides[0].set(.paired, number, partner: number)
      sides[1].set(.paired, number, partner: number)
    }
    let newest = sides[0].numbers.upperBound - 1
    #expect(sides[1].partner(of: sides[0][newest]) == newest)
    #expect(sides[1].partner(of: sides[0][11]) == 11)
    // The other side goes on, and this one does not.
    for number in 0..<5 { _ = sides[1].append(Self.event(-1 - number, newest + 1 + number)) }
    #expect(sides[1].partner(of: sides[0][11]) == nil && sides[1].partner(of: sides[0][newest]) == newest)
  }

  @Test func `positions may be beyond four thousand millions`() {
    var side = ComparedSide()
    let first = (1 << 32) - 1000
    for number in 0..<2000 { _ = side.append(Self.event(number, number, position: first + number)) }
    #expect(side.position(of: 0) == first && side.position(of: 1999) == first + 1999)
    #expect(side.number(at: first + 1500) == 1500)
  }

  @Test func `a side takes a mebibyte at most, however many events come`() {
    var side = ComparedSide()
    var most = 0
    for number in 0..<ComparedSide.limit * 2 {
      _ = side.append(Self.event(number, number))
      most = max(most, side.bytes)
    }
    #expect(side.numbers.count == ComparedSide.limit)
    #expect(most > 800 << 10 && most <= 1 << 20, "\(most) bytes")
  }
}
