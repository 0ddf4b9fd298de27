import Testing

@testable import EventStream
@testable import StreamModel

@Suite struct EventWindowTests {
  /// What a client sees of these bytes when they come in these chunks.
  func events(_ chunks: [ArraySlice<UInt8>], resuming id: String = "") -> [EventStream.Event] {
    var session = SourceSession(parser: EventParser(lastEventID: Array(id.utf8)))
    var window = EventWindow(lastEventID: Array(id.utf8))
    var events: [EventStream.Event] = []
    for chunk in chunks {
      var start = 0
      let batch = session.receive(Array(chunk), from: &start, at: .start)
      guard let piece = window.add(batch) else { continue }
      for index in piece.records.indices where piece.records[index].kind == .event {
        events.append(EventStream.Event(piece: piece, index: index))
      }
    }
    return events
  }

  let stream = Array(
    """
    data: first

    : comment
    id: 7
    data

    id: 8

    event: add
    data: {"a":
    : inside
    data: 1}

    event:
    data: ü\u{0}
    id: 9
    retry: 10

    data: last

    id
    data: reset


    """.utf8)

  let expected = [
    EventStream.Event(data: "first", lastEventID: "resumed"), EventStream.Event(data: "", lastEventID: "7"),
    EventStream.Event(type: "add", data: "{\"a\":\n1}", lastEventID: "8"),
    EventStream.Event(data: "ü\u{0}", lastEventID: "9"), EventStream.Event(data: "last", lastEventID: "9"),
    EventStream.Event(data: "reset"),
  ]

  @Test func `events are the same however their bytes are cut`() {
    #expect(events([stream[...]], resuming: "resumed") == expected)
    #expect(events(stream.indices.map { stream[$0...$0] }, resuming: "resumed") == expected)
    for first in stream.indices {
      for second in stream[first...].indices {
        let chunks = [stream[..<first], stream[first..<second], stream[second...]].filter { !$0.isEmpty }
        let found = events(chunks, resuming: "resumed")
        guard found != expected else { continue }
        Issue.record("cut at \(first) and \(second): \(found)")
        return
      }
    }
  }

  @Test func `a detached event is the same with no more than its own bytes`() {
    for event in events([stream[...]], resuming: "resumed") {
      #expect(event.detached() == event)
      #expect(event.dataBytes == Array(event.data.utf8))
    }
  }
}
