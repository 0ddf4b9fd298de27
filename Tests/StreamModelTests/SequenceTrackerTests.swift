import TestSupport
import Testing

@testable import StreamModel

@Suite struct SequenceTrackerTests {
  private func ledger(_ ids: [String]) -> SequenceTracker {
    var ledger = SequenceTracker()
    for id in ids where ledger.isOpen { Array(id.utf8).withUnsafeBytes { ledger.take($0) } }
    return ledger
  }

  private func findings(_ numbers: [Int]) -> SequenceTracker.Findings? { ledger(numbers.map(String.init)).findings }

  @Test func `numbers that follow each other are in order`() {
    #expect(findings(Array(41...60)) == SequenceTracker.Findings())
    #expect(findings([1, 2, 3]) == nil)
  }

  @Test func `what is passed over is missing, until it comes late; what has come is repeated`() {
    let start = Array(1...100)
    #expect(findings(start + [104]) == .init(missing: 3))
    #expect(findings(start + [104, 102]) == .init(missing: 2, late: 1))
    #expect(findings(start + [104, 102, 102, 104]) == .init(missing: 2, repeated: 2, late: 1))
    #expect(findings(start + Array(1...100) + [101]) == .init(repeated: 100))
  }

  @Test(arguments: [
    (0..<500).map { String(1_700_000_000_000 + $0 * 37) }, (0..<500).map { "order-\($0)" },
    (0..<500).map { String(($0 * 7919) % 1009) }, Array(repeating: "7", count: 500),
  ])
  func `ids that do not count tell nothing`(ids: [String]) {
    #expect(ledger(ids).findings == nil)
  }

  @Test func `no number traps`() {
    let ids = (1...200).map(String.init) + ["9999999999999999999", "1", "0", "18446744073709551616", "-1", "9"]
    #expect(ledger(ids).findings?.missing == Int.max || ledger(ids).findings == nil)
  }

  @Test(arguments: UInt64(0)..<60)
  func `shuffled within reach, dropped and doubled, all is found`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var sent: [Int] = Array(1...16)
    var missing = Set<Int>()
    for number in 17...2000 {
      switch Int.random(in: 0..<100, using: &dice) {
      case 0: missing.insert(number)
      case 1: sent += [number, number]
      default: sent.append(number)
      }
    }
    let last = sent.last ?? 0
    let doubled = sent.count - Set(sent).count
    for place in stride(from: 20, to: sent.count - 4, by: 50) { sent.swapAt(place, place + 2) }
    let found = findings(sent)
    #expect(found?.missing == missing.count { $0 < last })
    #expect(found?.repeated == doubled)
    #expect((found?.late ?? 0) > 0)
  }

  @Test(arguments: UInt64(0)..<40)
  func `however a stream is cut, its ids are found`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let numbers = (1...60).flatMap { $0 == 30 ? [] : $0 == 40 ? [40, 40] : [$0] }
    let bytes = Array(
      numbers.map { "event: x\nid: \($0)\ndata: 1\n\n:\n\ndata: without\n\n" }.joined().utf8)
    var state = StreamState(urls: ["other", "a"], byteLimit: 2000)
    var parser = EventParser()
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = Array(rest.prefix(Int.random(in: 1...30, using: &dice)))
      rest = rest.dropFirst(chunk.count)
      var records: [Record] = []
      parser.push(chunk, into: &records)
      state.apply(.batch(batch(chunk, records, parser)), source: 1)
    }
    #expect(state.sources[1].ids.findings == .init(missing: 1, repeated: 1))
    #expect(state.sources[0].ids.findings == nil)
  }
}
