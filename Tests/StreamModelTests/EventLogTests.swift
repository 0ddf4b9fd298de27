import TestSupport
import Testing

@testable import StreamModel

@Suite struct SegmentsTests {
  @Test func `positions keep their elements while the front is dropped`() {
    var segments = Segments<Int>(shift: 2)
    for number in 0..<1000 {
      segments.append(number)
      if number.isMultiple(of: 7) { segments.drop(before: number - 9) }
      for position in segments.startIndex..<segments.endIndex { #expect(segments[position] == position) }
    }
    segments.drop(before: 5000)
    #expect(segments.count == 0)
    segments.append(-1)
    #expect(segments[1000] == -1)
  }

  @Test(arguments: 0..<20) func `whole buffers come to lie as single elements do`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var segments = Segments<Int>(shift: 3)
    var model: [Int] = []
    for _ in 0..<50 {
      let part = (0..<Int.random(in: 0...30, using: &dice)).map { $0 + model.count }
      let copy = segments
      part.withUnsafeBufferPointer { part in
        var rest = part
        while !rest.isEmpty {
          let before = rest.count
          rest = segments.appendStart(of: rest)
          #expect(rest.count < before)
        }
      }
      // A copy from before has nothing of it, though it shares the memory.
      #expect((copy.startIndex..<copy.endIndex).map { copy[$0] } == Array(model[copy.startIndex...]))
      model += part
      segments.drop(before: Int.random(in: 0...max(model.count - 20, 0), using: &dice))
      #expect((segments.startIndex..<segments.endIndex).map { segments[$0] } == Array(model[segments.startIndex...]))
    }
  }
}

@Suite struct ByteSegmentsTests {
  /// Sizes around those at which a read is kept as it came, and around those of a segment.
  private func part(_ dice: inout SeededGenerator, reserving: Bool) -> [UInt8] {
    let limits = [0...30, 16_370...16_400, 65_500...65_600, 100_000...150_000]
    let count = Int.random(in: limits.randomElement(using: &dice) ?? 0...0, using: &dice)
    var part: [UInt8] = []
    if reserving { part.reserveCapacity(count * 2) }
    let first = UInt8.random(in: 0...255, using: &dice)
    let pattern = (0..<251).map { first &+ UInt8($0) }
    while part.count < count { part += pattern.prefix(count - part.count) }
    return part
  }

  @Test(arguments: 0..<20) func `any range of what is kept can be read, whatever sizes it came in`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var segments = ByteSegments()
    var model: [UInt8] = []
    for _ in 0..<12 {
      let part = part(&dice, reserving: Bool.random(using: &dice))
      segments.append(part)
      model += part
      segments.drop(before: Int.random(in: 0...max(model.count - 200_000, 0), using: &dice))
      let kept = segments.startIndex..<segments.endIndex
      #expect(kept.upperBound == model.count)
      #expect(segments.count == kept.count)
      for _ in 0..<5 {
        let low = Int.random(in: kept.lowerBound...kept.upperBound, using: &dice)
        let high = min(low + Int.random(in: 0...70_000, using: &dice), kept.upperBound)
        #expect(segments.withElements(in: low..<high) { Array($0) } == Array(model[low..<high]))
      }
    }
    #expect(segments.withElements(in: 0..<model.count + 99) { Array($0) } == Array(model[segments.startIndex...]))
    segments.drop(before: .max)
    #expect(segments.count == 0)
    segments.append([7])
    #expect(segments.withElements(in: model.count..<model.count + 9) { Array($0) } == [7])
  }

  @Test(arguments: 0..<10) func `copies share memory and do not see each other's bytes`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var segments = [ByteSegments(), ByteSegments(), ByteSegments()]
    var models: [[UInt8]] = [[], [], []]
    for _ in 0..<20 {
      let (from, to) = (Int.random(in: 0..<3, using: &dice), Int.random(in: 0..<3, using: &dice))
      (segments[to], models[to]) = (segments[from], models[from])
      let part = part(&dice, reserving: false)
      segments[to].append(part)
      models[to] += part
      segments[from].drop(before: models[from].count - 100_000)
      for (segments, model) in zip(segments, models) {
        #expect(segments.withElements(in: 0..<model.count) { Array($0) } == Array(model[segments.startIndex...]))
      }
    }
  }
}

/// A source that talks to a state as a connection would.
struct Feeder {
  var parser = EventParser()
  var source = 0

