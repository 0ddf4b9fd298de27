import TestSupport
import Testing

@testable import StreamModel

/// What is measured of sources, by scripted reports.
@Suite struct MeteringTests {
  private func at(_ seconds: Double) -> Moment { Moment(.seconds(seconds)) }

  /// Connects and opens.
  private func open(_ state: inout StreamState, source: Int = 0, attempt: Int = 1, at seconds: Double) {
    state.apply(.state(.connecting(attempt: attempt), at: at(seconds)), source: source)
    state.apply(.head(.eventStream), source: source)
    state.apply(.state(.open(since: at(seconds + 0.5)), at: at(seconds + 0.5)), source: source)
  }

  private func wait(_ state: inout StreamState, source: Int = 0, _ reason: Disconnection, at seconds: Double) {
    state.apply(.state(.waiting(until: at(seconds + 3), after: reason), at: at(seconds)), source: source)
  }

  @Test func `attempts tell how each connection went`() {
    var state = StreamState(urls: ["a"], lastEventID: Array("7".utf8))
    var feeder = Feeder()
    open(&state, at: 0)
    feeder.feed(": hi\n\n", to: &state, at: at(1))
    feeder.feed("id: 8\ndata: x\n\ndata: y\n\n", to: &state, at: at(2))
    wait(&state, .ended, at: 10)
    state.apply(.state(.connecting(attempt: 1), at: at(13)), source: 0)
    wait(&state, .couldNotConnect("refused"), at: 14)
    state.apply(.state(.connecting(attempt: 2), at: at(17)), source: 0)
    state.apply(.head(ResponseHead(status: 401, version: "HTTP/2")), source: 0)
    state.apply(.state(.closed(.status(401)), at: at(18)), source: 0)
    let attempts = state.sources[0].attempts
    #expect(state.sources[0].attemptCount == 3)
    #expect(attempts.map(\.number) == [1, 1, 2])
    #expect(attempts.map(\.beganAt) == [at(0), at(13), at(17)])
    #expect(attempts.map(\.lastEventID) == ["7", "8", "8"].map { Array($0.utf8) })
    #expect(attempts.map(\.response?.status) == [200, nil, 401])
    #expect(attempts.map(\.openedAt) == [at(0.5), nil, nil])
    #expect(attempts.map(\.firstEventAt) == [at(2), nil, nil])
    #expect(attempts.map(\.events) == [2, 0, 0])
    #expect(attempts.map(\.bytes) == [30, 0, 0])
    #expect(attempts.map(\.end?.reason) == [.ended, .couldNotConnect("refused"), .status(401)])
    #expect(attempts.map(\.end?.at) == [at(10), at(14), at(18)])
  }

  @Test func `attempts and drops are bounded, and counted on`() {
    var state = StreamState(urls: ["a"])
    for number in 0..<1000 {
      open(&state, at: Double(number))
      wait(&state, .reset("\(number)"), at: Double(number) + 0.7)
    }
    let source = state.sources[0]
    #expect(source.attempts.count == Attempt.limit && source.attemptCount == 1000)
    #expect(source.drops.count == 1000 && source.drops.newest.count == DropLog.limit)
    #expect(source.drops.newest.last?.reason == .reset("999"))
    #expect(source.drops.causes.count == DropLog.causeLimit)
  }

  @Test func `an end keeps the beginning of its text, an attempt before the newest that of its id`() {
    var state = StreamState(urls: ["a"], lastEventID: Array(repeating: 0x69, count: 300))
    let long = String(repeating: "né", count: 100)
    let reasons: [Disconnection] = [
      .reset(long), .cut(long), .couldNotConnect(long), .surplus(long), .contentType(long), .other(code: 5, long),
      .ended, .emptyReply, .reset("short"),
    ]
    for (number, reason) in reasons.enumerated() {
      open(&state, at: Double(number))
      wait(&state, reason, at: Double(number) + 0.5)
    }
    let attempts = state.sources[0].attempts
    #expect(attempts.map(\.lastEventID.count) == [48, 48, 48, 48, 48, 48, 48, 48, 256])
    for (attempt, reason) in zip(attempts, reasons) {
      let (kept, whole) = (attempt.end?.reason.sentence ?? "", reason.sentence)
      #expect(kept == whole || kept.hasSuffix("…") && whole.hasPrefix(kept.dropLast()))
      #expect(kept.utf8.count <= Disconnection.detailLimit + 60)
      #expect(attempt.end?.reason.exitCode == reason.exitCode)
    }
    #expect(state.sources[0].drops.newest.map(\.reason) == attempts.map { $0.end?.reason })
  }

  @Test func `an attempt holds times to the microsecond`() {
    var dice = SeededGenerator(seed: 3)
    var attempt = Attempt(number: 1, beganAt: at(1), lastEventID: [])
    #expect(attempt.timings == ResponseHead.Timings() && attempt.openedAt == nil && attempt.excused == .zero)
    for _ in 0..<200 {
      func time() -> Duration? {
        let time = Duration.microseconds(Int.random(in: 0...1 << 31, using: &dice))
        return Bool.random(using: &dice) ? time : nil
      }
      let timings = ResponseHead.Timings(nameLookup: time(), connect: time(), handshake: time(), firstByte: time())
      attempt.timings = timings
      #expect(attempt.timings == timings)
    }
    #expect(MemoryLayout<Attempt>.stride <= 184)
  }

