import EventFilter
import StreamModel
import TestSupport
import Testing
import Text

@testable import EventFields

/// The groups of a log that grows and drops, against counting anew.
@Suite struct EventGroupsTests {
  private static let path = JSONPath([.key(Array("k".utf8))])

  /// A stream with a small log, so that old events go soon.
  private struct Stream {
    private(set) var state = StreamState(urls: ["http://localhost/"], byteLimit: 40_000)
    private var parser = EventParser()
    private(set) var sent: [GroupKey] = []
    /// What groups are told of, before the log makes room.
    var groups: EventGroups?
    private var seconds = 0

    mutating func send(_ events: [(data: String, key: GroupKey)], isComment: Bool = false) {
      var text = isComment ? ": beat\n\n" : ""
      for event in events { text += "data: \(event.data)\n\n" }
      sent += events.map(\.key)
      let bytes = Array(text.utf8)
      var records: [Record] = []
      parser.push(bytes, into: &records)
      seconds += 1
      let batch = Batch(
        bytes: bytes, records: records, at: Moment(.seconds(seconds)), pendingOffset: parser.pendingOffset,
        lastEventID: [], reconnectionTime: .seconds(3))
      var taken = groups
      groups = nil
      state.apply(.batch(batch), source: 0) { taken?.receive($0) }
      groups = taken
    }
  }

