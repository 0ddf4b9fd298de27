import Testing

@testable import StreamModel

@Suite struct RateMeterTests {
  private func moment(_ milliseconds: Int) -> Moment { Moment(.milliseconds(milliseconds)) }

  @Test(arguments: [1, 10, 333, 1000]) func `a steady stream shows its rate`(perSecond: Int) {
    var meter = RateMeter()
    for number in 0..<(perSecond * 20) { meter.add(at: moment(number * 1000 / perSecond)) }
    let rate = meter.perSecond(at: moment(20_000))
    #expect(abs(rate - Double(perSecond)) <= max(Double(perSecond) * 0.06, 0.3))
  }

  @Test func `it forgets after five seconds, and starts without a jump`() {
    var meter = RateMeter()
    #expect(meter.perSecond(at: moment(0)) == 0)
    meter.add(100, at: moment(10_000))
    #expect(meter.perSecond(at: moment(10_001)) == 100)
    #expect(meter.perSecond(at: moment(12_000)) == 50)
    #expect(meter.perSecond(at: moment(16_000)) == 0)
    #expect(meter.perSecond(at: moment(1_000_000)) == 0)
  }
}

@Suite struct TypeTableTests {
  @discardableResult
  private func count(_ name: String, _ table: inout TypeTable) -> Int {
    var name = name
    return name.withUTF8 { table.count(UnsafeRawBufferPointer($0), bytes: 1, at: .start) }
  }

  @Test func `types keep the order in which they came`() {
    var table = TypeTable()
    for name in ["b", "", "a", "b", "message", "a"] { count(name, &table) }
    table.settle(at: .start)
    #expect(table.rows.map(\.name) == ["b", "message", "a"])
    #expect(table.rows.map(\.events) == [2, 2, 2])
  }

  @Test func `a stream that invents types without end is bounded`() {
    var table = TypeTable()
    for number in 0..<(TypeTable.limit * 2) { count("type \(number)", &table) }
    table.settle(at: .start)
    #expect(table.rows.count == TypeTable.limit + 1)
    #expect(table.rows.last?.name == TypeTable.overflowName)
    #expect(table.rows.last?.events == TypeTable.limit)
    for number in 0..<TypeTable.limit { #expect(count("type \(number)", &table) == number) }
    #expect(count(String(repeating: "x", count: 2000), &table) == TypeTable.limit)
  }
}

@Suite struct StreamStateTests {
  private let open = ConnectionMachine.State.open(since: .start)

  @Test func `counts are by type, by source and in all`() {
    var state = StreamState(urls: ["a", "b"])
    var first = Feeder()
    var second = Feeder(source: 1)
    first.feed("data: 1\n\n: beat\nevent: order\ndata: 23\n\n", to: &state)
    second.feed("event: order\ndata: 456\n\n", to: &state)
    #expect(state.events == 3)
    #expect(state.types.rows.map(\.name) == ["message", "order"])
    #expect(state.types.rows.map(\.events) == [1, 2])
    #expect(state.types.rows.map(\.bytes) == [1, 5])
    #expect(state.sources.map(\.events) == [2, 1])
    #expect(state.sources[0].comments == 1)
    #expect(state.sources[0].bytes == 39)
  }

  @Test func `notices tell a connection's story`() {
    var state = StreamState(urls: ["a"])
    func at(_ seconds: Int) -> Moment { Moment(.seconds(seconds)) }
    state.apply(.state(.connecting(attempt: 1), at: at(0)), source: 0)
    state.apply(.head(.eventStream), source: 0)
    state.apply(.state(.open(since: at(0)), at: at(0)), source: 0)
    state.apply(.state(.waiting(until: at(13), after: .ended), at: at(10)), source: 0)
    state.apply(.state(.connecting(attempt: 1), at: at(13)), source: 0)
    state.apply(.state(.waiting(until: at(19), after: .emptyReply), at: at(13)), source: 0)
    state.apply(.state(.connecting(attempt: 2), at: at(19)), source: 0)
    state.apply(.head(.eventStream), source: 0)
    state.apply(.state(.open(since: at(20)), at: at(20)), source: 0)
    #expect(
      state.history.map(\.change) == [
        .opened(.eventStream), .lost(.ended, attempt: 1, wait: .seconds(3)),
        .lost(.emptyReply, attempt: 1, wait: .seconds(6)),
        .reopened(after: .seconds(10), lastEventID: [], attempts: 2),
      ])
    #expect(state.sources[0].reconnects == 1)
    #expect(state.sources[0].drops.count == 1)
  }

  @Test(arguments: [(.closed, 0), (.status(204), 0), (.reset("it broke"), 1)] as [(Disconnection, Int)])
  func `an end that was wanted is no loss`(reason: Disconnection, losses: Int) {
    var state = StreamState(urls: ["a"])
    state.apply(.state(.connecting(attempt: 1), at: .start), source: 0)
    state.apply(.state(.open(since: .start), at: .start), source: 0)
    state.apply(.state(.closed(reason), at: .start), source: 0)
    #expect(state.sources[0].drops.count == losses)
  }

  @Test func `the notices are bounded, and the log's records of old ones are harmless`() {
    var state = StreamState(urls: ["a"])
    for _ in 0..<(StreamState.noticeLimit + 500) {
      state.apply(.state(.waiting(until: .start, after: .ended), at: .start), source: 0)
    }
    #expect(state.history.count == StreamState.noticeLimit)
    #expect(state.log.positions.count == StreamState.noticeLimit + 500)
  }

  @Test func `a copy stands still while the state goes on`() {
    var state = StreamState(urls: ["a"], byteLimit: 4000)
    var feeder = Feeder()
    for number in 0..<40 { feeder.feed("data: \(number)\n\n", to: &state) }
    let frozen = state
    let before = frozen.log.positions.map { text(frozen.log.data(frozen.log[$0])) }
    for number in 40..<400 { feeder.feed("data: \(number)\n\n", to: &state) }
    #expect(frozen.log.positions.map { text(frozen.log.data(frozen.log[$0])) } == before)
    #expect(frozen.events == 40)
    #expect(state.events == 400)
  }

  @Test @MainActor func `the model passes reports on`() {
    let model = LiveState(StreamState(urls: ["a"]))
    model.apply(.state(.connecting(attempt: 1), at: .start), source: 0)
    #expect(model.state.sources[0].connection == .connecting(attempt: 1))
  }
}

extension StreamState {
  /// The kept notices, oldest first.
  var history: [Notice] { log.positions.compactMap { notice(log[$0]) } }
}
