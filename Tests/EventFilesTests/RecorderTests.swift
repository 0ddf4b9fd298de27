import Foundation
import StreamModel
import Synchronization
import TestSupport
import Testing

@testable import EventFiles

/// Recordings on a disk: names, rotation, failures, and beginning in the middle.
struct RecorderTests {
  /// A source that brings what it is told.
  private struct Feed: ~Copyable {
    let recorder: Recorder
    let said = Said()
    private var parser = EventParser()
    private var time = 0

    final class Said: Sendable {
      private let lines = Mutex<[String]>([])
      var all: [String] { lines.withLock(\.self) }
      func append(_ line: String) { lines.withLock { $0.append(line) } }
    }

    init(sources: Int = 1) {
      let said = said
      recorder = Recorder(
        sources: (0..<sources).map { "source \($0)" }, eventLimit: 1 << 20,
        timeline: Timeline(.asRead, start: ContinuousClock().now, origin: .seconds(1_700_000_000))
      ) { said.append($0) }
    }

    mutating func bring(_ text: String, source: Int = 0) {
      var records: [Record] = []
      let bytes = Array(text.utf8)
      parser.push(bytes, into: &records)
      time += 1
      recorder.receive(
        .batch(
          Batch(
            bytes: bytes, records: records, at: Moment(.seconds(time)), pendingOffset: parser.pendingOffset,
            lastEventID: parser.lastEventID, reconnectionTime: .seconds(3))), source: source)
    }

    mutating func open(source: Int = 0) {
      recorder.receive(.state(.connecting(attempt: 1), at: Moment(.seconds(time))), source: source)
      recorder.receive(.head(ResponseHead(status: 200)), source: source)
      recorder.receive(.state(.open(since: Moment(.seconds(time))), at: Moment(.seconds(time))), source: source)
    }
  }

  private static func events(in bytes: [UInt8]) -> Int {
    var parser = EventParser()
    var records: [Record] = []
    parser.push(bytes, into: &records)
    return records.count { $0.kind == .event }
  }

