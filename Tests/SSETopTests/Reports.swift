import StreamModel

/// Reports as sources make them.
enum Reports {
  static func batch(_ text: String, at time: Duration = .zero) -> Report {
    var parser = EventParser()
    return batch(text, at: time, &parser)
  }

  /// What comes next for a parser.
  static func batch(_ text: String, at time: Duration = .zero, _ parser: inout EventParser) -> Report {
    var records: [Record] = []
    parser.push(Array(text.utf8), into: &records)
    return .batch(
      Batch(
        bytes: Array(text.utf8), records: records, at: Moment(time), pendingOffset: parser.pendingOffset,
        lastEventID: parser.lastEventID, reconnectionTime: .seconds(3)))
  }

  /// A request, and a response that opens the stream.
  static func opening(at time: Duration = .zero, attempt: Int = 1) -> [Report] {
    let head = ResponseHead(status: 200, headers: [.init(name: "Content-Type", value: "text/event-stream")])
    return [
      .state(.connecting(attempt: attempt), at: Moment(time)), .head(head),
      .state(.open(since: Moment(time)), at: Moment(time)),
    ]
  }

  static func closed(_ reason: Disconnection, at time: Duration = .zero) -> Report {
    .state(.closed(reason), at: Moment(time))
  }
}