  mutating func feed(_ text: String, to state: inout StreamState, at now: Moment = .start) {
    var records: [Record] = []
    parser.push(Array(text.utf8), into: &records)
    state.apply(.batch(batch(Array(text.utf8), records, parser, at: now)), source: source)
  }
}

@Suite struct EventLogTests {
  private func ids(_ state: StreamState) -> [String] {
    state.log.positions.map { text(state.log.id(state.log[$0])) }
  }

  @Test func `the log stays within its limit and drops the oldest first`() {
    var state = StreamState(urls: ["a"], byteLimit: 10_000)
    var feeder = Feeder()
    for number in 0..<5000 {
      feeder.feed("id: \(number)\ndata: event \(number)\n\n", to: &state)
      #expect(state.log.byteCount <= 10_000)
    }
    #expect(state.events == 5000)
    #expect(state.log.positions.upperBound == 5000)
    #expect(state.log.positions.count > 50)
    #expect(ids(state) == state.log.positions.map(String.init))
    #expect(state.types.rows[0].events == 5000)
    #expect(state.types.rows[0].kept == state.log.positions.count)
  }

  @Test func `an inherited id is still known when the event that set it is gone`() {
    var state = StreamState(urls: ["a"], byteLimit: 5000)
    var feeder = Feeder()
    feeder.feed("id: first\ndata: 0\n\n", to: &state)
    for number in 1..<2000 { feeder.feed("data: \(number)\n\n", to: &state) }
    #expect(Set(ids(state)) == ["first"])
    feeder.feed("id: second\n\n", to: &state)
    for number in 1..<30 { feeder.feed("data: \(number)\n\n", to: &state) }
    #expect(Set(ids(state)) == ["first", "second"])
    for number in 1..<2000 { feeder.feed("data: \(number)\n\n", to: &state) }
    #expect(Set(ids(state)) == ["second"])
    feeder.feed("id\ndata: x\n\n", to: &state)
    #expect(ids(state).last == "")
  }

  @Test(arguments: [0, 1, 7, 16, 17, 40, 3000])
  func `of a long id both ends are read, also of one that was carried over`(length: Int) {
    let id = String((0..<length).map { Character(Unicode.Scalar(UInt8($0 % 26 + 97))) })
    let expected = length > 16 ? id.prefix(8) + id.suffix(8) : id[...]
    var state = StreamState(urls: ["a"], byteLimit: 9000)
    var feeder = Feeder()
    feeder.feed("id: \(id)\ndata: 0\n\n", to: &state)
    for number in 1..<200 {
      for position in state.log.positions {
        #expect(text(state.log.idEnds(state.log[position], limit: 8)) == String(expected))
      }
      feeder.feed("data: \(number) \(String(repeating: "x", count: 300))\n\n", to: &state)
    }
    #expect(state.log.positions.lowerBound > 0)
  }

  @Test func `comments that are dropped take neither an event's bytes nor its id with them`() {
    var state = StreamState(urls: ["a"], byteLimit: 5000)
    var feeder = Feeder()
    feeder.feed("id: first\ndata: 0\n\n", to: &state)
    for number in 1..<2000 {
      feeder.feed(": before\n\ndata: a \(number)\n: inside\ndata: b\n\n: after\n\n", to: &state)
      for position in state.log.positions where state.log[position].kind == .event {
        let record = state.log[position]
        #expect(text(state.log.id(record)) == "first")
        #expect(state.log.raw(record).count == record.length)
        if number > 1 { #expect(state.log.data(record).count == record.dataLength) }
      }
    }
    #expect(state.log.byteCount <= 5000)
  }

  @Test(arguments: 0..<40) func `what a full log still holds is what an endless one holds`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var small = StreamState(
      urls: ["a", "b"], lastEventID: Array("start".utf8), byteLimit: Int.random(in: 600...3000, using: &dice))
    var endless = StreamState(urls: ["a", "b"], lastEventID: Array("start".utf8), byteLimit: .max)
    let limits = EventParser.Limits(line: 60, event: 150)
    var feeders = (0...1).map { source in
      Feeder(parser: EventParser(limits: limits, lastEventID: Array("start".utf8)), source: source)
    }
    let pieces = [
      "data: x\n", "data: y\ndata: z\n", "\n", "\n", "\r\n", "id: ", "1", "22\n", "id\n", "event: a\n", "event: b\n",
      ": comment\n",
      ":\n\n", "id: 7\n\n", "junk\n\n", "data: event\n\n", String(repeating: "long", count: 20), "data: 0123456789\n",
    ]
    for _ in 0..<400 {
      let source = Int.random(in: 0...1, using: &dice)
      let piece = pieces.randomElement(using: &dice) ?? ""
      if Int.random(in: 0..<50, using: &dice) == 0 { feeders[source].parser.reconnect() }
      var copy = feeders[source]
      feeders[source].feed(piece, to: &small)
      copy.feed(piece, to: &endless)
    }
    #expect(small.log.positions.upperBound == endless.log.positions.upperBound)
    for position in small.log.positions {
      let (kept, whole) = (small.log[position], endless.log[position])
      #expect(kept == whole)
      guard kept.kind != .notice else { continue }
      #expect(text(small.log.id(kept)) == text(endless.log.id(whole)))
      if kept.kind == .overlong { continue }
      #expect(text(small.log.data(kept)) == text(endless.log.data(whole)))
      #expect(text(small.log.raw(kept)) == text(endless.log.raw(whole)))
    }
    #expect(small.types.rows.map(\.events) == endless.types.rows.map(\.events))
    #expect(small.types.rows.map(\.name) == endless.types.rows.map(\.name))
  }

