import TestSupport
import Testing

@testable import StreamModel

@Suite struct SequenceTrackerTests {
  private func ledger(_ ids: [String]) -> SequenceTracker {
    var ledger = SequenceTracker()
    for id in ids where ledger.isOpen { Array(id.utf8).withUnsafeBytes { ledger.read($0) } }
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

  private static let uncounted: [[String]] = [
    (0..<500).map { String(1_700_000_000_000 + $0 * 37) },
    (0..<500).map { "\($0 * 7919 % 1009)-order-\($0)" },
    (10..<60).map { "2026-11-26T21:30:\($0)" },
    (0..<500).map { String(20_261_126_213_001 + $0) },
    // The seconds of our time, of which some are passed over; all came at once.
    (0..<500).map { String(1_732_656_000 + $0 + $0 / 40) },
    (0..<500).map { "[{\"topic\":\"a\",\"partition\":0,\"timestamp\":\(1_700_000_000_000 + $0 * 100)}]" },
    (0..<500).map { String(($0 * 7919) % 1009) },
    Array(repeating: "7", count: 500),
  ]

  @Test(arguments: uncounted)
  func `ids that do not count tell nothing`(ids: [String]) {
    #expect(ledger(ids).findings == nil)
  }

  @Test func `ids that half count are given up after some thousands, and those that count are not`() {
    // Every seventh is a plain number: these go up by seven, and the others by two where it lies between them.
    #expect(!ledger((0..<6000).map { $0 % 7 == 0 ? String($0) : "evt-\($0)" }).isOpen)
    #expect(ledger((0..<4000).map { $0 % 7 == 0 ? String($0) : "evt-\($0)" }).isOpen)
    #expect(ledger((1...6000).map(String.init)).isOpen)
  }

  @Test(arguments: ["order-", "7f3a-", "1700000000:", "s1-00"])
  func `numbers behind a head that stays the same count`(head: String) {
    let numbers: [Int] = Array(1001...1030) + [1034, 1035, 1033, 1035]
    let ids = numbers.map { head + String($0) }
    #expect(ledger(ids).findings == .init(missing: 2, repeated: 1, late: 1))
  }

  @Test func `offsets of partitions count, each for itself, in any order`() {
    var ids: [String] = []
    var offsets = [70, 4000]
    for number in 0..<60 {
      offsets[number % 3 == 0 ? 1 : 0] += number == 30 ? 30 : 1
      let entries = offsets.enumerated().map { "{\"topic\":\"t\",\"partition\":\($0),\"offset\":\($1)}" }
      ids.append("[" + (number % 2 == 0 ? entries : entries.reversed()).joined(separator: ",") + "]")
    }
    #expect(ledger(ids).findings == .init(missing: 29))
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `a log's marks of its transactions are not missing, one or several in a row`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let most = Int.random(in: 1...16, using: &dice)
    var (ids, offset) = ([String](), 1000)
    for _ in 0..<300 {
      offset += Int.random(in: 0..<8, using: &dice) == 0 ? Int.random(in: 1...most + 1, using: &dice) : 1
      ids.append("[{\"topic\":\"t\",\"partition\":0,\"offset\":\(offset)}]")
    }
    #expect(ledger(ids).found.missing == 0)
  }

  @Test(arguments: [(1, 1, 0), (1, 2, 2), (3, 3, 0), (3, 4, 4), (16, 16, 0), (16, 17, 17)])
  func `over a reconnect a log has as many marks as it had before`(before: Int, over: Int, missing: Int) {
    var (tracker, offset) = (SequenceTracker(), 1000)
    func take(_ step: Int) {
      offset += step
      let id = "[{\"topic\":\"t\",\"partition\":0,\"offset\":\(offset)}]"
      Array(id.utf8).withUnsafeBytes { tracker.read($0) }
    }
    for number in 0..<60 { take(number == 30 ? before + 1 : 1) }
    tracker.resumed()
    take(over + 1)
    #expect(tracker.gap.missing == missing)
  }

  @Test(arguments: 2...6)
  func `where every nth is missing, they may count`(every: Int) {
    let numbers = (1...200).filter { $0 % every != 0 }
    let ids = ledger(numbers.map(String.init))
    #expect(ids.reliance == .perhaps)
    // Where every second is missing, they count by two.
    #expect(ids.found.missing == (every == 2 ? 0 : numbers.last.map { $0 - numbers.count } ?? 0))
  }

  @Test(arguments: [2, 4, 5, 20])
  func `out of order, all of them come`(window: Int) {
    let numbers = (0..<200).map { $0 / window * window + window - $0 % window }
    let ids = ledger(numbers.map(String.init))
    // Those before the first one were not passed over.
    #expect(ids.findings == .init(late: 200 - window - ((200 + window - 1) / window - 1)))
    // At no time something is missing that is only late.
    for count in 1...200 {
      let ids = ledger(numbers.prefix(count).map(String.init))
      #expect(ids.reliance == nil || ids.missing == 0, "\(count)")
    }
  }

  @Test func `holes in another rhythm`() {
    let numbers = (0..<60).filter { $0 != 20 && $0 != 41 && $0 != 42 }.map { 500 + $0 * 10 }
    #expect(findings(numbers) == nil)
    #expect(ledger(numbers.map(String.init)).reliance == .perhaps)
    #expect(ledger(numbers.map(String.init)).found == .init(missing: 3))
  }

  @Test(arguments: [1, 7, 300])
  func `ids of blocks without data, and ids that are none, explain what is passed over`(size: Int) {
    let pieces = (1...60).map { number in
      switch number % 10 {
      case 3: "id: \(number)\nevent: x\n\n"
      case 4: "data: inherits\n\nid: \(number)\ndata: 1\n\n"
      case 7: "id: \(number)\u{E9}\ndata: no number\n\n"
      default: "id: \(number)\ndata: 1\n\n"
      }
    }
    let bytes = Array(pieces.joined().utf8)
    var state = StreamState(urls: ["a"], byteLimit: 1 << 16)
    var parser = EventParser()
    for start in stride(from: 0, to: bytes.count, by: size) {
      let chunk = Array(bytes[start..<min(start + size, bytes.count)])
      var records: [Record] = []
      parser.push(chunk, into: &records)
      var batch = batch(chunk, records, parser)
      batch.ignored = parser.ignored
      state.apply(.batch(batch), source: 0)
    }
    #expect(state.sources[0].ids.found == .init())
    #expect(state.sources[0].ids.reliance == .sure)
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
