import StreamModel
import TestSupport
import Testing
import Text

@testable import Comparing
@testable import Findings
@testable import StreamModel

/// What is on both sides, what on one, and how much later.
@Suite struct StreamComparisonTests {
  /// A direct, B behind a buffer of 4,096 bytes, three ids dropped on the way to B.
  @Test func `a buffer before B, and three ids that do not come`() throws {
    var pair = Pair()
    pair.open(0)
    pair.open(1, at: 0.02)
    let events = (1...2400).map { (at: Double($0) * 0.05, text: event($0, bytes: 186)) }
    for event in events { pair.send(event.text, 0, at: event.at) }
    let kept = events.enumerated().filter { ![1041, 1042, 1043].contains($0.offset) }.map(\.element)
    for lump in held(kept, by: 4096) { pair.add(.bytes(lump.bytes), 1, at: lump.at + 0.001) }
    pair.run(to: 120)
    let pairing = try #require(pair.pairing)
    #expect(pair.comparison.key == .id)
    #expect(pair.onlyCounts == [3, 0])
    #expect(pair.only[0] == ["1042", "1043", "1044"])
    #expect(pairing.both > 2300 && pairing.same == pairing.both && pairing.inversions == 0)
    #expect((0.5...0.6).contains(pair.lag(0.5)), "\(pair.lag(0.5))")
    #expect(pairing.lags.earlier.count == 0)
    #expect(pair.codes(0) == [] && pair.codes(1) == ["compare.one-sided"])
    let finding = try #require(pair.board.findings[1].first { $0.code == .oneSided })
    #expect(finding.severity == .error && finding.certainty == .certain && finding.count == 3)
    #expect(finding.evidence.contains { $0.contains("1042, 1043, 1044") })
    let verdict = try #require(StreamComparison.verdict(pair.board.findings))
    #expect(verdict.hasPrefix("on the way of B only") && verdict.contains("delivery.held-by-size"))
    #expect(verdict.contains("4,096 bytes"))
  }

