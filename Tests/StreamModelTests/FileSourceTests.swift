import Synchronization
import TestSupport
import Testing

@testable import StreamModel

/// What a file becomes as a source.
struct FileSourceTests {
  /// A timeline that waits for nothing, and remembers what it was asked to wait for.
  final class Wall: Playhead {
    private let reached = Mutex<[Moment]>([])
    var moments: [Moment] { reached.withLock(\.self) }
    var now: Moment { .start }
    var isPaced: Bool { true }
    func moment(at: Duration, since start: Duration?) -> Moment { Moment(at) }
    func reach(_ moment: Moment) async throws { reached.withLock { $0.append(moment) } }
    func end() {}
  }

  /// What is shown of a file.
  struct Shown: Equatable {
    var events: [Dispatched] = []
    var times: [Duration] = []
    var comments: [String] = []
    var notices: [String] = []
    var end: Disconnection?
    var bytes = 0
  }

  static func show(
    _ chunks: [[UInt8]], failing: Disconnection? = nil, _ options: FileSource.Options = .init(),
    playhead: Wall = Wall()
  ) async -> Shown {
    let rest = Mutex(Array(chunks.filter { !$0.isEmpty }.reversed()))
    let source = FileSource(
      AsyncThrowingStream {
        if let chunk = rest.withLock({ $0.popLast() }) { return chunk }
        if let failing { throw failing }
        return nil
      }, title: "file", playhead: playhead, options: options)
    let state = Mutex(StreamState(urls: ["file"], byteLimit: .max))
    await source.run { reports in
      state.withLock { state in for report in reports { state.apply(report, source: 0) } }
    }
    return shown(state.withLock(\.self))
  }

  private static func shown(_ state: StreamState) -> Shown {
    var shown = Shown()
    for position in state.log.positions {
      let record = state.log[position]
      switch record.kind {
      case .event:
        let type = state.types.rows[Int(record.type)].name
        shown.events.append(Dispatched(text(state.log.data(record)), type: type, id: text(state.log.id(record))))
        shown.times.append(record.at.sinceStart)
      case .comment: shown.comments.append(text(state.log.data(record)))
      case .notice: if let notice = state.notice(record) { shown.notices.append(String(describing: notice.change)) }
      case .overlong: break
      }
    }
    if case .closed(let reason) = state.sources[0].connection { shown.end = reason }
    shown.bytes = state.sources[0].bytes
    return shown
  }

  static func show(_ file: String, _ options: FileSource.Options = .init()) async -> Shown {
    await show([Array(file.utf8)], options)
  }

  @Test func `an event stream is shown to its end, and an event that is not complete is dropped`() async {
    let shown = await Self.show("\u{FEFF}: c\ndata: a\n\nevent: x\nid: 7\ndata: b\n\ndata: lost")
    #expect(shown.events == [Dispatched("a"), Dispatched("b", type: "x", id: "7")])
    #expect(shown.comments == [" c"])
    #expect(shown.end == .endOfFile(""))
  }

  @Test func `an empty file is an empty stream`() async {
    #expect(await Self.show("").end == .endOfFile(""))
    #expect(await Self.show("\n\n").end == .endOfFile(""))
  }

  @Test func `lines of JSON are events, the last without a line end too`() async {
    let shown = await Self.show("{\"a\":1}\r\n\n\u{1E}{\"b\":2}\n{\"c\":3}")
    #expect(shown.events == ["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"].map { Dispatched($0) })
    let forced = await Self.show("1\n[2]\ntext", .init(format: .lines))
    #expect(forced.events.map(\.data) == ["1", "[2]", "text"])
  }

  @Test(arguments: [
    ("<!DOCTYPE html>\n", "HTML"), ("<html lang=en>", "HTML"), ("<?xml version='1.0'?>\n", "XML"),
    ("{\n  \"a\": 1\n}\n", "JSON"), ("[1,\n2]", "JSON"), ("\u{0}\u{1}\u{2}", "binary"), ("BZh91", "bzip2"),
    ("HTTP/1.1 200 OK\r\n", "HTTP"), ("hello\nworld\n", "text"),
  ])
  func `what is no event stream is refused by name`(file: String, name: String) async {
    for chunks in [[Array(file.utf8)], file.utf8.map { [$0] }] {
      guard case .notEvents(let what)? = await Self.show(chunks).end else {
        Issue.record("\(file) is not refused")
        continue
      }
      #expect(what.contains(name))
    }
    let forced = await Self.show(file, .init(format: .eventStream))
    #expect(forced.end == .endOfFile(""))
  }

  @Test func `an unknown field before a known one is an event stream`() async {
    #expect(await Self.show("foo: bar\n\ndata: a\n\n").events == [Dispatched("a")])
  }

  @Test(arguments: ["a\u{0}b: c\n\ndata: d\n\n", "\u{1}\u{2}\r\rdata: d\n\n", "data: d\u{0}\n\n: \u{0}\n"])
  func `any character may stand in a line of an event stream, NUL too`(file: String) async {
    for chunks in [[Array(file.utf8)], file.utf8.map { [$0] }] {
      #expect(await Self.show(chunks).events.map { $0.data.first } == ["d"])
    }
  }

  @Test func `what cannot be read on is told after what came`() async {
    let shown = await Self.show([Array("data: a\n\n".utf8)], failing: .unreadable("it broke"))
    #expect(shown.events == [Dispatched("a")])
    #expect(shown.end == .unreadable("it broke"))
    #expect(shown.end?.exitCode == 26)
  }