  @Test func `what comes is in the file at once, without an end of the recording`() throws {
    let folder = try TemporaryFolder()
    var feed = Feed()
    try feed.recorder.start(folder.path("a.sse"))
    feed.open()
    feed.bring("data: a\n\ndata: par")
    let text = String(decoding: try folder.contents("a.sse"), as: UTF8.self)
    #expect(
      text == """
        : sse-top at=0.000 start=2023-11-14T22:13:20.000Z
        : sse-top at=0.000 source=source 0
        : sse-top at=0.000 connection=1 open=200 HTTP/1.1
        : sse-top at=1.000 connection=1
        data: a


        """)
    #expect(feed.recorder.status.bytes == text.utf8.count && feed.recorder.status.path == folder.path("a.sse"))
  }

  @Test func `events are counted that are in the file`() throws {
    let folder = try TemporaryFolder()
    var feed = Feed()
    feed.open()
    feed.bring("data: before\n\ndata: par")
    try feed.recorder.start(folder.path("a.sse"))
    #expect(feed.recorder.status.events == 0)
    feed.bring("tly before\n\ndata: 1\n\n:c\n\ndata: 2\n\ndata: half")
    #expect(feed.recorder.status.events == 2)
    feed.bring("\n\n")
    let text = String(decoding: try folder.contents("a.sse"), as: UTF8.self)
    #expect(feed.recorder.status.events == 3, "\(text)")
    feed.recorder.stop()
    #expect(Self.events(in: try folder.contents("a.sse")) == 3)
    try feed.recorder.start(folder.path("b.sse"))
    #expect(feed.recorder.status.events == 0)
  }

  @Test func `a file that exists is not written over`() throws {
    let folder = try TemporaryFolder()
    try folder.write([1, 2, 3], "a.sse")
    let feed = Feed(sources: 2)
    try folder.write([1, 2, 3], "a-2.sse")
    #expect(throws: RecordingFile.Failure.self) { try feed.recorder.start(folder.path("a.sse")) }
    #expect(try folder.contents("a-2.sse") == [1, 2, 3])
    #expect(feed.recorder.status.path == nil && feed.recorder.status.bytes == 0)
  }

  @Test func `rotation begins a file that stands for itself, and passes over names that are taken`() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], "a.2.sse")
    var feed = Feed()
    try feed.recorder.start(folder.path("a.sse"), rotation: 200)
    feed.open()
    for number in 0..<40 {
      feed.bring("\(number == 0 ? "id: 7\n" : "")data: \(number)\n\ndata")
      feed.bring(": x\n\n")
    }
    #expect(folder.names.count > 5 && folder.names.contains("a.3.sse"))
    var count = 0
    for name in folder.names where name != "a.2.sse" {
      let bytes = try folder.contents(name)
      #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(": sse-top at="))
      // Also which connection it is that goes on, before what comes over it.
      let marks = RecordingReader.heading(bytes).map(\.content)
      #expect(marks.dropFirst(2).first == .open(connection: 1, status: 200, version: "HTTP/1.1"), "\(name)")
      count += Self.events(in: bytes)
      var parser = EventParser()
      var records: [Record] = []
      parser.push(bytes, into: &records)
      #expect(parser.lastEventID == Array("7".utf8))
    }
    #expect(count == 80)
    #expect(try folder.contents("a.2.sse") == [1])
    #expect(feed.recorder.status.files.count == folder.names.count - 1)
  }

  @Test func `the names of its files are bounded, their number is not`() {
    var status = Recorder.Status()
    for number in 0..<20_000 { status.add(["\(number).sse"]) }
    #expect(status.files.count <= Recorder.Status.fileLimit * 5 / 4 && status.files.last == "19999.sse")
    #expect(status.files.count + status.earlierFiles == 20_000)
    #expect(status.files.first == "\(status.earlierFiles).sse")
  }

  @Test func `a file ends after the event that fills it, however many come at once`() throws {
    let folder = try TemporaryFolder()
    var feed = Feed()
    try feed.recorder.start(folder.path("a.sse"), rotation: 400)
    feed.open()
    // Ids that change, that are left out, and that an event without data sets.
    let events = (0..<100).map { number in
      (number % 3 == 0 ? "id: \(number)\n" : "") + "data: \(number)\n\n" + (number % 7 == 0 ? ":c\n\nid:e\n\n" : "")
    }
    feed.bring(events.joined() + "data: open")
    feed.bring("\n\n")
    feed.recorder.stop()
    let files = feed.recorder.status.files
    #expect(files.count > 3)
    var ids: [String] = []
    var lasts: [String] = []
    for file in files {
      let bytes = try folder.contents(URL(filePath: file).lastPathComponent)
      #expect(bytes.count < 400 + 60)
      if file != files.last { #expect(bytes.count >= 400) }
      var parser = EventParser()
      var records: [Record] = []
      parser.push(bytes, into: &records)
      for record in records where record.kind == .event {
        ids.append(String(decoding: bytes[Int(record.idOffset)...].prefix(Int(record.idLength)), as: UTF8.self))
        lasts.append(String(decoding: bytes[Int(record.offset)...].prefix(Int(record.length)), as: UTF8.self))
      }
    }
    // As one parser reads it without a recording in between.
    let whole = Array((events.joined() + "data: open\n\n").utf8)
    var parser = EventParser()
    var records: [Record] = []
    parser.push(whole, into: &records)
    let expected = records.filter { $0.kind == .event }.map { record in
      String(decoding: whole[Int(record.idOffset)...].prefix(Int(record.idLength)), as: UTF8.self)
    }
    #expect(ids == expected && lasts.count == 101)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `a file is no longer than its size and one event, however many come at once`(end: String) throws {
    let folder = try TemporaryFolder()
    var feed = Feed()
    try feed.recorder.start(folder.path("a.sse"), rotation: 1000)
    feed.open()
    let events = (0..<500).map { "\($0 % 3 == 0 ? "id: \($0)\(end)" : "")data: \($0)\(end)\(end)" }
    feed.bring(events.joined())
    feed.bring("id: half\(end)data")
    feed.bring(": x\(end)\(end)" + events.joined())
    feed.recorder.stop()
    #expect(folder.names.count > 10)
    var (count, lastID) = (0, [UInt8]())
    for number in 1...folder.names.count {
      let bytes = try folder.contents(number == 1 ? "a.sse" : "a.\(number).sse")
      #expect(bytes.count < 1200)
      var parser = EventParser()
      var records: [Record] = []
      parser.push(bytes, into: &records)
      let first = try #require(records.first { $0.kind == .event })
      // The file goes on with the last event ID of the one before.
      let id = Array(bytes[Int(first.idOffset)...].prefix(Int(first.idLength)))
      #expect(number == 1 || id == lastID || first.idOffset >= first.offset)
      lastID = parser.lastEventID
      count += records.count { $0.kind == .event }
    }
    #expect(count == 1001)
  }

  @Test func `a full disk is said at once and ends the recording alone`() throws {
    var feed = Feed()
    try feed.recorder.start("/dev/full")
    feed.open()
    feed.bring("data: a\n\n")
    #expect(feed.said.all == ["the recording has ended: /dev/full: No space left on device"])
    #expect(feed.recorder.status.failure == feed.said.all.first)
    #expect(feed.recorder.status.hasFailed && feed.recorder.status.path == nil)
    let folder = try TemporaryFolder()
    try feed.recorder.start(folder.path("b.sse"))
    #expect(feed.recorder.status.failure == nil && feed.recorder.status.hasFailed)
  }

  @Test func `a recording may begin and end at any time, and holds whole events`() throws {
    let folder = try TemporaryFolder()
    var feed = Feed()
    feed.open()
    feed.bring("id: 3\ndata: a\n\ndata: b")
    try feed.recorder.start(folder.path("one"))
    feed.bring("bb\n\ndata: c\n\n")
    feed.recorder.stop()
    feed.bring("data: d\n\n")
    try feed.recorder.start(folder.path("two"))
    feed.bring("data: e\n\ndata: f")
    feed.recorder.stop()
    let one = String(decoding: try folder.contents("one"), as: UTF8.self)
    #expect(one.contains("\nid: 3\n\n") && one.contains("data: c\n\n") && !one.contains("bb"))
    #expect(one.contains(" connection=1 open=200 HTTP/1.1\nid: 3\n\n"))
    let two = String(decoding: try folder.contents("two"), as: UTF8.self)
    #expect(two.contains("data: e\n\n") && two.contains("unfinished=data: f\n") && !two.contains("data: d"))
    #expect(feed.recorder.status.files.count == 2)
  }

  @Test func `each source has a file of its own`() throws {
    let folder = try TemporaryFolder()
    var feed = Feed(sources: 2)
    try feed.recorder.start(folder.path("x.y.sse"))
    feed.open(source: 1)
    feed.bring("data: a\n\n", source: 1)
    #expect(folder.names == ["x.y-1.sse", "x.y-2.sse"])
    #expect(Self.events(in: try folder.contents("x.y-2.sse")) == 1)
  }

  @Test(arguments: [
    ("a.sse", 1, 1, "a.sse"), ("a.sse", 1, 3, "a.3.sse"), ("d.x/a", 2, 1, "d.x/a-1"), (".hidden", 2, 2, ".hidden-1.2"),
    ("a%%.sse", 1, 1, "a%.sse"),
  ])
  func `names`(pattern: String, sources: Int, number: Int, path: String) {
    #expect(
      RecordingName(pattern: pattern, sources: sources).path(source: 0, number: number, at: .zero) == path)
  }

  @Test func `a name may hold the date`() {
    let name = RecordingName(pattern: "%Y.sse", sources: 1)
    #expect(name.path(source: 0, number: 1, at: .seconds(1_795_000_000)) == "2026.sse")
  }
}