  @Test(arguments: [(0.003, 0.0), (0.04, 0.0), (0.25, 0.1), (0.9, 0.3), (3.0, 1.0), (-0.4, 0.1), (-2.0, 0.5)])
  func `a lag that is known is found within a tenth`(lag: Double, spread: Double) throws {
    var dice = SeededGenerator(seed: 3)
    for (bytes, interval) in [(60, 0.05), (400, 0.2), (2000, 0.7)] {
      var pair = Pair()
      pair.open(0)
      pair.open(1, at: 0.03)
      var clock = [0.0, 0.0]
      var made: [Double] = []
      for number in 1...300 {
        let sent = Double(number) * interval
        let later = lag + (spread > 0 ? Double.random(in: -spread...spread, using: &dice) : 0)
        // A connection keeps the order.
        clock[0] = max(clock[0], sent + max(-later, 0))
        clock[1] = max(clock[1], sent + max(later, 0))
        if sent > 6 { made.append(clock[1] - clock[0]) }
        pair.send(event(number, bytes: bytes), 0, at: clock[0])
        pair.send(event(number, bytes: bytes), 1, at: clock[1])
      }
      pair.run(to: 300 * interval + 20)
      made.sort()
      for share in [0.5, 0.9] {
        let wanted = made[Int(Double(made.count - 1) * share)]
        #expect(
          abs(pair.lag(share) - wanted) <= abs(wanted) * 0.1 + 0.001, "\(share): \(pair.lag(share)), not \(wanted)")
      }
      #expect(pair.onlyCounts == [0, 0] && pair.pairing?.inversions == 0)
      #expect(pair.codes(0) == [] && pair.codes(1) == [])
    }
  }

  @Test(arguments: 0..<20)
  func `whatever is dropped on either side is counted, and nothing else`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    var pair = Pair(key: seed % 3 == 0 ? .id : seed % 3 == 1 ? .data : nil)
    pair.open(0)
    pair.open(1, at: 0.1)
    var dropped: [Set<Int>] = [[], []]
    let count = 800
    for number in 1...count {
      let at = Double(number) * 0.1
      // The first and the last are on both, so that all others are passed by; not within a window of the beginning.
      let isDropped = at > 15 && number < count && Int.random(in: 0..<20, using: &dice) == 0
      let drop = isDropped ? Int.random(in: 0..<2, using: &dice) : -1
      for side in 0...1 {
        if drop == side {
          dropped[side].insert(number)
        } else {
          pair.send(event(number, id: seed % 2 == 0), side, at: at + Double.random(in: 0...0.09, using: &dice))
        }
      }
    }
    pair.run(to: 100)
    if seed % 3 == 0, seed % 2 == 1 {
      // Without ids there is nothing to compare by id.
      #expect(pair.pairing?.both == 0 && pair.onlyCounts == [0, 0])
      return
    }
    #expect(pair.onlyCounts == [dropped[1].count, dropped[0].count])
    #expect(pair.pairing?.both == count - dropped[0].count - dropped[1].count)
    #expect(pair.codes(0) == (dropped[0].isEmpty ? [] : ["compare.one-sided"]))
    #expect(pair.codes(1) == (dropped[1].isEmpty ? [] : ["compare.one-sided"]))
  }

  @Test func `other data under the same id`() throws {
    var pair = Pair()
    pair.open(0)
    pair.open(1)
    for number in 1...200 {
      let other = [50, 77].contains(number) ? "other" : ""
      pair.send(event(number), 0, at: Double(number) * 0.1)
      pair.send(event(number, data: other), 1, at: Double(number) * 0.1 + 0.01)
    }
    pair.run(to: 30)
    #expect(pair.pairing?.differs.count == 2)
    #expect(pair.pairing?.differs.first == [Array("50".utf8), Array("77".utf8)])
    #expect(pair.codes(1) == ["compare.differs"] && pair.codes(0) == [])
  }

  @Test func `an order that is another`() throws {
    var pair = Pair()
    pair.open(0)
    pair.open(1)
    for number in 1...100 {
      pair.send(event(number), 0, at: Double(number) * 0.1)
      let place = number % 20 == 10 ? number + 1 : number % 20 == 11 ? number - 1 : number
      pair.send(event(number), 1, at: Double(place) * 0.1 + 0.3)
    }
    pair.run(to: 30)
    #expect(pair.pairing?.inversions == 5 && pair.onlyCounts == [0, 0])
    #expect(pair.codes(0) == [] && pair.codes(1) == [])
  }

  // MARK: What must not be found

  @Test(arguments: [0, 1])
  func `a reconnect of either side`(side: Int) throws {
    for resumes in [true, false] {
      var pair = Pair()
      pair.open(0)
      pair.open(1)
      for number in 1...900 {
        let at = Double(number) * 0.1
        pair.send(event(number), 1 - side, at: at)
        // Lost from 40 to 45 s.
        if at < 40 || at > 45 {
          pair.send(event(number), side, at: at + 0.02)
        } else if resumes {
          pair.send(event(number), side, at: 45.01)
        }
      }
      pair.add(.lose, side, at: 40)
      pair.open(side, at: 45)
      pair.run(to: 110)
      #expect(pair.onlyCounts == [0, 0])
      #expect(abs(pair.lag(0.99)) < 0.05)
      #expect(pair.codes(0) == [] && pair.codes(1) == [])
      #expect(pair.pairing?.uncounted ?? 0 > 0 || resumes)
    }
  }

  @Test func `a reconnect that brings everything again`() throws {
    var pair = Pair()
    pair.open(0)
    pair.open(1)
    for number in 1...600 {
      let at = Double(number) * 0.1
      pair.send(event(number), 0, at: at)
      pair.send(event(number), 1, at: at + 0.01)
      if at < 40 { pair.send(event(number), 1, at: 40.5) }
    }
    pair.add(.lose, 1, at: 40.2)
    pair.open(1, at: 40.4)
    pair.run(to: 80)
    #expect(pair.onlyCounts == [0, 0] && pair.pairing?.inversions == 0 && pair.pairing?.differs.count == 0)
  }

  @Test func `one side that began long before`() throws {
    var pair = Pair()
    pair.open(0)
    pair.open(1, at: 20)
    for number in 1...500 {
      let at = Double(number) * 0.1
      pair.send(event(number), 0, at: at)
      if at > 20 { pair.send(event(number), 1, at: at + 0.2) }
    }
    pair.run(to: 70)
    #expect(pair.comparison.key == .id)
    #expect(pair.onlyCounts == [0, 0] && pair.codes(1) == [])
    #expect(abs(pair.lag(0.5) - 0.2) < 0.02)
  }

  @Test func `a side that is silent has not dropped what it did not reach`() throws {
    var pair = Pair()
    pair.open(0)
    pair.open(1)
    for number in 1...600 {
      let at = Double(number) * 0.1
      pair.send(event(number), 0, at: at)
      if at < 30 { pair.send(event(number), 1, at: at + 0.02) }
    }
    pair.run(to: 90)
    #expect(pair.onlyCounts == [0, 0] && pair.pairing?.pending[0] ?? 0 >= 300)
  }

  @Test func `heartbeats that say the same, and data that is made for each connection`() throws {
    var pair = Pair()
    pair.open(0)
    pair.open(1)
    for number in 1...600 {
      let at = Double(number) * 0.1
      for side in 0...1 {
        pair.send(event(number, id: false), side, at: at + Double(side) * 0.3)
        if number % 10 == 0 { pair.send("data: ping\n\n", side, at: at + Double(side) * 0.55) }
        if number % 15 == 0 {
          pair.send("event: hello\ndata: {\"connection\":\(side),\"n\":\(number)}\n\n", side, at: at + 0.05)
        }
      }
    }
    pair.run(to: 90)
    #expect(pair.comparison.key == .data)
    #expect(pair.onlyCounts == [0, 0] && pair.codes(0) == [] && pair.codes(1) == [])
    #expect(abs(pair.lag(0.5) - 0.3) < 0.03 && abs(pair.lag(0.99) - 0.3) < 0.03)
    #expect(pair.pairing?.repeated ?? 0 > 100)
  }

  @Test func `ids that count for each connection`() throws {
    // The same data: by data. Other data: nothing is said.
    for isSame in [true, false] {
      var pair = Pair()
      pair.open(0)
      pair.open(1, at: 3)
      for number in 1...600 {
        let at = Double(number) * 0.1
        pair.send(event(number, data: isSame ? "" : "a"), 0, at: at)
        guard number > 30 else { continue }
        let text = event(number, data: isSame ? "" : "b").replacing("id: \(number)\n", with: "id: \(number - 30)\n")
        pair.send(text, 1, at: at + 0.1)
      }
      pair.run(to: 90)
      if isSame {
        #expect(pair.comparison.key == .data && abs(pair.lag(0.5) - 0.1) < 0.01)
      }
      #expect(pair.codes(0) == [] && pair.codes(1) == [], "\(isSame)")
    }
  }

  @Test func `several events with one id`() throws {
    var pair = Pair()
    pair.open(0)
    pair.open(1)
    for number in 1...300 {
      let at = Double(number) * 0.2
      for part in 0..<3 {
        for side in 0...1 {
          pair.send("id: \(number)\ndata: {\"part\":\(part),\"n\":\(number)}\n\n", side, at: at + Double(side) * 0.05)
        }
      }
    }
    pair.run(to: 90)
    #expect(pair.comparison.key == .id && pair.pairing?.both == 900)
    #expect(pair.pairing?.differs.count == 0 && pair.onlyCounts == [0, 0] && pair.codes(1) == [])
  }

  @Test func `other streams altogether`() throws {
    var pair = Pair()
    pair.open(0)
    pair.open(1)
    for number in 1...600 {
      pair.send(event(number, id: false, data: "a"), 0, at: Double(number) * 0.1)
      pair.send(event(number, id: false, data: "b"), 1, at: Double(number) * 0.1)
    }
    pair.run(to: 90)
    #expect(pair.codes(0) == [] && pair.codes(1) == [])
    #expect(pair.comparison.emptiness?.contains("nothing matched") == true)
  }

  // MARK: Keys

  @Test func `a path in the data`() throws {
    var pair = Pair(key: .path(JSONPath([.key(Array("n".utf8))])))
    pair.open(0)
    pair.open(1)
    for number in 1...300 {
      pair.send(event(number, data: "a"), 0, at: Double(number) * 0.1)
      if number != 200 { pair.send(event(number, data: "b"), 1, at: Double(number) * 0.1 + 0.2) }
    }
    pair.run(to: 60)
    #expect(pair.only[0] == ["200"] && pair.pairing?.both == 299)
    // Who names the key is told what differs under it.
    #expect(pair.pairing?.differs.count == 299 && pair.codes(1) == ["compare.differs", "compare.one-sided"])
  }

  @Test func `files without times are compared to their ends`() throws {
    var pair = Pair(isTimed: false)
    pair.open(0)
    pair.open(1)
    pair.send((1...500).map { event($0) }.joined(), 0, at: 0)
    pair.send((20...600).filter { $0 % 100 != 50 }.map { event($0) }.joined(), 1, at: 0)
    pair.add(.end, 0, at: 0)
    pair.add(.end, 1, at: 0)
    pair.run(to: 1)
    pair.comparison.settle(at: Pair.moment(1), isLast: true) { [log = pair.state.log] _ in log }
    // What the other one has not begun with, and what lies behind its end, is not counted.
    #expect(pair.only == [["50", "150", "250", "350", "450"], []])
    #expect(pair.pairing?.lags.count == 0)
  }

  // MARK: Bounds

  @Test func `what is remembered is bounded`() throws {
    var pair = Pair(key: .id, byteLimit: 1 << 20)
    pair.open(0)
    pair.open(1)
    for start in stride(from: 0, to: 300_000, by: 3000) {
      let text = (start..<start + 3000).map { "id: \($0)\ndata: \($0)\n\n" }.joined()
      pair.send(text, 0, at: 1 + Double(start) / 30_000)
    }
    pair.run(to: 30)
    let side = try #require(pair.pairing?.sides[0])
    #expect(side.numbers.count == ComparedSide.limit)
    #expect(pair.pairing?.uncounted == 300_000 - ComparedSide.limit)
    #expect(pair.pairing?.pending[0] == ComparedSide.limit)
    #expect(MemoryLayout<ComparedSide.Entry>.stride == 32)
    #expect(pair.onlyCounts == [0, 0])
  }

  @Test func `a long run forgets what is old, and goes on counting`() throws {
    var pair = Pair(key: .id, byteLimit: 1 << 20)
    pair.open(0)
    pair.open(1)
    for start in stride(from: 0, to: 200_000, by: 2000) {
      let text = (start..<start + 2000).map { "id: \($0)\ndata: \($0)\n\n" }.joined()
      pair.send(text, 0, at: 1 + Double(start) / 1000)
      pair.send(text, 1, at: 1.5 + Double(start) / 1000)
    }
    pair.run(to: 250)
    #expect(pair.pairing?.both == 200_000 && pair.onlyCounts == [0, 0] && pair.pairing?.inversions == 0)
    #expect(abs(pair.lag(0.5) - 0.5) < 0.01)
  }

  // MARK: Told

  @Test func `JSON, and strange keys in it`() throws {
    var pair = Pair()
    pair.open(0)
    pair.open(1)
    for number in 1...300 {
      let text = "id: \u{1B}[31m\"\\\(number)\ndata: \(number)\n\n"
      pair.send(text, 0, at: Double(number) * 0.1)
      if number != 150 { pair.send(text, 1, at: Double(number) * 0.1 + 0.25) }
    }
    pair.run(to: 60)
    let json = pair.comparison.json(verdict: "v")
    #expect(JSONText.isJSON(json))
    #expect(json.hasPrefix(#"{"key":"id","both":299,"only_a":{"count":1,"first":["\u001b[31m\"\\150"]},"#), "\(json)")
    #expect(!json.utf8.contains(0x1B))
  }
}

extension JSONText {
  fileprivate static func isJSON(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { JSONSearch.isJSON(UnsafeRawBufferPointer($0)) }
  }
}
