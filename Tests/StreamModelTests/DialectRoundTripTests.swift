import TestSupport
import Testing

/// A recording of what servers really send is read back as it was seen, however it came and wherever it broke.
struct DialectRoundTripTests {
  /// Made up, in the shape of the servers they are named after.
  static let samples: [(name: String, stream: String)] = [
    ("chat completions", "data: {\"choices\":[{\"delta\":{\"content\":\"Salve\"}}]}\n\ndata: [DONE]\n\n"),
    (
      "responses",
      "event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0}\n\n"
        + "event: response.completed\ndata: {\"type\":\"response.completed\",\"sequence_number\":1}\n\n"
    ),
    (
      "messages",
      "event: ping\ndata: {\"type\": \"ping\"}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"
    ),
    ("CRLF", "data: {\"candidates\":[{\"index\":0}]}\r\n\r\ndata: {\"candidates\":[]}\r\n\r\n"),
    ("priming event", "id: s1-0\nretry: 3000\ndata:\n\nevent: message\nid: s1-1\ndata: {\"jsonrpc\":\"2.0\"}\n\n:\r\n"),
    ("topics as an ID", ":ok\n\nevent: message\nid: [{\"topic\":\"a\",\"offset\":-1}]\ndata: {\"type\":\"edit\"}\n\n"),
    ("comment without a blank line", ":)\nevent: update\ndata: {\"id\":\"1\"}\n\n:thump\nevent: delete\ndata: 1\n\n"),
    ("fields in any order", "id: urn:uuid:0-1\nevent: stock\nretry: 2000\ndata: <b>&amp;</b>\n\n"),
    ("status as a comment", ": hi\n\nid: 1700000000:0\ndata: hello\n\n:410: Gone\n"),
    ("one huge event", "event: put\ndata: {\"flags\":\"" + String(repeating: "x", count: 5000) + "\"}\n\n:\n"),
    ("no blank after the colon", "id:42\nevent:tick\nretry:3000\n:keep-alive\ndata:{\"n\":42}\ndata:more\n\n"),
    ("record separators", ":\r\ndata: {}\u{1E}\r\n\r\ndata: {\"type\":6}\u{1E}\r\n\r\n"),
    ("words for data", "data: ping\n\ndata: {\"event_type\":\"changed\"}\n\nevent: keepalive\ndata: undefined\n\n"),
    ("ID after data", "data: {\"seq\":\"5-g\"}\nid: 5-g\n\nevent: heartbeat\ndata: \n\n"),
    ("closing events", "retry: 1000\nevent: open\ndata: \"hello\"\n\nretry: 10\nevent: close\ndata: \"byebye\"\n\n"),
    ("events without data", "event: next\ndata: {}\n\nevent: complete\ndata:\n\nevent: nothing\n\n"),
    ("CR alone", "data: a\rdata: b\r\rid: 1\rdata: c\r\r"),
    ("a byte order mark", "\u{FEFF}data: a\n\n\u{FEFF}data: no field\n\ndata: \u{1B}[31mred\u{0}\n\n"),
    ("a recording", ": sse-top at=1.000 connection=1\ndata: a\n\n: sse-top at=2.000 end=0\ndata: b\n\n"),
  ]

  @Test(arguments: samples.indices)
  func `any cut of it, in one connection or broken off into two`(index: Int) {
    let bytes = Array(Self.samples[index].stream.utf8)
    var dice = SeededGenerator(seed: UInt64(index))
    // Every place of a short one, some of a long one.
    let step = max(bytes.count / 300, 1)
    for place in stride(from: 0, through: bytes.count, by: step) {
      let (first, second) = (Array(bytes[..<place]), Array(bytes[place...]))
      for connections in [[[first, second]], [[first], [bytes]], [dice.cut(first), dice.cut(second)]] {
        let sent = connections.map { $0.filter { !$0.isEmpty } }
        let replayed = RecordingTests.connections(in: RecordingTests.record(sent), &dice)
        #expect(RecordingTests.replay(replayed) == parse(connections: sent), "cut at \(place)")
      }
    }
  }

  @Test(arguments: samples.indices)
  func `shown from the file it is what was shown live`(index: Int) async {
    let stream = Self.samples[index].stream
    let file = RecordingTests.record([stream.utf8.map { [$0] }])
    let shown = await FileSourceTests.show([file])
    let live = parse(stream)
    #expect(shown.events == live.events && shown.comments == live.comments)
  }
}
