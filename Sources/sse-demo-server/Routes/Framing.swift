import NIOCore

/// Streams by servers that write the lines of an event wrongly, so that clients get no events, or not those meant.
extension Series {
  /// The blank line that ends an event is written before the next one.
  static let oneBehind = Series(
    path: "/one-behind", summary: "each event's blank line comes with the next event: clients are always one behind",
    interval: 0.7
  ) { course, _ in
    { number in
      let event = Block.event(course.event(number, "event \(course.name(number))")).encoded()
      var bytes = ByteBuffer(string: "\n")
      bytes.writeBytes(event.readableBytesView.dropLast())
      return bytes
    }
  }
}

extension Cycle {
  /// All lines are one event that never ends.
  static let noBlankLine = Cycle(
    path: "/no-blank-line", summary: "lines of data without a blank line between them: no event ever ends",
    pieces: (1...10).map { ByteBuffer(string: "data: event \($0)\n") }, interval: 0.2)

  /// Only the first line of the JSON is data.
  static let pretty = Cycle(
    path: "/pretty", summary: "JSON printed on several lines, of which only the first has data: before it",
    pieces: [
      "data: {\n  \"order\": 1001,\n  \"status\": \"placed\",\n  \"items\": [\n    \"lamp\",\n    \"oil\"\n  ]\n}\n\n",
      "data: {\n  \"order\": 1001,\n  \"status\": \"paid\",\n  \"total\": 42.5\n}\n\n",
      "data: [\n  1001,\n  1002\n]\n\n",
    ].map { ByteBuffer(string: $0) })

  /// The characters backslash and n where line ends are meant, so that everything is one line.
  static let escapedLineEnds = Cycle(
    path: "/escaped",
    summary: #"\n as two characters where line ends belong: all is one line; ends after ?count=, 10 by default"#,
    pieces: (1...10).map { ByteBuffer(string: #"data: event \#($0)\n\n"#) }, count: 10)

  /// Names of fields that differ from the standard's by case or by a space, and so are ignored.
  static let misspelt = Cycle(
    path: "/misspelt", summary: "fields that are ignored, as their names differ by case or a space: Data, Id, EVENT",
    pieces: [
      "Data: a capital letter\n\n", " data: a space before the name\n\n", "data : a space before the colon\n\n",
      "Id: 4\ndata: without an id\n\n", "EVENT: order\ndata: without a type\n\n",
      "Retry: 100\ndata: without a reconnection time\n\n",
    ].map { ByteBuffer(string: $0) })
}
