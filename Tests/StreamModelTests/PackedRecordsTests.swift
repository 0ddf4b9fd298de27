import TestSupport
import Testing

@testable import StreamModel

@Suite struct PackedRecordsTests {
  /// Records that differ in few things or in many, near each other or at the ends of what their fields hold.
  private struct Maker {
    var dice: SeededGenerator
    var last = Record(kind: .event, offset: 0)

    mutating func next() -> Record {
      var record = last
      record.offset &+= UInt64(record.length)
      record.at.nanoseconds &+= Int64.random(in: 0...2_000_000, using: &dice)
      record.idOffset = record.offset &+ 4
      for _ in 0..<Int.random(in: 0...2, using: &dice) { change(&record) }
      last = record
      return record
    }

    private mutating func change(_ record: inout Record) {
      func length() -> UInt32 { [0, 1, 40, 1 << 20, .max].randomElement(using: &dice) ?? 0 }
      func offset() -> UInt64 {
        [0, 1, record.offset, record.offset &+ 1 << 31, record.offset &+ 1 << 40, record.offset &- 1 << 31, .max]
          .randomElement(using: &dice) ?? 0
      }
      switch Int.random(in: 0...13, using: &dice) {
      case 0: record.kind = [.event, .comment, .overlong, .notice].randomElement(using: &dice) ?? .event
      case 1: record.source = [0, 1, .max].randomElement(using: &dice) ?? 0
      case 2: record.type = [0, 1, 2, .max].randomElement(using: &dice) ?? 0
      case 3: record.at.nanoseconds = [0, -1, .max, .min, 1 << 47, 1 << 48].randomElement(using: &dice) ?? 0
      case 4: record.offset = offset()
      case 5: record.length = length()
      case 6: record.dataStart = length()
      case 7: record.dataLength = length()
      case 8: record.typeStart = length()
      case 9: record.typeLength = length()
      case 10: record.idLength = length()
      case 11: record.idOffset = offset()
      case 12: record.isJoined.toggle()
      default: record.isEnclosed.toggle()
      }
    }
  }

  private func append(_ added: [Record], to records: inout PackedRecords) {
    added.withUnsafeBufferPointer { added in
      var rest = added
      while !rest.isEmpty { rest = records.appendStart(of: rest) { $0.type &+= 1 } }
    }
  }

  private func pieces(_ records: PackedRecords, of range: Range<Int>) -> [Record] {
    var found: [Record] = []
    records.forEachPiece(of: range) { first, lent in
      #expect(first == max(range.lowerBound, records.startIndex) + found.count)
      found += lent
      return true
    }
    return found
  }

  @Test func `a record takes sixteen bytes`() {
    #expect(PackedRecords.recordBytes == 16)
    #expect(PackedRecords.modelBytes == 56)
  }

  @Test(arguments: 0..<30) func `every record is found again as it was, whatever it is like`(seed: UInt64) {
    var maker = Maker(dice: SeededGenerator(seed: seed))
    var dice = SeededGenerator(seed: seed + 1000)
    var records = PackedRecords(start: 64 << PackedRecords.blockShift)
    let base = records.startIndex
    var all: [Record] = []
    for _ in 0..<30 {
      let added = (0..<Int.random(in: 0...600, using: &dice)).map { _ in maker.next() }
      let frozen = records
      append(added, to: &records)
      // A copy from before has nothing of it, though it shares the memory.
      #expect(pieces(frozen, of: 0..<Int.max) == Array(all[(frozen.startIndex - base)...]))
      all += added.map { record in
        var record = record
        record.type &+= 1
        return record
      }
      records.drop(before: base + Int.random(in: 0...max(all.count - 1500, 0), using: &dice))
      let kept = records.startIndex..<records.endIndex
      #expect(kept.map { records[$0] } == Array(all[(kept.lowerBound - base)...]))
      #expect(pieces(records, of: 0..<Int.max) == Array(all[(kept.lowerBound - base)...]))
      guard let first = kept.randomElement(using: &dice) else { continue }
      let range = first..<Int.random(in: first...kept.upperBound, using: &dice)
      #expect(pieces(records, of: range) == range.map { all[$0 - base] })
    }
  }

  @Test(arguments: 0..<10) func `what is held is what the records take, and nothing is left when all are gone`(
    seed: UInt64
  ) {
    var maker = Maker(dice: SeededGenerator(seed: seed))
    var records = PackedRecords()
    append((0..<5000).map { _ in maker.next() }, to: &records)
    while records.count > 0 {
      let (start, before) = (records.startIndex, records.byteCount)
      var (count, bytes) = (0, 0)
      records.forEachOfBlock(from: start) { _, size in
        count += 1
        bytes += size
        return count < 700
      }
      records.drop(before: start + count)
      #expect(records.byteCount == before - bytes)
    }
    #expect(records.byteCount == 0)
    #expect(records.startIndex == 5000)
  }

  @Test func `events of five types whose IDs and data grow are alike`() {
    var state = StreamState(urls: ["a"], byteLimit: 1 << 30)
    var parser = EventParser()
    var wire = 0
    for number in 0..<100_000 {
      let text = "event: type\(number % 5)\nid: \(number)\ndata: {\"n\":\(number * 7919 % 100_003)}\n\n"
      var records: [Record] = []
      parser.push(Array(text.utf8), into: &records)
      wire += text.utf8.count
      let batch = Batch(
        bytes: Array(text.utf8), records: records, at: Moment(nanoseconds: Int64(number) * 1_000_003),
        pendingOffset: parser.pendingOffset, lastEventID: parser.lastEventID, reconnectionTime: .seconds(3))
      state.apply(.batch(batch), source: 0)
    }
    #expect(state.log.positions.count == 100_000)
    #expect(state.log.byteCount - wire < 17 * 100_000)
  }

  @Test func `a record two days from its like, or more than two gigabytes, is whole`() {
    var records = PackedRecords()
    var record = Record(kind: .event, offset: 1 << 40)
    record.length = 30
    var added = [record]
    record.offset -= 1 << 31
    added.append(record)
    record.at = Moment(.seconds(200_000))
    added.append(record)
    append(added, to: &records)
    #expect(records.byteCount == 3 * 16 + 2 * 56)
    #expect(pieces(records, of: 0..<3).map(\.offset) == added.map(\.offset))
    #expect(pieces(records, of: 0..<3).map(\.at) == added.map(\.at))
  }
}
