import TestSupport
import Testing

@testable import StreamModel
@testable import Text

/// Properties of recordings: whatever came, what is read back is what was seen live.
struct RecordingTests {
  /// A time that is the same in the file as before it.
  private static func at(_ chunk: Int) -> Duration { .milliseconds(40 * chunk) }

  /// Records connections, each a list of chunks, that all end without a warning.
  static func record(
    _ connections: [[[UInt8]]], limit: Int = 16 << 20, end: Disconnection = .cut("")
  ) -> [UInt8] {
    var recorder = StreamRecorder(limit: limit)
    var file = StreamRecorder.heading(start: .seconds(1_700_000_000), source: "test", lastEventID: [], at: .zero)
    var count = 0
    for chunks in connections {
      file += recorder.opened(ResponseHead(status: 200), at: at(count))
      for chunk in chunks {
        count += 1
        file += recorder.receive(chunk, at: at(count))
      }
      count += 1
      file += recorder.ended(end, attempt: 1, wait: .seconds(3), at: at(count))
    }
    return file
  }

  /// What a recording holds: the connections, each a list of chunks.
  static func connections(in file: [UInt8], _ dice: inout SeededGenerator) -> [[[UInt8]]] {
    var reader = RecordingReader()
    var pieces: [RecordingReader.Piece] = []
    for chunk in dice.cut(file) { pieces += reader.push(chunk) }
    pieces += reader.finish()
    var connections: [[[UInt8]]] = []
    for piece in pieces {
      switch piece {
      case .bytes(let bytes):
        connections[connections.count - 1].append(bytes)
      case .mark(let mark): if case .open = mark.content { connections.append([]) }
      }
    }
    return connections
  }

  /// As `parse(connections:)`, but a byte order mark was dropped by the recorder.
  static func replay(_ connections: [[[UInt8]]]) -> Outcome { parse(connections: connections, isFirstLine: false) }

