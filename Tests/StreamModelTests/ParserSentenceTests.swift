import StreamModel
import Testing

/// One test a requirement: P is decoding and lines, F is fields, D is dispatch.
@Suite struct ParserSentenceTests {
  @Test func `P-01 P-02 malformed UTF-8 becomes replacement characters and the stream goes on`() {
    func data(_ bytes: [UInt8]) -> [String] { parse([Array("data:".utf8) + bytes + [10, 10]]).events.map(\.data) }
    #expect(data([0xE2, 0x80, 0xA6]) == ["\u{2026}"])
    #expect(data([0xFF]) == ["\u{FFFD}"])
    #expect(data([0xE2, 0x9C]) == ["\u{FFFD}"])
    #expect(data([0xED, 0xA0, 0x80]) == ["\u{FFFD}\u{FFFD}\u{FFFD}"])
    #expect(data([0xF5, 0x80, 0x80, 0x80]) == ["\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"])
    #expect(data([0xC0, 0xAF]) == ["\u{FFFD}\u{FFFD}"])
  }

  @Test func `P-03 a character split over reads is one character`() {
    let bytes = Array("data:a\u{2026}\u{1F600}\n\n".utf8)
    for chunks in everyCut(of: bytes) { #expect(parse(chunks).events == [Dispatched("a\u{2026}\u{1F600}")]) }
  }

  @Test func `P-04 one leading byte order mark is dropped, split or not`() {
    for chunks in everyCut(of: Array("\u{FEFF}data:1\n\n".utf8)) { #expect(parse(chunks).events == [Dispatched("1")]) }
    #expect(parse("\u{FEFF}\n\u{FEFF}data:1\n\n").events.isEmpty)
  }

  @Test func `P-05 a later byte order mark is ordinary text`() {
    #expect(parse("data:\u{FEFF}1\n\n").events == [Dispatched("\u{FEFF}1")])
    #expect(parse([[0xEF, 0xBB], Array("data:1\n\ndata:2\n\n".utf8)]).events == [Dispatched("2")])
  }

  @Test func `P-06 a new connection is a new stream`() {
    let outcome = parse(connections: [
      [Array("data:1\n\nevent:x\ndata:2\nda".utf8)], [Array("\u{FEFF}data:3\n\n".utf8)],
      [Array("data: \u{2026}".utf8.dropLast())], [Array("data:4\r".utf8)], [Array("\ndata:5\n\n".utf8)],
    ])
    #expect(outcome.events == [Dispatched("1"), Dispatched("3"), Dispatched("5")])
  }

  @Test func `P-07 P-08 P-09 lines end at CRLF, LF and CR, mixed, split anywhere`() {
    let bytes = Array("data:1\r\n\r\ndata:2\r\rdata:3\n\ndata:4\r\n\ndata:5\n\r\ndata:6\n\r".utf8)
    for chunks in everyCut(of: bytes) { #expect(parse(chunks).events.map(\.data) == ["1", "2", "3", "4", "5", "6"]) }
  }

  @Test func `P-10 nothing else ends a line`() {
    let data = "a\u{2028}b\u{2029}c\u{85}d\u{B}e\u{C}f"
    #expect(parse("data:\(data)\n\n").events == [Dispatched(data)])
  }

  @Test func `P-11 a CR ends its line at once`() {
    var parser = EventParser()
    var records: [Record] = []
    parser.push(Array("data: a\r".utf8), into: &records)
    #expect(records.isEmpty)
    parser.push([13], into: &records)
    #expect(records.count == 1)
    parser.push([10], into: &records)
    #expect(records.count == 1)
  }

  @Test func `P-12 a long line and an event of many chunks are whole`() {
    let long = String(repeating: "x", count: 5 << 20)
    #expect(parse("data:\(long)\n\n").events == [Dispatched(long)])
    let half = [UInt8](repeating: 120, count: 5 << 20)
    #expect(parse([Array("data:".utf8) + half, half + [10, 10]]).events.first?.data.utf8.count == 10 << 20)
  }

  @Test func `F-02 V-01 a comment is no field, in the middle of an event neither`() {
    let outcome = parse("data:1\n: hello\n:\ndata:2\n\n")
    #expect(outcome.events == [Dispatched("1\n2")])
    #expect(outcome.comments == [" hello", ""])
  }

  @Test func `F-03 the first colon splits`() { #expect(parse("data:a:b: c\n\n").events == [Dispatched("a:b: c")]) }

  @Test func `F-04 exactly one space is removed`() {
    #expect(parse("data:  a \ndata:\tb\ndata:c\n\n").events == [Dispatched(" a \n\tb\nc")])
  }

  @Test func `F-05 without a colon the line is a name`() {
    #expect(parse("data\ndata\n\nid\ndata:x\n\n").events == [Dispatched("\n"), Dispatched("x")])
  }

  @Test func `F-06 F-07 names compare literally and unknown ones are ignored`() {
    #expect(
      parse("Data:1\n data:2\ndata :3\ndat:4\ndatas:5\ndata\0:6\nevents:x\nids:7\ndata:8\n\n").events == [
        Dispatched("8")
      ])
  }

  @Test func `F-08 the last event field wins and an empty one clears`() {
    #expect(parse("event:a\nevent:b\ndata:1\n\n").events == [Dispatched("1", type: "b")])
    #expect(parse("event:a\nevent\ndata:1\n\n").events == [Dispatched("1")])
  }

  @Test func `F-10 an id with NUL is ignored and the older value stays`() {
    #expect(parse("id:1\nid:2\0\ndata:x\n\n").events == [Dispatched("x", id: "1")])
    // Wherever it stands, between bytes of all kinds.
    for (count, fill) in [(1, "x"), (7, "\u{1}"), (8, "\u{80}"), (9, "x"), (40, "\u{1}"), (41, "\u{80}")] {
      let id = String(repeating: fill, count: count)
      #expect(parse("id:\(id)\ndata:x\n\n").lastEventID == id)
      for place in id.utf8.indices {
        let broken = Array(id.utf8[..<place]) + [0] + Array(id.utf8[place...].dropFirst())
        #expect(parse([Array("id:".utf8) + broken + Array("\ndata:x\n\n".utf8)]).lastEventID.isEmpty)
      }
    }
  }

  @Test func `F-11 an empty id resets`() {
    let outcome = parse("id:1\ndata:a\n\nid:\ndata:b\n\n")
    #expect(outcome.events == [Dispatched("a", id: "1"), Dispatched("b")])
    #expect(outcome.lastEventID.isEmpty)
  }

  @Test(
    arguments: [
      ("retry:1500", 1500), ("retry: 0010", 10), ("retry:0", 0), ("retry:-1", nil), ("retry:+5", nil),
      ("retry:1.5", nil),
      ("retry:  5", nil), ("retry:", nil), ("retry", nil), ("retry:\u{0665}", nil),
      ("retry:99999999999999999999999", Int.max),
    ] as [(String, Int?)])
  func `F-12 F-14 retry takes ASCII digits only`(line: String, expected: Int?) {
    #expect(parse("\(line)\ndata:x\n\n").retry == expected)
    #expect(parse("\(line)\ndata:x\n\n").events == [Dispatched("x")])
  }

  @Test func `F-13 retry counts from its own line`() { #expect(parse("retry: 2\n").retry == 2) }

  @Test func `F-15 NUL is legal in data, comments and unknown names`() {
    #expect(parse("data:\0\n:\0\n\0:x\n\n").events == [Dispatched("\0")])
  }

  @Test func `D-01 an id counts at the blank line even without data`() {
    #expect(parse("id:7\n\n").lastEventID == "7")
    #expect(parse("id:7\n\ndata:x\n\n").events == [Dispatched("x", id: "7")])
  }

  @Test func `D-02 without data there is no event, and the type is forgotten`() {
    #expect(parse("event:a\n\ndata:x\n\n").events == [Dispatched("x")])
  }

  @Test func `V-02 what the standard ignores is counted`() {
    var parser = EventParser()
    var records: [Record] = []
    parser.push(Array("event: ping\n\n{\"error\": 1}\ndata : x\n\n: comment\n\nid: 1\n\ndata\n\n".utf8), into: &records)
    #expect(parser.ignored.lines == 2)
    #expect(text(parser.ignored.lastLine) == "data : x")
    #expect(parser.ignored.blocks == 3)
    parser.push([UInt8](repeating: 0x78, count: 5000) + [10], into: &records)
    #expect(parser.ignored.lastLine.count == 256)
  }

  @Test func `D-03 one trailing LF of the data is removed`() {
    #expect(parse("data\ndata\ndata\n\n").events == [Dispatched("\n\n")])
  }

  @Test func `D-04 D-06 the type lasts for one event`() {
    #expect(parse("event:a\ndata:1\n\ndata:2\n\n").events == [Dispatched("1", type: "a"), Dispatched("2")])
  }

  @Test func `D-05 the last event ID sticks`() {
    #expect(parse("id:1\ndata:a\n\ndata:b\n\n").events == [Dispatched("a", id: "1"), Dispatched("b", id: "1")])
  }

  @Test func `D-09 the end of the body drops the pending event and its id`() {
    #expect(parse("id:1\ndata:a\n\nid:2\ndata:b\n").lastEventID == "1")
    #expect(parse("data:b\n").events.isEmpty)
    #expect(parse("data:b").events.isEmpty)
  }

  @Test func `D-10 the id buffer is seeded on reconnection`() {
    let outcome = parse(connections: [[Array("id:1\ndata:a\n\nid:9\n".utf8)], [Array("data:b\n\n".utf8)]])
    #expect(outcome.events == [Dispatched("a", id: "1"), Dispatched("b", id: "1")])
    #expect(outcome.lastEventID == "1")
  }

  @Test func `D-12 reserved names are ordinary types`() {
    #expect(parse("event:error\ndata:1\n\nevent:open\ndata:2\n\n").events.map(\.type) == ["error", "open"])
  }
}