  @Test func `bytes that belong to no event do not pile up`() {
    var state = StreamState(urls: ["a"], byteLimit: 10_000)
    var feeder = Feeder()
    for _ in 0..<5000 { feeder.feed("unknown: field\n\nevent: without data\n\n", to: &state) }
    #expect(state.log.byteCount <= 10_000)
    feeder.feed("data: 1\n\n", to: &state)
    for _ in 0..<5000 { feeder.feed("unknown: field\n\n", to: &state) }
    #expect(state.log.byteCount <= 10_000)
  }

  @Test func `a line a thousand times over its limit is one loss, memory stays bounded, and the stream goes on`() {
    var state = StreamState(urls: ["a"], byteLimit: 64 << 10)
    var parser = EventParser(limits: EventParser.Limits(line: 16 << 10, event: 16 << 10))
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 4 << 10)
    func feed(_ bytes: [UInt8]) {
      var records: [Record] = []
      parser.push(bytes, into: &records)
      state.apply(.batch(batch(bytes, records, parser)), source: 0)
    }
    feed(Array("data: before\n\n".utf8))
    for _ in 0..<4096 {
      feed(chunk)
      #expect(state.log.byteCount <= 64 << 10)
    }
    feed(Array("\n\ndata: after\n\n".utf8))
    #expect(state.sources[0].overlong == 1)
    #expect(state.events == 2)
    #expect(state.sources[0].bytes > 16 << 20)
  }

  @Test func `an event in several chunks larger than the limit is still whole when it comes`() {
    var state = StreamState(urls: ["a"], byteLimit: 1000)
    var feeder = Feeder()
    feeder.feed("data: x\n\ndata: ", to: &state)
    for _ in 0..<50 { feeder.feed(String(repeating: "y", count: 100), to: &state) }
    #expect(state.log.byteCount <= 6000)
    feeder.feed("\n\n", to: &state)
    // It came, was counted, and left again: it alone is over the limit.
    #expect(state.events == 2)
    #expect(state.log.byteCount <= 1000)
  }

  @Test func `sources keep apart`() {
    var state = StreamState(urls: ["a", "b"], byteLimit: 1 << 20)
    var first = Feeder()
    var second = Feeder(source: 1)
    first.feed("data: one ", to: &state)
    second.feed("id: 9\ndata: other\ndata: lines\n\n", to: &state)
    first.feed("event\n\n", to: &state)
    let records = state.log.positions.map { state.log[$0] }
    #expect(records.map(\.source) == [1, 0])
    #expect(records.map { text(state.log.data($0)) } == ["other\nlines", "one event"])
    #expect(ids(state) == ["9", ""])
    #expect(records.map { text(state.log.raw($0)) } == ["id: 9\ndata: other\ndata: lines\n\n", "data: one event\n\n"])
  }

  @Test func `data can be asked for in part`() {
    var state = StreamState(urls: ["a"])
    var feeder = Feeder()
    feeder.feed("data: 0123456789\n\ndata: ab\ndata: cd\ndata: ef\n\n", to: &state)
    let records = state.log.positions.map { state.log[$0] }
    #expect(text(state.log.data(records[0], limit: 4)) == "0123")
    for limit in 0...10 {
      #expect(text(state.log.data(records[1], limit: limit)) == String("ab\ncd\nef".prefix(limit)))
    }
  }
}
