import Testing

@testable import StreamModel

@Suite struct ReconnectionPolicyTests {
  private func machine(_ policy: ReconnectionPolicy) -> ConnectionMachine {
    ConnectionMachine(policy: policy, backoff: Backoff(jitter: \.upperBound))
  }

  private func head(_ status: Int, _ headers: [(String, String)] = []) -> ResponseHead {
    ResponseHead(status: status, headers: headers.map { .init(name: $0.0, value: $0.1) })
  }

  @Test func `no further try: the end is the end, and a failure is final`() {
    var ended = machine(ReconnectionPolicy(retryLimit: 0))
    #expect(ended.connect() == .connect)
    #expect(ended.responded(.eventStream, at: .start) == .read)
    #expect(ended.disconnected(.ended, at: .start) == .finish)
    #expect(ended.state == .closed(.ended))
    var failed = machine(ReconnectionPolicy(retryLimit: 0))
    #expect(failed.connect() == .connect)
    #expect(failed.disconnected(.couldNotConnect(""), at: .start) == .finish)
    #expect(failed.state == .closed(.couldNotConnect("")))
  }

  @Test func `so many further tries, counted anew after the stream was open`() {
    var machine = machine(ReconnectionPolicy(retryLimit: 2))
    func fail() -> Bool { machine.disconnected(.emptyReply, at: .start) != .finish }
    #expect(machine.connect() == .connect)
    for _ in 0..<2 {
      #expect(fail())
      #expect(machine.connect() == .connect)
    }
    #expect(machine.responded(.eventStream, at: .start) == .read)
    for _ in 0..<2 {
      #expect(fail())
      #expect(machine.connect() == .connect)
    }
    #expect(!fail())
    #expect(machine.state == .closed(.emptyReply))
  }

  @Test func `V-06 chosen statuses are tried again, not before Retry-After`() {
    var machine = machine(ReconnectionPolicy(retriedStatuses: StatusSet("5xx,429") ?? StatusSet()))
    #expect(machine.connect() == .connect)
    #expect(machine.responded(head(503), at: .start) == .wait(until: Moment(.seconds(3))))
    #expect(machine.connect() == .connect)
    #expect(machine.responded(head(429, [("retry-after", "20")]), at: .start) == .wait(until: Moment(.seconds(20))))
    #expect(machine.connect() == .connect)
    #expect(machine.responded(head(404), at: .start) == .finish)
    #expect(machine.state == .closed(.status(404)))
  }

  @Test(
    arguments: [
      ("0", 0), ("120", 120), ("99999999999999999999", 3600), ("-1", nil), ("1.5", nil), ("", nil),
      ("Sun, 06 Nov 1994 08:50:37 GMT", 60), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
      ("Thu, 01 Jan 2032 00:00:00 GMT", 3600),
      ("Sunday, 06-Nov-94 08:50:37 GMT", 60), ("Sun Nov  6 08:50:37 1994", 60), ("Sun Nov 06 08:50:37 1994", 60),
      ("Friday, 06-Nov-43 08:50:37 GMT", 3600), ("Monday, 06-Nov-44 08:50:37 GMT", 0),
      ("Sunday, 06-Nov-1994 08:50:37 GMT", nil), ("Sun, 06 Nov 94 08:50:37 GMT", nil),
      ("Sun, 06 Nov 1994 24:50:37 GMT", nil), ("Sun, 06 Nov 1994 08:50 GMT", nil),
      ("Sun, 06 Nov 99999 08:50:37 GMT", nil), ("Sun, 06 Nov 1994 08:50:37 PST", nil),
      ("06 Nov 1994 08:50:37 GMT", nil), ("Sun, 06 Non 1994 08:50:37 GMT", nil), ("soon", nil),
    ] as [(String, Int?)])
  func `Retry-After in seconds or as a date`(value: String, seconds: Int?) {
    let response = head(503, [("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("Retry-After", value)])
    #expect(RetryAfter.wait(response) == seconds.map { .seconds($0) })
  }

  @Test(arguments: ["Sun, 06 Nov 1994 08:50:37 GMT", "Sunday, 06-Nov-94 08:50:37 GMT", "Sun Nov  6 08:50:37 1994"])
  func `a date counts by one's own clock where the response has none that can be read`(date: String) {
    for dates in [[], [("Date", "yesterday")]] {
      var response = head(503, dates + [("Retry-After", date)])
      #expect(RetryAfter.wait(response) == nil)
      response.receivedAt = .seconds(784_111_777)
      #expect(RetryAfter.wait(response) == .seconds(60))
      response.receivedAt = .seconds(784_111_777 + 7200)
      #expect(RetryAfter.wait(response) == .zero)
    }
  }

  @Test(arguments: ["", "5x", "5xx,", "6xx", "0xx", "99", "600", "-500", "500-599", "abc"])
  func `these are no statuses`(text: String) { #expect(StatusSet(text) == nil) }

  @Test func `any type is read where the user insists`() {
    var machine = machine(ReconnectionPolicy(acceptsAnyType: true))
    #expect(machine.connect() == .connect)
    #expect(machine.responded(head(200, [("Content-Type", "application/json")]), at: .start) == .read)
  }
}

@Suite struct EndMarkTests {
  private func mark(_ text: String) -> EndMark? {
    var parser = EventParser()
    var records: [Record] = []
    parser.push(Array(text.utf8), into: &records)
    return parser.endMark
  }

  @Test(
    arguments: [
      ("data: [DONE]\n\n", .done), ("event: message_stop\ndata: {}\n\n", .messageStop),
      ("data: {}\nevent: complete\n\n", .complete),
      ("event: response.completed\ndata: {}\n\n", .responseCompleted), ("event: close\ndata: bye\n\n", .close),
      ("data: [DONE]\n\n: comment\n\n", .done), ("event: x\ndata: [DONE]\n\n", .done),
      ("data: [DONE]\nevent: x\n\n", .done),
      ("data: [DONE]\n\ndata: more\n\n", nil), ("data: [DONE]\ndata: more\n\n", nil), ("data: [DONE] \n\n", nil),
      ("data: more\ndata: [DONE]\n\n", nil), ("event: close\n\n", nil), ("event: close\nevent: x\ndata: y\n\n", nil),
      ("event: closed\ndata: y\n\n", nil), ("data: [DONE]\n", nil), ("", nil),
    ] as [(String, EndMark?)])
  func `V-10 an end mark is the last event`(text: String, expected: EndMark?) { #expect(mark(text) == expected) }

  @Test func `the next connection begins without one`() {
    var parser = EventParser()
    var records: [Record] = []
    parser.push(Array("data: [DONE]\n\n".utf8), into: &records)
    parser.reconnect()
    #expect(parser.endMark == nil)
  }
}