  @Test(arguments: UInt64(0)..<400)
  func `what is read back is what was seen live, any bytes, any cuts, any breaks`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let connections = (0..<Int.random(in: 1...4, using: &dice)).map { _ in dice.cut(dice.stream()) }
    let ends: [Disconnection] = [.cut(""), .ended, .finished("[DONE]"), .endOfFile("")]
    let file = Self.record(connections, end: ends[Int(seed % 4)])
    let replayed = Self.connections(in: file, &dice)
    #expect(Self.replay(replayed) == parse(connections: connections))
    let sent = connections.map { Array($0.joined()) }.map {
      $0.starts(with: [0xEF, 0xBB, 0xBF]) ? Array($0.dropFirst(3)) : $0
    }
    #expect(replayed.map { Array($0.joined()) } == sent)
  }

  @Test(arguments: UInt64(0)..<200)
  func `any parser reads the same events, and none that was not complete`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let connections = (0..<Int.random(in: 1...4, using: &dice)).map { _ in dice.cut(dice.stream()) }
    var live = parse(connections: connections)
    var plain = parse([Self.record(connections, end: seed.isMultiple(of: 2) ? .ended : .cut(""))])
    plain.comments = []
    live.comments = []
    // A reconnection time that an incomplete event sets is for our own reader alone.
    (plain.retry, live.retry) = (nil, nil)
    #expect(plain == live)
  }

  @Test(arguments: UInt64(0)..<100)
  func `recording a replay gives the same file again`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    // A byte order mark that is data looks like one again when its recording is recorded.
    let connections = (0..<Int.random(in: 1...3, using: &dice)).map { _ in
      dice.cut(Array("\n".utf8) + dice.stream())
    }
    let first = Self.record(connections)
    var recorder = StreamRecorder()
    var second: [UInt8] = StreamRecorder.heading(
      start: .seconds(1_700_000_000), source: "test", lastEventID: [], at: .zero)
    var reader = RecordingReader()
    var now = Duration.zero
    for piece in reader.push(first) + reader.finish() {
      switch piece {
      case .bytes(let bytes): second += recorder.receive(bytes, at: now)
      case .mark(let mark):
        now = mark.at
        switch mark.content {
        case .open: second += recorder.opened(ResponseHead(status: 200), at: now)
        case .end: second += recorder.ended(.cut(""), attempt: 1, wait: .seconds(3), at: now)
        default: break
        }
      }
    }
    #expect(text(second) == text(first))
  }

  @Test(arguments: UInt64(0)..<200)
  func `wherever a crash cuts the file, what is complete is read and nothing is added`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let connections = [dice.cut(dice.stream())]
    let whole = parse(connections: connections).events
    let file = Self.record(connections)
    let cut = Array(file.prefix(Int.random(in: 0...file.count, using: &dice)))
    #expect(whole.starts(with: parse([cut]).events))
  }

  @Test(arguments: UInt64(0)..<100)
  func `each write ends after a complete event or comment`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var recorder = StreamRecorder()
    var file = recorder.opened(nil, at: .zero)
    var parser = EventParser()
    var records: [Record] = []
    parser.push(file, into: &records)
    for (index, chunk) in dice.cut(dice.stream()).enumerated() {
      let written = recorder.receive(chunk, at: Self.at(index))
      file += written
      parser.push(written, into: &records)
      #expect(parser.pendingOffset == UInt64(file.count))
    }
  }

  @Test func `an event has the time of the chunk that completed it`() {
    var recorder = StreamRecorder()
    var file = recorder.opened(nil, at: .zero)
    file += recorder.receive(Array("data: a\nda".utf8), at: .seconds(1))
    file += recorder.receive(Array("ta: b\n\ndata".utf8), at: .seconds(2))
    file += recorder.receive(Array(": c\n\n".utf8), at: .seconds(3))
    #expect(
      text(file) == """
        : sse-top at=0.000 connection=1 open=0\u{20}
        : sse-top at=1.000 connection=1
        data: a
        data: b
        : sse-top at=2.000 connection=1

        data: c
        : sse-top at=3.000 connection=1


        """)
  }

  @Test func `an event that a connection left incomplete goes into marks`() {
    let file = Self.record([[Array("id: 1\ndata: a\r\ndata: b".utf8)], [Array("data: c\n\n".utf8)]])
    let lines = text(file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.contains(": sse-top at=0.080 line=data: a\r") || text(file).contains("line=data: a\r\n"))
    #expect(text(file).contains(": sse-top at=0.080 unfinished=data: b\n"))
    #expect(text(file).contains("end=18 attempt=1 wait=3.000 reason=the stream was cut short\n"))
    #expect(parse([file]).events == [Dispatched("c")])
  }

  @Test func `a stream cannot forge a mark`() {
    let stream = Array(": sse-top at=5.000 connection=7\ndata: a\n: sse-top at=6.000 end=1\n\n".utf8)
    var dice = SeededGenerator(seed: 1)
    let file = Self.record([stream.map { [$0] }])
    #expect(Self.connections(in: file, &dice).map { Array($0.joined()) } == [stream])
  }

  @Test(arguments: UInt64(0)..<100)
  func `memory is bounded, and an event that is too long to be held harms no other`(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let connections = (0..<3).map { _ in dice.cut(dice.stream()) + [Array("\n\ndata: end\n\n".utf8)] }
    let file = Self.record(connections, limit: 40)
    let limits = EventParser.Limits(line: 40, event: 40)
    #expect(
      parse([file], limits: limits).events.filter { $0.data == "end" }.count
        == parse(connections: connections, limits: limits).events.filter { $0.data == "end" }.count)
  }

  @Test func `a recording that begins in an event leaves out its rest`() {
    var recorder = StreamRecorder(isWithinEvent: true, isWithinLine: true, connection: 3)
    var file = recorder.opened(ResponseHead(status: 200), isNew: false, at: .zero)
    file += recorder.receive(Array("rest\ndata: b\n\ndata: c\n\n".utf8), at: .zero)
    #expect(text(file) == ": sse-top at=0.000 connection=3 open=200 HTTP/1.1\ndata: c\n\n")
    var other = StreamRecorder(isWithinEvent: true, connection: 1)
    #expect(text(other.receive(Array("\ndata: c\n\n".utf8), at: .zero)).hasSuffix("connection=1\ndata: c\n\n"))
  }

  @Test func `lines of JSON become events`() {
    var recorder = StreamRecorder()
    var file = recorder.opened(nil, at: .zero)
    file += recorder.receive(Array("{\"a\":1}\r\n\n{\"b\"".utf8), .lines, at: .zero)
    file += recorder.receive(Array(":2}\n{\"c\":3}".utf8), .lines, at: .zero)
    file += recorder.ended(.ended, attempt: 1, wait: nil, at: .zero)
    #expect(parse([file]).events == ["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"].map { Dispatched($0) })
  }

  @Test func `times of the calendar are written and read`() {
    for time in [Duration.zero, .milliseconds(1_795_237_200_123), .seconds(951_782_400), .seconds(253_402_300_799)] {
      #expect(UTCTime.time(UTCTime.text(time)) == time)
    }
    #expect(UTCTime.text(.milliseconds(1_795_237_200_123)) == "2026-11-21T05:00:00.123Z")
    for wrong in ["", "2026-11-21", "2026-13-01T00:00:00Z", "2026-11-21T05:00:00.Z", "1969-01-01T00:00:00Z"] {
      #expect(UTCTime.time(wrong) == nil)
    }
  }
}

extension SeededGenerator {
  /// A stream of likely and unlikely pieces.
  mutating func stream() -> [UInt8] {
    let words: [[UInt8]] =
      [
        "data: a", "data:b", "data", "data:", "event: x", "id: 1", "id", "id: \0", "retry: 5", ": c", ":", "foo: bar",
        "\n", "\n", "\n\n", "\r", "\r\n", "\r\n\r\n", "\r\r", " ", "…", ": sse-top at=1.000 connection=1\n",
        ": sse-top", "\n: sse-top at=", "\u{1e}", "data: {\"type\":\"x\"}\n\n", "event: ping\ndata: {}\n\n",
      ].map { Array($0.utf8) } + [[0xEF, 0xBB, 0xBF], [0xEF], [0xFF, 0x00], [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF]]
    var stream: [UInt8] = Int.random(in: 0..<4, using: &self) == 0 ? [0xEF, 0xBB, 0xBF] : []
    for _ in 0..<Int.random(in: 0...40, using: &self) { stream += words.randomElement(using: &self) ?? [] }
    return stream
  }

  /// The bytes in chunks, none empty.
  mutating func cut(_ bytes: [UInt8]) -> [[UInt8]] {
    var chunks: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let chunk = rest.prefix(Int.random(in: 1...(Bool.random(using: &self) ? 3 : 60), using: &self))
      chunks.append(Array(chunk))
      rest = rest.dropFirst(chunk.count)
    }
    return chunks
  }
}
