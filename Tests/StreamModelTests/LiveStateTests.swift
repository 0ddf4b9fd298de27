import Testing

@testable import StreamModel

/// What a reader of the shared state may do while a report is taken in: all of it once ended the program.
@MainActor @Suite struct LiveStateTests {
  private static func live(_ bytes: String) -> (LiveState, Report) {
    var session = SourceSession()
    session.reconnect()
    session.begin(ResponseHead(status: 200, headers: [.init(name: "Content-Type", value: "text/event-stream")]))
    var start = 0
    let batch = session.receive(Array(bytes.utf8), from: &start, at: .start)
    return (LiveState(StreamState(urls: ["http://h/"])), .batch(batch))
  }

  @Test func `a reader sees what it was given, also through the one it is shared by`() {
    let (live, report) = Self.live("data: a\n\ndata: b\n\n")
    var counts: [Int] = []
    live.apply(report, source: 0) { state in
      counts = [state.events, live.state.events, live.state.log.positions.count - state.log.positions.count]
    }
    #expect(counts == [2, 2, 0])
    #expect(live.state.events == 2)
  }

  @Test func `what a reader has changed is changed when it has read`() {
    let (live, report) = Self.live("data: a\n\n")
    var before = 0
    var within = 0
    live.apply(report, source: 0) { state in
      before = state.log.positions.count
      live.tell(.found(code: "wire.bom", title: "x", remedy: nil, isError: false), source: 0, at: .start)
      live.programContinued(at: .start)
      within = live.state.log.positions.count
    }
    #expect(within == before && live.state.log.positions.count == before + 1)
    live.tell(.found(code: "wire.bom", title: "x", remedy: nil, isError: false), source: 0, at: .start)
    #expect(live.state.log.positions.count == before + 2)
  }
}
