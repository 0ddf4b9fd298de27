import Synchronization
import TestSupport
import Testing

@testable import StreamModel

/// The driver, with a scripted network and a clock that jumps: the whole report is compared.
@Suite struct EventSourceTests {
  /// A report in few words.
  private static func words(_ report: Report) -> String {
    func seconds(_ moment: Moment) -> String { "\(Double(moment.nanoseconds) / 1e9)" }
    return switch report {
    case .head(let head): "head \(head.status)"
    case .unsentID(let why, _): "unsent: \(why)"
    case .progress(let progress, _): "progress: \(progress.lines)"
    case .refusal(let start): "refusal of \(start.count) B"
    case .batch(let batch):
      "\(batch.records.count) of \(batch.bytes.count) B id=\(text(batch.lastEventID)) at \(seconds(batch.at))"
    case .state(.idle, _): "idle"
    case .reached, .jumped, .caughtUp: "of a file"
    case .state(.connecting(let attempt), let now): "connecting \(attempt) at \(seconds(now))"
    case .state(.open, let now): "open at \(seconds(now))"
    case .state(.waiting(let until, let reason), _): "waiting until \(seconds(until)): \(reason.sentence)"
    case .state(.closed(let reason), _): "closed: \(reason.sentence)"
    }
  }

  /// Runs a script to its end; a `stop` is looked for in each report, and cancels.
  private func run(_ steps: [ScriptedTransport.Step], stop: String? = nil) async -> (
    report: [String], requests: [String]
  ) {
    let clock = JumpingClock()
    let transport = ScriptedTransport(clock, steps)
    let source = EventSource(transport, clock: clock, start: JumpingClock.start)
    let transcript = Transcript()
    let task = Task {
      var session = EventSource<JumpingClock>.Session(
        machine: ConnectionMachine(backoff: Backoff(jitter: \.upperBound)))
      await source.run(&session) { report in
        let words = Self.words(report)
        transcript.append(words)
        if words == stop { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    await task.value
    return (transcript.lines, transport.requests)
  }

  private let gone = ScriptedTransport.Step.respond(ResponseHead(status: 204), [])

  @Test func `a connection that is given up counts as lost, and is made again as after any loss`() async {
    let clock = JumpingClock()
    let stream = ScriptedTransport.Step.respond(.eventStream, ["id: 1\ndata: a\n\n"])
    let first = ScriptedTransport.Step.respond(
      .eventStream, ["id: 1\ndata: a\n\n", "data: b\n\n"], cancelling: 1)
    let transport = ScriptedTransport(clock, [first, stream, gone])
    let source = EventSource(transport, clock: clock, start: JumpingClock.start)
    let run = Task {
      var session = EventSource<JumpingClock>.Session()
      await source.run(&session) { _ in }
      return session
    }
    var session = await run.value
    let transcript = Transcript()
    await source.run(&session, after: .timedOut("silent")) { transcript.append(Self.words($0)) }
    #expect(transcript.lines.first?.hasPrefix("waiting until") == true)
    #expect(transcript.lines.dropFirst().first?.hasPrefix("connecting 1") == true)
    #expect(transport.requests == ["", "1", "1"])
    // Without a reconnect it is the end.
    session = EventSource<JumpingClock>.Session(machine: ConnectionMachine(policy: ReconnectionPolicy(retryLimit: 0)))
    #expect(session.machine.connect(after: .timedOut(""), at: .start) == .connect)
    _ = session.machine.responded(.eventStream, at: .start)
    #expect(session.machine.connect(after: .timedOut(""), at: .start) == .finish)
  }

  @Test func `a chunk of very many records comes in batches of a bounded number`() async {
    let chunk = String(repeating: ":\n", count: 1 << 20)
    let source = EventSource(
      ScriptedTransport(JumpingClock(), [.respond(.eventStream, [chunk]), gone]), clock: JumpingClock(),
      start: JumpingClock.start)
    let counts = Mutex<[(bytes: Int, records: Int)]>([])
    var session = EventSource<JumpingClock>.Session()
    await source.run(&session) { report in
      if case .batch(let batch) = report { counts.withLock { $0.append((batch.bytes.count, batch.records.count)) } }
    }
    let batches = counts.withLock(\.self)
    #expect(batches.allSatisfy { $0.records <= 1 << 17 })
    #expect(batches.reduce(0) { $0 + $1.records } == 1 << 20)
    #expect(batches.reduce(0) { $0 + $1.bytes } == 2 << 20)
  }

  @Test func `a body that has more than belongs to it gives all that does, and ends well`() async {
    let surplus = Disconnection.surplus("the gzip data has ended")
    let lines = ResponseHead(status: 200, headers: [.init(name: "Content-Type", value: "application/x-ndjson")])
    let outcome = await run([.respond(lines, ["{}\n{}"], then: surplus), gone])
    #expect(
      outcome.report.prefix(6) == [
        "connecting 1 at 0.0", "head 200", "open at 0.0", "1 of 5 B id= at 0.0", "1 of 0 B id= at 0.0",
        "waiting until 3.0: the gzip data has ended",
      ])
    let finished = await run([.respond(.eventStream, ["data: [DONE]\n\n"], then: surplus)])
    #expect(finished.report.last == "closed: the stream is finished ([DONE])")
  }

  @Test func `a stream, its end, a second connection that carries the id, and 204`() async {
    let outcome = await run([
      .respond(.eventStream, ["retry: 1500\nid: 7\n", "data: a\n\n", ": x\n"], every: .seconds(1)),
      .respond(.eventStream, ["data: b\n\n"], every: .seconds(1), then: .reset("by peer")), gone,
    ])
    #expect(
      outcome.report == [
        "connecting 1 at 0.0", "head 200", "open at 0.0",
        "0 of 18 B id= at 1.0", "1 of 9 B id=7 at 2.0", "1 of 4 B id=7 at 3.0",
        "waiting until 5.5: the server ended the stream", "connecting 1 at 5.5", "head 200", "open at 5.5",
        "1 of 9 B id=7 at 6.5", "waiting until 9.0: the connection broke: by peer",
        "connecting 1 at 9.0", "head 204", "closed: the server says there is no more to come (204 No Content)",
      ])
    #expect(outcome.requests == ["", "7", "7"])
  }

  @Test func `five attempts over fifteen seconds and more`() async {
    let outcome = await run([
      .fail(.couldNotConnect("refused")), .fail(.nameNotFound("")), .fail(.timedOut("")), .fail(.emptyReply), gone,
    ])
    #expect(
      outcome.report.filter { $0.hasPrefix("connecting") } == [
        "connecting 1 at 0.0", "connecting 2 at 3.0", "connecting 3 at 9.0", "connecting 4 at 21.0",
        "connecting 5 at 45.0",
      ])
  }