  private static let values: [(json: String, key: GroupKey)] = [
    (#""en""#, .text(Array("en".utf8))), (#""\u0065n""#, .text(Array("en".utf8))), ("1", .json(Array("1".utf8))),
    ("1.0", .json(Array("1.0".utf8))), (#""1""#, .text(Array("1".utf8))), ("null", .json(Array("null".utf8))),
    ("[1]", .json(Array("[1]".utf8))), (#""""#, .text([])), (#""日本""#, .text(Array("日本".utf8))),
  ]

  private static func event(_ dice: inout SeededGenerator) -> (data: String, key: GroupKey) {
    let padding = String(repeating: "x", count: Int.random(in: 0...60, using: &dice))
    switch Int.random(in: 0...11, using: &dice) {
    case 0: return ("prose \(padding)", .notJSON)
    case 1: return (#"{"a":"\#(padding)"}"#, .absent)
    case 2: return (#"{"k":"\#(String(repeating: "y", count: 300))"}"#, .others)
    default:
      let value = values[Int.random(in: values.indices, using: &dice)]
      return (#"{"a":"\#(padding)","k":\#(value.json)}"#, value.key)
    }
  }

  private static func counts(_ keys: some Sequence<GroupKey>) -> [GroupKey: Int] {
    Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// Holds what groups say of the kept events against looking at each of them.
  private static func check(_ groups: EventGroups, _ state: StreamState) {
    var kept: [GroupKey: Int] = [:]
    for position in state.log.positions {
      let record = state.log[position]
      let row = groups.row(at: position)
      guard record.kind == .event else {
        #expect(row == nil)
        continue
      }
      var table = GroupTable(groups.path)
      table.count(record, in: state.log)
      let key = table.rows[0].key
      kept[key, default: 0] += 1
      #expect(row.map { groups.table.rows[$0].key } == key)
      #expect(groups.row(of: record, at: position, in: state.log) == row)
    }
    for row in groups.table.rows { #expect(row.kept == kept[row.key] ?? 0, "\(row.key)") }
    #expect(groups.order.sorted() == Array(groups.table.rows.indices))
    for (place, row) in groups.order.enumerated() { #expect(groups.place(of: row) == place) }
    for row in groups.table.rows.indices {
      var (forwards, backwards): ([Int], [Int]) = ([], [])
      var next = state.log.positions.lowerBound
      while let found = groups.first(ofRow: row, in: next..<state.log.positions.upperBound) {
        forwards.append(found)
        next = found + 1
      }
      next = state.log.positions.upperBound
      while let found = groups.last(ofRow: row, in: state.log.positions.lowerBound..<next) {
        backwards.append(found)
        next = found
      }
      #expect(forwards == backwards.reversed())
      #expect(forwards.count == groups.table.rows[row].kept)
      #expect(forwards.allSatisfy { groups.row(at: $0) == row })
    }
  }

  @Test(arguments: UInt64(0)..<12) func `from the start every event counts, kept or not`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var stream = Stream()
    stream.groups = EventGroups(Self.path, isFromStart: true)
    for _ in 0..<60 {
      // Some of these are more than the log holds.
      let count = Int.random(in: 0...9, using: &dice) == 0 ? 600 : Int.random(in: 0...40, using: &dice)
      stream.send((0..<count).map { _ in Self.event(&dice) }, isComment: Bool.random(using: &dice))
      if Bool.random(using: &dice) { _ = stream.groups?.advance(in: stream.state, budget: 0) }
    }
    guard var groups = stream.groups else { return }
    let isComplete = groups.advance(in: stream.state, budget: .max)
    #expect(isComplete)
    let counted = Dictionary(uniqueKeysWithValues: groups.table.rows.map { ($0.key, $0.events) })
    #expect(counted == Self.counts(stream.sent))
    #expect(groups.table.events == stream.sent.count)
    #expect(stream.state.log.positions.lowerBound > 0)
    Self.check(groups, stream.state)
  }

  @Test(arguments: UInt64(0)..<12) func `begun later what is kept counts, in slices, and what comes meanwhile`(
    seed: UInt64
  ) {
    var dice = SeededGenerator(seed: seed)
    var stream = Stream()
    for _ in 0..<30 { stream.send((0..<30).map { _ in Self.event(&dice) }) }
    stream.groups = EventGroups(Self.path)
    let before = stream.sent.count
    let kept = stream.state.log.positions.count { stream.state.log[$0].kind == .event }
    for _ in 0..<400 {
      let budget = Int.random(in: 0...9, using: &dice)
      guard stream.groups?.advance(in: stream.state, budget: budget) == false else { break }
      stream.send((0..<Int.random(in: 0...2, using: &dice)).map { _ in Self.event(&dice) })
    }
    let isComplete = stream.groups?.advance(in: stream.state, budget: .max)
    #expect(isComplete == true)
    guard let groups = stream.groups else { return }
    // What the log dropped before it was looked at is in no count.
    #expect(groups.table.events <= kept + stream.sent.count - before)
    Self.check(groups, stream.state)
  }

  @Test func `rates are those of counting in the order of the times`() {
    var stream = Stream()
    for number in 0..<40 {
      stream.send((0...number % 5).map { _ in (#"{"k":"a"}"#, .text([0x61])) })
    }
    var late = EventGroups(Self.path)
    while !late.advance(in: stream.state, budget: 3) {}
    var early = GroupTable(Self.path)
    for record in stream.state.log.positions.map({ stream.state.log[$0] }) where record.kind == .event {
      early.count(record, in: stream.state.log)
    }
    let now = Moment(.seconds(40))
    #expect(late.table.rows[0].rate.bars(60, at: now) == early.rows[0].rate.bars(60, at: now))
    #expect(late.table.rows[0].firstSeen == early.rows[0].firstSeen)
    #expect(late.table.rows[0].lastSeen == early.rows[0].lastSeen)
    // What comes afterwards counts at once.
    stream.groups = late
    stream.send([(#"{"k":"a"}"#, .text([0x61]))])
    let next = Moment(.seconds(41))
    Array(#"{"k":"a"}"#.utf8).withUnsafeBytes { _ = early.count($0, at: next) }
    #expect(stream.groups?.table.rows[0].rate.bars(60, at: next) == early.rows[0].rate.bars(60, at: next))
  }

  @Test func `rows stand by their events once all are known, and keep their places`() {
    var stream = Stream()
    let names = ["a", "b", "b", "c", "c", "c", "e"]
    stream.send(names.map { (#"{"k":"\#($0)"}"#, .text(Array($0.utf8))) })
    stream.groups = EventGroups(Self.path)
    _ = stream.groups?.advance(in: stream.state, budget: .max)
    func shown() -> [String]? { stream.groups.map { groups in groups.order.map { groups.table.rows[$0].key.name } } }
    #expect(shown() == ["c", "b", "a", "e"])
    stream.send((0..<9).map { _ in (#"{"k":"a"}"#, .text([0x61])) } + [(#"{"k":"d"}"#, .text([0x64]))])
    #expect(shown() == ["c", "b", "a", "e", "d"])
  }

  @Test func `of nine thousand values there are as many rows as there may be, and one for the rest`() {
    var stream = Stream()
    stream.groups = EventGroups(Self.path, isFromStart: true)
    for start in stride(from: 0, to: 9000, by: 100) {
      stream.send((start..<start + 100).map { (#"{"k":"\#($0)"}"#, .text(Array("\($0)".utf8))) })
      stream.send((0..<20).map { _ in (#"{"k":"often"}"#, .text(Array("often".utf8))) })
    }
    let rows = stream.groups?.table.rows ?? []
    #expect(rows.count == GroupTable.limit + 1)
    #expect(rows.first { $0.key == .text(Array("often".utf8)) }?.events == 1800)
    #expect(rows.first { $0.key == .others }?.events == 9001 - GroupTable.limit)
    #expect(stream.groups?.table.events == 10_800)
  }

  @Test(arguments: [
    (#".["a.b"]"#, #"{"a.b":"x"}"#), (#".["odd key"].日本"#, #"{"odd key":{"日本":"x"}}"#),
    (#".["\"q\""]"#, #"{"\"q\"":"x"}"#), (#".a[1].b"#, #"{"a":[0,{"b":"x"}]}"#),
    (#".["\u001b[2J"]"#, #"{"\u001b[2J":"x"}"#),
  ])
  func `keys of any text lead to their values`(path: String, data: String) throws {
    var table = GroupTable(try JSONPath(expression: path))
    Array(data.utf8).withUnsafeBytes { _ = table.count($0, at: .start) }
    #expect(table.rows.map(\.key) == [.text([0x78])])
  }
}
