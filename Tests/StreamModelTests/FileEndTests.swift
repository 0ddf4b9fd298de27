import TestSupport
import Testing

@testable import StreamModel

/// The end of a file, read from behind: the last events are those that reading all of it brings, with their times.
struct FileEndTests {
  /// An event as far as the end of a file can tell it.
  private struct Seen: Equatable, CustomStringConvertible {
    var data: String
    var type: String
    var id: String
    var at: Duration
    var description: String { "\(at) \(type) \(id): \(data)" }
  }

  private static func events(_ state: StreamState) -> [Seen] {
    state.log.positions.filter { state.log[$0].kind == .event }.map { position in
      let record = state.log[position]
      return Seen(
        data: text(state.log.data(record)), type: state.types.rows[Int(record.type)].name,
        id: text(state.log.id(record)), at: record.at.sinceStart)
    }
  }

  /// What reading all brings.
  private static func whole(_ file: [UInt8], format: BodyFormat? = nil) async -> [Seen] {
    let shown = await FileSourceTests.show([file], .init(format: format))
    return zip(shown.events, shown.times).map { Seen(data: $0.data, type: $0.type, id: $0.lastEventID, at: $1) }
  }

  private static func end(_ file: [UInt8], last: Int, format: BodyFormat? = nil) -> FileEnd? {
    let length = min(last, file.count)
    guard let form = FileEnd.Form(file, isWhole: true, format: format, start: nil, from: nil) else { return nil }
    return FileEnd(
      Array(file.suffix(length)), isWhole: length == file.count, form, playhead: FileSourceTests.Wall(),
      session: SourceSession())
  }

  private static func state(_ ends: FileEnd...) -> StreamState {
    StreamState(urls: ends.map { _ in "file" }, byteLimit: .max).ending(with: ends)
  }

  /// Whether events are the last ones of all: their IDs too, behind the first that has one.
  private static func areLast(_ end: [Seen], of whole: [Seen]) -> Bool {
    guard end.count <= whole.count else { return false }
    let last = whole.suffix(end.count)
    let known = end.firstIndex { !$0.id.isEmpty } ?? end.count
    return zip(end, last).enumerated().allSatisfy { index, pair in
      var (one, other) = pair
      if index < known { (one.id, other.id) = ("", "") }
      return one == other
    }
  }