  @Test func `C-07 an id reset by the stream is not sent again`() async {
    let outcome = await run([
      .respond(.eventStream, ["id: 1\ndata: a\n\nid\ndata: b\n\n"]),
      .respond(.eventStream, ["id: 2\ndata: never dispatched"]),
      gone,
    ])
    #expect(outcome.requests == ["", "", ""])
  }

  @Test func `C-09 the body of a failed response is not parsed`() async {
    let outcome = await run([.respond(ResponseHead(status: 503), ["data: a\n\n"])])
    #expect(
      outcome.report == [
        "connecting 1 at 0.0", "head 503", "refusal of 9 B",
        "closed: the server responded with 503 Service Unavailable",
      ])
  }

  @Test func `C-17 C-22 a cancelled request says nothing more`() async {
    let outcome = await run([.hang], stop: "connecting 1 at 0.0")
    #expect(outcome.report == ["connecting 1 at 0.0"])
  }

  @Test func `D-11 nothing is delivered after closing`() async {
    let outcome = await run([.respond(.eventStream, ["data: a\n\n", "data: b\n\n"])], stop: "1 of 9 B id= at 0.0")
    #expect(outcome.report.last == "1 of 9 B id= at 0.0")
    #expect(outcome.report.filter { $0.hasPrefix("1 of") }.count == 1)
  }

  @Test func `C-23 closing cancels the wait`() async {
    let outcome = await run(
      [.fail(.emptyReply)], stop: "waiting until 3.0: the server closed the connection without a response")
    #expect(outcome.requests.count == 1)
  }

  @Test func `a cancellation between the network and the parser leaves log and parser in step`() async {
    let clock = JumpingClock()
    let chunks = ["event: order\ndata: 1\n\nevent: or", "der\ndata: 2\n\n", "event: order\ndata: 3\n\n"]
    let transport = ScriptedTransport(
      clock,
      [.respond(.eventStream, chunks, cancelling: 2), .respond(.eventStream, ["event: order\ndata: 4\n\n"]), gone])
    let source = EventSource(transport, clock: clock, start: JumpingClock.start)
    let model = await LiveState(StreamState(urls: ["a"]))
    var session = EventSource<JumpingClock>.Session()
    for _ in 0..<2 {
      session = await Task { [session] in
        var session = session
        await source.run(&session) { report in await model.apply(report, source: 0) }
        return session
      }.value
    }
    let types = await model.state.types.rows
    #expect(types.map(\.name) == ["order"])
    #expect(transport.requests.count == 3)
  }

  @Test func `a cancelled run can be taken up again, with its id and reconnection time`() async {
    let clock = JumpingClock()
    let transport = ScriptedTransport(
      clock, [.respond(.eventStream, ["retry: 9000\nid: 4\ndata: a\n\ndata: lost"]), .fail(.emptyReply)])
    let source = EventSource(transport, clock: clock, start: JumpingClock.start)
    let transcript = Transcript()
    var session = EventSource<JumpingClock>.Session()
    for _ in 0..<2 {
      session = await Task { [session] in
        var session = session
        await source.run(&session) { report in
          let words = Self.words(report)
          transcript.append(words)
          if words.hasPrefix("1 of") || words.hasPrefix("waiting") { withUnsafeCurrentTask { $0?.cancel() } }
        }
        return session
      }.value
    }
    #expect(transport.requests == ["", "4"])
    #expect(transcript.lines.last == "waiting until 9.0: the server closed the connection without a response")
  }
}