  @Test func `an outage is one drop, and what was meant is none`() {
    var state = StreamState(urls: ["a"])
    open(&state, at: 0)
    wait(&state, .ended, at: 1)
    for number in 1...5 {
      state.apply(.state(.connecting(attempt: number), at: at(4)), source: 0)
      wait(&state, .emptyReply, at: 5)
    }
    open(&state, attempt: 6, at: 10)
    #expect(state.sources[0].drops.count == 1)
    // Reconnect now.
    open(&state, at: 20)
    #expect(state.sources[0].drops.count == 1)
    #expect(state.sources[0].attempts.suffix(2).map(\.end?.reason) == [.closed, nil])
    wait(&state, .ended, at: 30)
    open(&state, at: 33)
    state.apply(.state(.closed(.finished("[DONE]")), at: at(34)), source: 0)
    #expect(state.sources[0].drops.newest.map(\.at) == [at(1), at(30)])
    #expect(state.sources[0].drops.causes.map(\.reason) == [.ended])
    #expect(state.sources[0].drops.causes.map(\.count) == [2])
    open(&state, at: 40)
    state.apply(.state(.closed(.reset("")), at: at(41)), source: 0)
    #expect(state.sources[0].drops.count == 3)
  }

  @Test func `gaps are those within a connection, by source and over all`() {
    var state = StreamState(urls: ["a", "b"])
    var first = Feeder()
    var second = Feeder(source: 1)
    open(&state, at: 0)
    open(&state, source: 1, at: 0)
    first.feed("data: 1\n\ndata: 2\n\n", to: &state, at: at(1))
    second.feed("data: 3\n\n", to: &state, at: at(2))
    first.feed("data: 4\n\n", to: &state, at: at(4))
    wait(&state, .ended, at: 5)
    wait(&state, source: 1, .ended, at: 5)
    open(&state, at: 8)
    first.feed("data: 5\n\n", to: &state, at: at(100))
    #expect(state.sources.map(\.gaps.count) == [2, 0])
    #expect(state.sources[0].gaps.longest == .seconds(3))
    #expect(state.gaps.count == 3)
    #expect(state.gaps.longest == .seconds(2))
    #expect(state.eventRate.peakPerSecond == 2)
    #expect(state.sources.map { $0.silences.longestSilence(at: at(100)) } == [.seconds(91.5), .seconds(3)])
    #expect(state.sources[1].silence(at: at(100)) == nil)
    #expect(state.sources[0].silence(at: at(120)).map { $0 == (.seconds(20), .quiet) } == true)
  }

  @Test func `an event that a connection's end cut is counted`() {
    var state = StreamState(urls: ["a"])
    var feeder = Feeder()
    for (text, cut) in [("data: 1\n\n", 0), ("data: 2\n", 1), ("", 1), ("dat", 2), (": comment\n\n", 2)] {
      open(&state, at: 0)
      feeder.parser.reconnect()
      if !text.isEmpty { feeder.feed(text, to: &state) }
      wait(&state, .ended, at: 1)
      #expect(state.sources[0].cut == cut, "\(text)")
    }
  }

  @Test func `an outage lasts from the loss to the next opening, over all tries that fail`() {
    var state = StreamState(urls: ["a", "b"])
    open(&state, at: 0)
    wait(&state, .ended, at: 10)
    #expect(state.sources.map(\.downSince) == [at(10), nil])
    state.apply(.state(.connecting(attempt: 1), at: at(13)), source: 0)
    wait(&state, .emptyReply, at: 14)
    #expect(state.sources[0].downSince == at(10))
    open(&state, attempt: 2, at: 17)
    #expect(state.sources[0].downSince == nil)
    #expect(state.history.last?.change == .reopened(after: .seconds(7.5), lastEventID: [], attempts: 2))
    // Reconnect now.
    open(&state, at: 20)
    #expect(state.history.last?.change == .reopened(after: .seconds(0.5), lastEventID: [], attempts: 1))
  }

  @Test func `what a connection's end cut is looked at once`() {
    var state = StreamState(urls: ["a"])
    var feeder = Feeder()
    open(&state, at: 0)
    feeder.feed("data: 1\n\ndata: 2\n", to: &state)
    #expect(state.sources[0].pendingOffset == 9)
    wait(&state, .ended, at: 1)
    #expect(state.sources[0].pendingOffset == 17)
    open(&state, at: 4)
    wait(&state, .ended, at: 5)
    #expect(state.sources[0].cut == 1)
  }

  @Test func `comments have a row of their own`() {
    var state = StreamState(urls: ["a", "b"], byteLimit: 4000)
    var first = Feeder()
    var second = Feeder(source: 1)
    first.feed(":one\n\n", to: &state, at: at(1))
    second.feed(":three\n:five\n\n", to: &state, at: at(2))
    #expect(state.comments.comments == 3 && state.comments.kept == 3)
    #expect(state.comments.bytes == 12)
    #expect(state.comments.firstSeen == at(1) && state.comments.lastSeen == at(2))
    #expect(state.comments.rate.peakPerSecond == 2)
    #expect(state.sources.map(\.comments) == [1, 2])
    for _ in 0..<1000 { first.feed(":x\n", to: &state, at: at(3)) }
    let kept = state.log.positions.count { state.log[$0].kind == .comment }
    #expect(state.comments.comments == 1003 && state.comments.kept == kept && kept < 4000 / 16)
  }
}