  @Test(arguments: UInt64(0)..<100)
  func `the last events of a recording are those of all of it, wherever it is cut`(seed: UInt64) async {
    var dice = SeededGenerator(seed: seed)
    let connections = (0..<Int.random(in: 1...4, using: &dice)).map { _ in dice.cut(dice.stream()) }
    var file = RecordingTests.record(connections)
    // As a crash leaves it.
    if seed.isMultiple(of: 3) { file.removeLast(Int.random(in: 0..<file.count / 2 + 1, using: &dice)) }
    let whole = await Self.whole(file)
    let step = max(file.count / 40, 1)
    for last in stride(from: Int(seed) % step, to: file.count, by: step) + [file.count] {
      guard let end = Self.end(file, last: last) else { continue }
      let seen = Self.events(Self.state(end))
      #expect(Self.areLast(seen, of: whole), "the last \(last) of \(file.count) bytes: \(seen)\nof \(whole)")
      #expect(end.events == seen.count)
      if last == file.count { #expect(seen == whole) }
    }
  }

  @Test(arguments: UInt64(0)..<100)
  func `the last events of a plain stream are those of all of it, wherever it is cut`(seed: UInt64) async {
    var dice = SeededGenerator(seed: seed)
    let file = dice.stream()
    let whole = await Self.whole(file, format: .eventStream)
    let step = max(file.count / 60, 1)
    for last in stride(from: Int(seed) % step, to: file.count, by: step) {
      guard let end = Self.end(file, last: last, format: .eventStream) else { continue }
      #expect(Self.areLast(Self.events(Self.state(end)), of: whole), "the last \(last) of \(file.count) bytes")
    }
    #expect(Self.end(file, last: file.count, format: .eventStream).map { Self.events(Self.state($0)) } == whole)
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func `of the events that lie in the bytes, the first two at most are not found`(lineEnd: String) async {
    let events = (1...20).map { "id: \($0)\(lineEnd)data: é\($0)\(lineEnd)\(lineEnd)" }
    let file = Array(("\u{FEFF}" + events.joined()).utf8)
    for last in 0..<file.count {
      var (inside, bytes) = (0, 0)
      for event in events.reversed() {
        bytes += event.utf8.count
        if bytes <= last { inside += 1 }
      }
      let end = Self.end(file, last: last)
      #expect((max(inside - 2, 0)...inside).contains(end?.events ?? 0))
    }
  }

  @Test func `lines and sequences begin behind a whole text`() async {
    let lines = Array((0..<9).map { "{\"n\":\($0)}" }.joined(separator: "\n").utf8)
    let sequence = Array((0..<9).map { "\u{1E}{\"n\":\n\($0)}\n" }.joined().utf8)
    for file in [lines, sequence] {
      let whole = await Self.whole(file)
      for last in 0...file.count {
        guard let end = Self.end(file, last: last) else { continue }
        let seen = Self.events(Self.state(end))
        #expect(Self.areLast(seen, of: whole), "the last \(last) bytes: \(seen)")
        #expect(seen.count >= min(last / (file.count / 9 + 1) - 1, 9))
      }
    }
  }

  @Test func `an event that is longer than what is read, an empty file and nothing but the cut have no events`() {
    let long = Array("data: a\n\ndata: \(String(repeating: "x", count: 1000))\n\n".utf8)
    #expect(Self.end(long, last: 500)?.events == 0)
    #expect(Self.end(long, last: long.count)?.events == 2)
    #expect(Self.end(long, last: 0)?.events == 0)
    #expect(Self.end([], last: 0)?.events == 0)
    #expect(FileEnd.Form(Array("<html>".utf8), isWhole: true, format: nil, start: nil, from: nil) == nil)
  }

  @Test func `what looks like a mark and is the stream's own stays the stream's own`() async {
    let own = ": sse-top at=99.000 connection=7\ndata: own\n\n"
    let file = RecordingTests.record([(0..<6).map { _ in Array(own.utf8) }])
    let whole = await Self.whole(file)
    #expect(whole.count == 6)
    for last in 0...file.count {
      #expect(Self.areLast(Self.end(file, last: last).map { Self.events(Self.state($0)) } ?? [], of: whole))
    }
  }

  @Test func `before the first time that is known nothing is shown, and what a cut leaves out is not`() {
    let file = Array(
      ": sse-top at=1.000 connection=1\ndata: a\n\ndata: b\n\n: sse-top at=2.000 connection=1\ndata: c\n\n".utf8)
    let end = Self.end(file, last: file.count - 1)
    #expect(end.map { Self.events(Self.state($0)).map(\.data) } == ["c"])
    #expect(end?.now == Moment(.seconds(2)))
    let cut = FileEnd.Form(format: .eventStream, isRecording: true, from: Moment(.seconds(2)))
    let rest = FileEnd(file, isWhole: true, cut, playhead: FileSourceTests.Wall(), session: SourceSession())
    #expect(Self.events(Self.state(rest)).map(\.data) == ["c"])
  }

  @Test func `several are one by their times, from where none of them lacks any`() throws {
    func file(_ name: String, _ seconds: [Int]) -> [UInt8] {
      Array(seconds.map { ": sse-top at=\($0).000 connection=1\ndata: \(name)\($0)\n\n" }.joined().utf8)
    }
    let (one, other) = (file("a", [1, 3, 5, 7, 9]), file("b", [2, 3, 4, 6, 10]))
    let ends = try [#require(Self.end(one, last: one.count)), #require(Self.end(other, last: 100))]
    let state = Self.state(ends[0], ends[1])
    let seen = Self.events(state).map(\.data)
    // The file that is there from its beginning would be alone before the other's first.
    #expect(seen == ["a7", "a9", "b10"] || seen == ["b6", "a7", "a9", "b10"], "\(seen)")
    let all = try #require(Self.end(other, last: other.count))
    #expect(
      Self.events(Self.state(ends[0], all)).map(\.data)
        == ["a1", "b2", "a3", "b3", "b4", "a5", "b6", "a7", "a9", "b10"])
  }

  @Test func `types keep the numbers of what was counted, and nothing seems to be counted`() throws {
    var live = StreamState(urls: ["file"], byteLimit: .max)
    let counted = try #require(Self.end(Array("event: x\ndata: 1\n\nevent: y\ndata: 2\n\n".utf8), last: .max))
    live = live.ending(with: [counted])
    let end = try #require(Self.end(Array("event: z\ndata: 3\n\nevent: y\ndata: 4\n\n".utf8), last: .max))
    let state = live.ending(with: [end])
    #expect(state.types.rows.map(\.name) == ["x", "y", "z"])
    #expect(state.types.rows.map(\.kept) == [0, 1, 1])
    #expect(state.lacksBeginning && state.log.positions.lowerBound == 1 << 40)
    #expect(state.log.positions.allSatisfy { state.log[$0].kind != .notice })
    let next = live.ending(with: [end], from: state.nextEndStart)
    #expect(next.log.positions.lowerBound >= state.log.positions.upperBound)
    #expect(Self.events(next) == Self.events(state))
  }
}