@Suite struct EventSourceEndTests {
  private func report(
    _ steps: [ScriptedTransport.Step], _ policy: ReconnectionPolicy = .init(), lastEventID: String = ""
  ) async -> (state: StreamState, requests: [String]) {
    let clock = JumpingClock()
    let transport = ScriptedTransport(clock, steps)
    let source = EventSource(transport, clock: clock, start: JumpingClock.start)
    let model = await LiveState(StreamState(urls: ["a"], lastEventID: Array(lastEventID.utf8)))
    var session = EventSource<JumpingClock>.Session(
      machine: ConnectionMachine(policy: policy), parser: EventParser(lastEventID: Array(lastEventID.utf8)))
    await source.run(&session) { report in await model.apply(report, source: 0) }
    return (await model.state, transport.requests)
  }

  @Test func `V-10 an end mark and the end of the body are no loss`() async {
    let outcome = await report([.respond(.eventStream, ["data: a\n\n", "data: [DONE]\n\n"])])
    #expect(outcome.state.sources[0].connection == .closed(.finished("[DONE]")))
    #expect(outcome.requests.count == 1)
  }

  @Test func `V-10 an end mark and a cut body are no loss either`() async {
    let outcome = await report([.respond(.eventStream, ["data: [DONE]\n\n"], then: .cut(""))])
    #expect(outcome.state.sources[0].connection == .closed(.finished("[DONE]")))
  }

