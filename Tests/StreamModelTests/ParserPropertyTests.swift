import StreamModel
import TestSupport
import Testing

/// What must hold for any bytes at all.
@Suite struct ParserPropertyTests {
  /// Line ends, field names and trouble, more often than letters.
  private static func nastyBytes(count: Int, seed: UInt64) -> [UInt8] {
    let pieces: [[UInt8]] = [
      [10], [13], [13, 10], [10, 10], Array("data:".utf8), Array("data: x".utf8), Array("data".utf8),
      Array("event:".utf8),
      Array("id:".utf8), Array("id: 7".utf8), Array("retry:5".utf8), Array(":".utf8), [0], [0xEF, 0xBB, 0xBF], [0xFF],
      Array("…é".utf8), [32], Array("data:0123456789".utf8),
    ]
    var dice = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    while bytes.count < count { bytes += pieces.randomElement(using: &dice) ?? [] }
    return bytes
  }

  @Test(arguments: 0..<30) func `every cut in two and three gives the same records`(seed: UInt64) {
    let bytes = Self.nastyBytes(count: 60, seed: seed)
    let limits = EventParser.Limits(line: 24, event: 40)
    // Where a loss is noticed depends on the cut; what was kept must not.
    let whole = parse([bytes], limits: limits)
    for first in 0...bytes.count {
      for second in stride(from: first, through: bytes.count, by: 3) {
        let outcome = parse(
          [Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...])], limits: limits)
        #expect(outcome == whole)
      }
    }
  }

  @Test(arguments: 0..<20) func `any chunks give the same as the whole`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let bytes = Self.nastyBytes(count: 5000, seed: seed + 1000)
    var chunks: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = min(Int.random(in: 1...97, using: &dice), rest.count)
      chunks.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    #expect(parse(chunks) == parse([bytes]))
  }

  @Test(arguments: 0..<20) func `records lie in order, inside the wire, apart from each other`(seed: UInt64) {
    let bytes = Self.nastyBytes(count: 3000, seed: seed)
    var parser = EventParser()
    var records: [Record] = []
    parser.push(bytes, into: &records)
    var end: UInt64 = 0
    for record in records where record.kind == .event {
      #expect(record.offset >= end)
      #expect(record.end <= UInt64(bytes.count))
      #expect(UInt64(record.dataStart) + record.offset <= record.end)
      end = record.end
    }
    #expect(parser.position == UInt64(bytes.count))
    #expect(parser.pendingOffset <= parser.position)
  }

  @Test func `V-05 a line over the limit is reported, its event dropped, and the stream goes on`() {
    let limits = EventParser.Limits(line: 10, event: 100)
    let bytes = Array("data:1\n\nid:5\ndata:0123456789\ndata:x\n\ndata:2\n\n".utf8)
    for chunks in everyCut(of: bytes) {
      let outcome = parse(chunks, limits: limits)
      #expect(outcome.events == [Dispatched("1"), Dispatched("2", id: "5")])
      #expect(outcome.overlong == 1)
    }
  }

  @Test func `V-05 an event over the limit is reported, dropped up to its blank line, and the stream goes on`() {
    let limits = EventParser.Limits(line: 10, event: 20)
    let bytes = Array("data:1\n\ndata:a\ndata:b\ndata:c\ndata:d\n:x\n\ndata:2\n\n".utf8)
    for chunks in everyCut(of: bytes) {
      let outcome = parse(chunks, limits: limits)
      #expect(outcome.events == [Dispatched("1"), Dispatched("2")])
      #expect(outcome.overlong == 1)
    }
  }

  @Test func `V-05 a comment over the limit costs only itself`() {
    let limits = EventParser.Limits(line: 10, event: 100)
    let bytes = Array("data:1\n:0123456789abcdef\ndata:2\n\n".utf8)
    for chunks in everyCut(of: bytes) {
      let outcome = parse(chunks, limits: limits)
      #expect(outcome.events == [Dispatched("1\n2")])
      #expect(outcome.overlong == 1)
    }
  }

  @Test func `V-05 a comment inside an event counts for the event's limit, and is its end if it is too long`() {
    let limits = EventParser.Limits(line: 10, event: 30)
    let bytes = Array("data:1\n\nid:7\ndata:a\n:0123456789abcdefghijklmnop\n\ndata:2\n\n".utf8)
    for chunks in everyCut(of: bytes) {
      let outcome = parse(chunks, limits: limits)
      #expect(outcome.events == [Dispatched("1"), Dispatched("2", id: "7")])
      #expect(outcome.overlong == 2)
    }
  }

  @Test func `a comment without an end inside an event keeps memory within the limits`() {
    let limits = EventParser.Limits(line: 1 << 16, event: 1 << 18)
    var parser = EventParser(limits: limits)
    var records: [Record] = []
    parser.push(Array("data:1\n:".utf8), into: &records)
    let chunk = [UInt8](repeating: 120, count: 1 << 15)
    for _ in 0..<1000 {
      parser.push(chunk, into: &records)
      #expect(parser.position - parser.pendingOffset <= UInt64(limits.line + limits.event))
    }
    #expect(records.map(\.kind) == [.overlong, .overlong])
    parser.push(Array("\ndata:2\n\ndata:3\n\n".utf8), into: &records)
    #expect(records.map(\.kind) == [.overlong, .overlong, .event])
  }

  @Test func `a line without an end keeps memory within the limit`() {
    var parser = EventParser(limits: .init(line: 1 << 16, event: 1 << 16))
    var records: [Record] = []
    let chunk = [UInt8](repeating: 120, count: 1 << 15)
    for _ in 0..<1000 { parser.push(chunk, into: &records) }
    #expect(records.map(\.kind) == [.overlong])
    #expect(parser.position - parser.pendingOffset <= 1 << 16)
    parser.push(Array("\n\ndata:1\n\n".utf8), into: &records)
    #expect(records.map(\.kind) == [.overlong, .event])
  }

  @Test func `a sample of every line ending and field, cut twice everywhere`() {
    let sample = "\u{FEFF}:c\r\nid: 1\r\nevent:e\rdata: a\u{2026}\ndata\r\n\r\nretry:9\n\ndata:b\r\r:\nid\ndata:c\n\n"
    let bytes = Array(sample.utf8)
    let whole = parse([bytes])
    #expect(whole.events == [Dispatched("a\u{2026}\n", type: "e", id: "1"), Dispatched("b", id: "1"), Dispatched("c")])
    for first in 0...bytes.count {
      for second in first...bytes.count {
        #expect(parse([Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...])]) == whole)
      }
    }
  }

  @Test func `a long line is the same whether its bytes come at once or are counted as they come`() {
    let long = String(repeating: "0123456789", count: 4)
    let lines = [
      "data:\(long)", "data: \(long)", ": \(long)", "data: \(long)\ndata: \(long)", "event: \(long)", "id: \(long)",
      "\u{FEFF}data: \(long)", "database: \(long)", "data: [DONE]", "data: \(long)\ndata: [DONE]",
    ]
    for line in lines {
      let bytes = Array("\(line)\r\ndata: x\n\n\(line)\n\nretry: 00000000000000000000000000000012\n\n".utf8)
      for limits in [EventParser.Limits(), .init(line: 30, event: 100), .init(line: 100, event: 60)] {
        let whole = parse([bytes], limits: limits)
        for chunks in everyCut(of: bytes) { #expect(parse(chunks, limits: limits) == whole) }
        for size in 2...40 {
          let chunks = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
          #expect(parse(chunks, limits: limits) == whole)
        }
      }
    }
  }
}
