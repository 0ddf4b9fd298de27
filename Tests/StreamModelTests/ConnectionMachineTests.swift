import Testing

@testable import StreamModel

/// Transcripts: input, action, input, action.
@Suite struct ConnectionMachineTests {
  private func moment(_ seconds: Int) -> Moment { Moment(.seconds(seconds)) }

  private func head(_ status: Int = 200, _ types: String...) -> ResponseHead {
    ResponseHead(status: status, headers: types.map { .init(name: "content-TYPE", value: $0) })
  }

  private func machine() -> ConnectionMachine { ConnectionMachine(backoff: Backoff(jitter: \.upperBound)) }

  @Test func `C-08 C-18 C-19 open, ended, open again`() {
    var machine = machine()
    #expect(machine.state == .idle)
    #expect(machine.connect() == .connect)
    #expect(machine.state == .connecting(attempt: 1))
    #expect(machine.responded(head(200, "text/event-stream"), at: moment(1)) == .read)
    #expect(machine.state == .open(since: moment(1)))
    #expect(machine.disconnected(.ended, at: moment(5)) == .wait(until: moment(8)))
    #expect(machine.state == .waiting(until: moment(8), after: .ended))
    #expect(machine.connect() == .connect)
    #expect(machine.state == .connecting(attempt: 1))
  }

  @Test func `C-16 a network error is tried again, later each time, and attempts count on`() {
    var machine = machine()
    #expect(machine.connect() == .connect)
    #expect(machine.disconnected(.couldNotConnect(""), at: moment(0)) == .wait(until: moment(3)))
    #expect(machine.connect() == .connect)
    #expect(machine.state == .connecting(attempt: 2))
    #expect(machine.disconnected(.couldNotConnect(""), at: moment(3)) == .wait(until: moment(9)))
  }

  @Test func `C-16 a futile try is the last`() {
    for reason: Disconnection in [
      .unsupportedScheme("ftp"), .malformedURL(""), .certificate(""), .tooManyRedirects(""),
    ] {
      var machine = machine()
      #expect(machine.connect() == .connect)
      #expect(machine.disconnected(reason, at: .start) == .finish)
      #expect(machine.state == .closed(reason))
    }
  }

  @Test(arguments: [204, 205, 206, 210, 299, 304, 400, 404, 410, 500, 502, 503])
  func `C-09 C-10 C-21 any status but 200 fails the connection`(status: Int) {
    var machine = machine()
    #expect(machine.connect() == .connect)
    #expect(machine.responded(head(status, "text/event-stream"), at: .start) == .finish)
    #expect(machine.state == .closed(.status(status)))
    #expect(machine.disconnected(.ended, at: .start) == .finish)
  }

  @Test(arguments: [
    "text/event-stream", "text/event-stream;", "text/event-stream;charset=windows-1252", "Text/Event-Stream",
    " text/event-stream ; x=\"a,b\"", "text/html, text/event-stream", "text/event-stream, */*",
    "text/event-stream, x bogus",
  ])
  func `C-11 these types are an event stream`(type: String) {
    var machine = machine()
    #expect(machine.connect() == .connect)
    #expect(machine.responded(head(200, type), at: .start) == .read)
  }

  @Test(arguments: [
    "x bogus", "text/x-bogus", "text/event-streams", "text /event-stream", "text/event-stream, text/html", "", "*/*",
    "application/json; a=text/event-stream",
  ])
  func `C-11 these are not`(type: String) {
    var machine = machine()
    #expect(machine.connect() == .connect)
    #expect(machine.responded(head(200, type), at: .start) == .finish)
    #expect(machine.state == .closed(.contentType(type)))
  }

  @Test func `C-11 several headers count like one, and none is none`() {
    var first = machine()
    #expect(first.connect() == .connect)
    #expect(first.responded(head(200, "text/html", "text/event-stream"), at: .start) == .read)
    var second = machine()
    #expect(second.connect() == .connect)
    #expect(second.responded(head(200), at: .start) == .finish)
    #expect(second.state == .closed(.contentType(nil)))
  }

  @Test func `C-20 the reconnection time outlives the connection`() {
    var machine = machine()
    #expect(machine.connect() == .connect)
    #expect(machine.responded(head(200, "text/event-stream"), at: .start) == .read)
    machine.setReconnectionTime(milliseconds: 5000)
    #expect(machine.disconnected(.ended, at: .start) == .wait(until: moment(5)))
    #expect(machine.connect() == .connect)
    #expect(machine.disconnected(.reset(""), at: moment(5)) == .wait(until: moment(10)))
  }

  @Test func `C-22 closed stays closed, until the user wants otherwise`() {
    var machine = machine()
    #expect(machine.connect() == .connect)
    #expect(machine.close(.closed) == .finish)
    #expect(machine.responded(head(200, "text/event-stream"), at: .start) == .finish)
    #expect(machine.disconnected(.ended, at: .start) == .finish)
    #expect(machine.state == .closed(.closed))
    #expect(machine.connect() == .connect)
    #expect(machine.state == .connecting(attempt: 1))
  }
}