  @Test func `an end mark and a broken connection are a loss`() async {
    let outcome = await report([
      .respond(.eventStream, ["data: [DONE]\n\n"], then: .reset("")), .respond(ResponseHead(status: 204), []),
    ])
    #expect(outcome.requests.count == 2)
  }

  @Test func `an ID longer than servers take is not sent, and that is told`() async {
    let long = String(repeating: "x", count: 8001)
    let outcome = await report([
      .respond(.eventStream, ["id: \(long.dropLast())\ndata: a\n\n"]),
      .respond(.eventStream, ["id: \(long)\ndata: b\n\n"]),
      .respond(.eventStream, ["id: 3\ndata: c\n\n"]), .respond(ResponseHead(status: 204), []),
    ])
    #expect(outcome.requests == ["", String(long.dropLast()), "", "3"])
    let told = outcome.state.history.filter { $0.change == .unsentID(.tooLong(bytes: 8001, limit: 8000)) }
    #expect(told.count == 1)
    #expect(outcome.state.sources[0].attempts.map { $0.lastEventID.count } == [0, 48, 0, 1])
  }

  @Test(arguments: [400, 431])
  func `a request that is refused with its ID is made again without it, once`(status: Int) async {
    let refusal = ScriptedTransport.Step.respond(ResponseHead(status: status), ["no"])
    let outcome = await report([
      .respond(.eventStream, ["id: 7\ndata: a\n\n"]), refusal, .respond(.eventStream, ["data: b\n\n"]),
      .respond(.eventStream, ["id: 8\ndata: c\n\n"]), refusal, refusal,
    ])
    #expect(outcome.requests == ["", "7", "", "", "8", ""])
    #expect(outcome.state.history.count { $0.change == .unsentID(.refused) } == 3)
    #expect(outcome.state.sources[0].connection == .closed(.status(status)))
  }

  @Test(arguments: [401, 404, 413, 500])
  func `C-09 other statuses fail the connection with an ID too`(status: Int) async {
    let outcome = await report([.respond(ResponseHead(status: status), [])], lastEventID: "7")
    #expect(outcome.requests == ["7"])
    #expect(outcome.state.sources[0].connection == .closed(.status(status)))
  }

  @Test func `an ID given at the start is dropped where the server refuses it, unless nothing is to be retried`() async
  {
    let steps = [
      ScriptedTransport.Step.respond(ResponseHead(status: 431), []), .respond(ResponseHead(status: 204), []),
    ]
    #expect(await report(steps, lastEventID: "7").requests == ["7", ""])
    #expect(await report(steps, ReconnectionPolicy(retryLimit: 0), lastEventID: "7").requests == ["7"])
  }

  @Test func `101 fails the connection, and its bytes are not looked at`() async {
    let outcome = await report([.respond(ResponseHead(status: 101), ["\u{81}"])])
    #expect(outcome.state.sources[0].connection == .closed(.status(101)))
    #expect(outcome.state.sources[0].refusal.isEmpty)
    #expect(Disconnection.status(101).exitCode == 22)
  }

  @Test func `the start of a refusal's body is kept`() async {
    let body = String(repeating: "x", count: 3000)
    let outcome = await report([.respond(ResponseHead(status: 500), [body, body, body])])
    #expect(outcome.state.sources[0].refusal.count == 4096)
    #expect(outcome.state.sources[0].connection == .closed(.status(500)))
  }

  @Test func `a start ID is sent, and is the ID of events until the stream sets one`() async {
    let outcome = await report(
      [.respond(.eventStream, ["data: a\n\nid: 8\ndata: b\n\n"])], ReconnectionPolicy(retryLimit: 0), lastEventID: "41…"
    )
    #expect(outcome.requests == ["41…"])
    let events = outcome.state.log.positions.map { outcome.state.log[$0] }.filter { $0.kind == .event }
    #expect(events.map { text(outcome.state.log.id($0)) } == ["41…", "8"])
  }
}