  private static let recorded = """
    : sse-top at=0.000 start=2026-11-21T05:00:00.000Z
    : sse-top at=0.000 source=http://localhost/
    : sse-top at=0.100 connection=1 open=200 HTTP/1.1
    : sse-top at=1.000 connection=1
    : ours
    id: 1
    data: a

    : sse-top at=2.000 line=data: part
    : sse-top at=2.000 unfinished=data: pa
    : sse-top at=2.000 end=18 attempt=1 wait=3.000 reason=the stream was cut short
    : sse-top at=5.000 connection=2 open=200 HTTP/1.1
    : sse-top at=5.500 connection=2
    data: b

    : sse-top at=9.000 connection=2
    data: c


    """

  @Test func `a recording has its times, its connections, and no comments of the recorder's`() async {
    let playhead = Wall()
    let shown = await Self.show([Array(Self.recorded.utf8)], playhead: playhead)
    #expect(shown.events == [Dispatched("a", id: "1"), Dispatched("b", id: "1"), Dispatched("c", id: "1")])
    #expect(shown.times == [.seconds(1), .seconds(5.5), .seconds(9)])
    #expect(shown.comments == [" ours"])
    #expect(shown.notices.count == 4)
    #expect(shown.notices[1].contains("cut short") && shown.notices[2].contains("reopened"))
    #expect(playhead.moments.last == Moment(.seconds(9)))
    let plain = ": ours\nid: 1\ndata: a\n\ndata: part\ndata: padata: b\n\ndata: c\n\n"
    #expect(shown.bytes == plain.utf8.count)
  }

  @Test func `a cut shows what lies in it, with the ID that was set before`() async {
    let options = FileSource.Options(from: Moment(.seconds(5)), to: Moment(.seconds(9)))
    let shown = await Self.show(Self.recorded, options)
    #expect(shown.events == [Dispatched("b", id: "1")])
    #expect(shown.notices.count == 2)
    #expect(shown.comments.isEmpty)
    let later = await Self.show(Self.recorded, .init(from: Moment(.seconds(100))))
    #expect(later.events.isEmpty && later.end == .endOfFile(""))
    #expect(await Self.show("data: a\n\n", options).end?.exitCode == 26)
  }

  @Test(arguments: UInt64(0)..<100)
  func `however a recording is cut into chunks, it shows the same`(seed: UInt64) async {
    var dice = SeededGenerator(seed: seed)
    let connections = (0..<3).map { _ in dice.cut(dice.stream()) }
    let file = RecordingTests.record(connections)
    let whole = await Self.show([file])
    #expect(await Self.show(dice.cut(file)) == whole)
    #expect(whole.events == parse(connections: connections).events)
    #expect(whole.comments == parse(connections: connections).comments)
  }

  @Test func `files of a rotated recording, one behind the other, are one stream`() async {
    let next = """
      : sse-top at=9.500 start=2026-11-21T05:00:00.000Z
      : sse-top at=9.500 source=http://localhost/
      : sse-top at=9.500 connection=2 open=200 HTTP/1.1
      id: 1

      data: d


      """
    let one = await Self.show(Self.recorded)
    let both = await Self.show(Self.recorded + next)
    #expect(both.notices.dropLast() == one.notices.dropLast())
    #expect(both.events == one.events + [Dispatched("d", id: "1")] && both.times.last == .seconds(9.5))
    let alone = await Self.show(next)
    #expect(alone.events == [Dispatched("d", id: "1")])
    #expect(alone.notices.count == 2 && alone.notices[0].contains("HTTP/1.1"))
    // Another recording's connection of that number is another one.
    let other = await Self.show(Self.recorded + next.replacing("21T05", with: "21T06"))
    #expect(other.notices.count == one.notices.count + 1)
  }

  @Test func `an end that was final is told with the end of the file, and closes nothing before`() async {
    let end = ": sse-top at=3.000 end=0 attempt=1 reason=the server says so\n"
    let open = ": sse-top at=4.000 connection=2 open=200 HTTP/1.1\ndata: z\n\n"
    let shown = await Self.show(Self.recorded + end)
    #expect(shown.end == .endOfFile("the server says so"))
    let longer = await Self.show(Self.recorded + end + open)
    #expect(longer.end == .endOfFile("") && longer.events.last == Dispatched("z", id: "1"))
    #expect(!longer.notices.dropLast().contains { $0.contains("closed") })
  }

  @Test(arguments: UInt64(0)..<200)
  func `whatever a file says of its times, it is read to its end`(seed: UInt64) async {
    var dice = SeededGenerator(seed: seed)
    let words = [
      "999999999", "0", "12.5", "-1", "99999999999999999999", "x", " connection=", " end=", " open=200", " wait=", "\r",
      " attempt=9223372036854775807", " literal", " line=", " unfinished=", " start=9999-12-31T23:59:59Z", "\n",
      " reason=\u{1B}[2J", "data: a\n\n", ": sse-top at=", " source=",
    ]
    var file = ": sse-top at="
    for _ in 0..<60 { file += words.randomElement(using: &dice) ?? "" }
    guard case .endOfFile? = await Self.show(dice.cut(Array(file.utf8))).end else {
      Issue.record("\(file) is not read to its end")
      return
    }
  }
}
