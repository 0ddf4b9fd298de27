import NIOCore
import Testing

@testable import sse_demo_server

/// The streams whose lines are written wrongly, each as its bytes and its writes.
struct FramingTests {
  /// The writes of a stream up to a time.
  private func writes(_ target: String, by time: TimeAmount) throws -> [String] {
    let stage = Stage()
    let client = try stage.get(target)
    let head = try client.head()
    stage.advance(by: time)
    let first = try ByteBuffer(string: head.rest).outOfChunks().map { String(buffer: $0) }
    return try first + client.chunks()
  }

  @Test func `One after: the blank line opens the write of the next event, each 0.7 seconds`() throws {
    let wanted = (1...5).map { "\nid: \($0)\ndata: event \($0)\n" }
    #expect(try writes("/one-behind", by: .milliseconds(2799)) == Array(wanted.dropLast()))
    #expect(try writes("/one-behind", by: .milliseconds(2800)) == wanted)
    #expect(
      try writes("/one-behind?count=2&interval=0.1&type=t&id=7", by: .seconds(1))
        == ["\nid: 7\nevent: t\ndata: event 7\n", "\nid: 8\nevent: t\ndata: event 8\n", ""])
  }

  @Test func `No blank line ever, a line each 0.2 seconds`() throws {
    let lines = try writes("/no-blank-line", by: .seconds(60))
    #expect(lines.count == 301)
    #expect(Array(lines.prefix(2)) == ["data: event 1\n", "data: event 2\n"])
    #expect(!lines.joined().contains("\n\n"))
    #expect(lines.joined().split(separator: "\n").allSatisfy { $0.hasPrefix("data: ") })
  }

  @Test func `Pretty JSON: the line after the first is at byte 8, and no line of it is a field`() throws {
    let events = try writes("/pretty", by: .seconds(10))
    #expect(events[0].hasPrefix("data: {\n  \""))
    #expect(events.count == 21 && events.allSatisfy { $0.hasSuffix("\n\n") })
    for event in events {
      let lines = event.split(separator: "\n")
      #expect(lines.count > 2 && ["data: {", "data: ["].contains(lines[0]))
      let names = lines.dropFirst().map { line in line.prefix { $0 != ":" }.filter { !$0.isWhitespace } }
      #expect(names.allSatisfy { !["data", "event", "id", "retry", ""].contains($0.lowercased()) })
    }
  }

  @Test func `Escaped line ends: not one real line end, and the body ends after ten`() throws {
    let pieces = try writes("/escaped", by: .seconds(10))
    #expect(pieces.count == 11 && pieces[10] == "")
    #expect(pieces[0] == #"data: event 1\n\n"#)
    #expect(!pieces.joined().contains { $0.isNewline })
    #expect(try writes("/escaped?count=2&interval=0.01", by: .seconds(1)).joined() == pieces.prefix(2).joined())
    #expect(try writes("/escaped?count=0", by: .seconds(10)).count == 21)
  }

  @Test func `Misspelt: each event has one name that differs from a field's by case or spaces alone`() throws {
    let events = try writes("/misspelt?count=6", by: .seconds(10)).dropLast()
    #expect(events.count == 6)
    let fields: Set = ["data", "event", "id", "retry"]
    for event in events {
      let names = event.split(separator: "\n").map { line in String(line.prefix { $0 != ":" }) }
      let wrong = names.filter { !fields.contains($0) }
      #expect(wrong.count == 1)
      #expect(wrong.allSatisfy { name in fields.contains(name.lowercased().filter { $0 != " " }) })
    }
    #expect(Array(events.prefix(3)).map { $0.prefix { $0 != ":" } } == ["Data", " data", "data "])
  }

  @Test(arguments: [
    ("/one-behind?interval=x", "interval"), ("/no-blank-line?count=x", "count"), ("/pretty?interval=0", "interval"),
    ("/escaped?count=-1", "count"), ("/misspelt?interval=3601", "interval"),
  ])
  func `A wrong option is named`(target: String, option: String) throws {
    let head = try Stage().get(target).head()
    #expect(head.status == "HTTP/1.1 400 Bad Request")
    #expect(head.rest.hasPrefix("The option \(option) must be ") && head.rest.hasSuffix(".\n"))
  }
}
