import EventFilter
import Foundation
import ModelAnswers
import StreamModel
import TestSupport
import Testing

@testable import EventFiles
@testable import EventOutput
@testable import sse_top

/// What comes of reports, as a transcript: the lines in their order, and how the run ends.
@MainActor @Suite struct ReportProcessorTests {
  /// A run without a dashboard that writes to a file.
  @MainActor final class Run {
    let processor: ReportProcessor
    let doorbell = Doorbell()
    private let folder: TemporaryFolder
    private var parsers: [EventParser]
    private(set) var asked: [Int] = []

    init(
      sources: Int = 1, _ plan: OutputPlan = OutputPlan(showsStates: true), format: OutputFormat? = .ndjson,
      selection: Selection = Selection(), stopConditions: StopConditions = StopConditions(),
      answers: AnswerReaders? = nil, rounds: Int? = nil, writingTo path: String? = nil, eventLimit: Int = 96
    ) throws {
      folder = try TemporaryFolder()
      parsers = Array(repeating: EventParser(limits: .init(event: eventLimit)), count: sources)
      let urls = (0..<sources).map { "http://\($0)/" }
      let timeline = Timeline(.asRead, start: ContinuousClock().now, origin: .zero)
      processor = ReportProcessor(
        LiveState(StreamState(urls: urls)), selection, stopConditions, answers: answers, rounds: rounds)
      let output = try format.map { format in
        LineOutput(
          OutputLines(plan, format: format, urls: urls, isTerminal: false, hasColours: false),
          to: try OutputSink(path: path ?? folder.path("out")), timeline: timeline)
      }
      processor.begin(doorbell, timeline, output: output) { [unowned self] in asked.append($0) }
    }

    func receive(_ reports: Report..., source: Int = 0) { processor.receive([(reports, source)]) }

    /// What comes on a source's wire.
    func receive(_ stream: String, then reports: Report..., source: Int = 0) {
      processor.receive([([Reports.batch(stream, &parsers[source])] + reports, source)])
    }

    func open(source: Int = 0) { processor.receive([(Reports.opening(), source)]) }

    /// The lines so far, without times and findings.
    var lines: [String] {
      let text = String(decoding: (try? folder.contents("out")) ?? [], as: UTF8.self)
      return text.split(separator: "\n").map { String($0).replacing(#/"at":"[^"]*",/#, with: "") }.filter {
        !$0.contains(#""finding":"#)
      }
    }

    /// All that were counted.
    var events: Int { processor.model.state.events }
  }

  private static func condition(_ expression: String) throws -> StopConditions.Condition {
    StopConditions.Condition(expression: expression, filter: try EventFilter(expression))
  }

  /// A line of an event.
  private static func event(_ data: String) -> String { #"{"event":"message","id":"","data":"\#(data)"}"# }
  private static let beginning = [#"{"state":"connecting","attempt":1}"#, #"{"state":"open","status":200}"#]

  // MARK: In order

  @Test func `states and events are lines in the order of the reports`() throws {
    let run = try Run()
    run.open()
    run.receive(
      "data: 1\n\n", then: .state(.waiting(until: Moment(.seconds(4)), after: .reset("gone")), at: .start),
      .state(.connecting(attempt: 1), at: .start))
    run.receive("data: 2\n\n", then: Reports.closed(.couldNotConnect("refused")))
    #expect(
      run.lines == Self.beginning + [
        Self.event("1"),
        #"{"state":"waiting","reason":"the connection broke: gone","code":56,"status":200,"retry_ms":4000}"#,
        #"{"state":"connecting","attempt":1}"#, Self.event("2"),
        #"{"state":"closed","reason":"could not connect: refused","code":7}"#,
      ])
    #expect(run.processor.status == 7)
    #expect(run.doorbell.drain().contains(.end))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `however reports are gathered, the same is written`(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let stream = (0..<40).map { number in "\(number % 5 == 0 ? ": c\n\n" : "")data: \(number)\n\n" }.joined()
    var parser = EventParser()
    var reports = Reports.opening()
    var rest = stream[...]
    while !rest.isEmpty {
      let part = rest.prefix(Int.random(in: 1...30, using: &dice))
      reports.append(Reports.batch(String(part), &parser))
      rest = rest.dropFirst(part.count)
    }
    reports.append(Reports.closed(.ended))
    let whole = try Run(OutputPlan(showsComments: true, showsStates: true))
    whole.processor.receive([(reports, 0)])
    let single = try Run(OutputPlan(showsComments: true, showsStates: true))
    for report in reports { single.receive(report) }
    #expect(whole.lines == single.lines && whole.lines.count == 2 + 48 + 1)
    #expect(whole.processor.status == 0 && single.processor.status == 0)
  }

  @Test func `an event that was given up is told, and what follows is written`() throws {
    let run = try Run()
    run.open()
    run.receive("data: 1\n\ndata: \(String(repeating: "x", count: 200))\n\ndata: 2\n\n")
    #expect(run.lines == Self.beginning + [Self.event("1"), Self.event("2")])
  }

  @Test func `what a filter leaves out is no line, but counts as seen`() throws {
    let run = try Run(selection: Selection(filter: try EventFilter("yes")))
    run.open()
    run.receive("data: yes\n\ndata: no\n\n")
    #expect(run.lines == Self.beginning + [Self.event("yes")])
    #expect(run.processor.model.state.sources[0].events == 2)
  }

  // MARK: Ends

  @Test func `the last event that is wanted is the last line but the end of each source`() throws {
    let run = try Run(sources: 2, stopConditions: StopConditions(maxEvents: 2))
    run.open(source: 0)
    run.open(source: 1)
    run.receive("data: 1\n\n", source: 1)
    #expect(run.processor.status == nil)
    run.receive("data: 2\n\ndata: 3\n\n", source: 0)
    run.receive("data: 4\n\n", source: 1)
    let end = #""state":"closed","reason":"--max-events was reached","code":0}"#
    #expect(
      Array(run.lines.dropFirst(4)) == [
        #"{"url":"http://1/","event":"message","id":"","data":"1"}"#,
        #"{"url":"http://0/","event":"message","id":"","data":"2"}"#, #"{"url":"http://0/",\#(end)"#,
        #"{"url":"http://1/",\#(end)"#,
      ])
    // What comes after it is in the counts all the same.
    #expect(run.processor.status == 0 && run.events == 4)
  }

  @Test func `what was waited for is told, whatever the filters leave out`() throws {
    let conditions = StopConditions(until: try Self.condition("stop"))
    let run = try Run(selection: Selection(filter: try EventFilter("yes")), stopConditions: conditions)
    run.open()
    run.receive("data: no\n\ndata: yes\n\ndata: stop\n\ndata: yes\n\n")
    #expect(
      run.lines == Self.beginning + [
        Self.event("yes"), Self.event("stop"), #"{"state":"closed","reason":"--until was met","code":0}"#,
      ])
    #expect(run.processor.status == 0 && run.processor.complaints.isEmpty)
  }

  @Test func `a stream that ends before what was waited for has failed`() throws {
    let run = try Run(stopConditions: StopConditions(expected: [try Self.condition("one")]))
    run.open()
    run.receive("data: two\n\n", then: Reports.closed(.ended))
    #expect(run.processor.status == 1)
    #expect(run.processor.complaints == ["expected one: none of 1 event matched"])
  }

  @Test func `the first failure among the sources is the run's status, when all are closed`() throws {
    let run = try Run(sources: 3)
    run.receive(Reports.closed(.ended), source: 0)
    run.receive(Reports.closed(.timedOut("late")), source: 2)
    #expect(run.processor.status == nil)
    run.receive(Reports.closed(.couldNotConnect("refused")), source: 1)
    #expect(run.processor.status == 7)
  }

  @Test func `with a dashboard closed sources end nothing, and --max-events does`() throws {
    let run = try Run(format: nil, stopConditions: StopConditions(maxEvents: 1))
    run.receive(Reports.closed(.ended))
    #expect(run.processor.status == nil)
    run.receive("data: 1\n\n")
    #expect(run.processor.status == 0)
  }

  @Test func `the time that is over is a time-out, unless a stream was open or a condition decides`() throws {
    let unanswered = try Run()
    unanswered.receive(.state(.connecting(attempt: 1), at: .start))
    unanswered.processor.endTime(at: Moment(.seconds(3)))
    #expect(unanswered.processor.status == 28)
    #expect(
      unanswered.lines.last == #"{"state":"closed","reason":"the time of --max-time is over","code":28}"#)
    let open = try Run()
    open.open()
    open.processor.endTime(at: Moment(.seconds(3)))
    #expect(open.processor.status == 0)
    let waiting = try Run(stopConditions: StopConditions(until: try Self.condition("stop")))
    waiting.processor.endTime(at: Moment(.seconds(3)))
    #expect(waiting.processor.status == 1)
  }

  @Test func `the first end counts`() throws {
    let run = try Run()
    run.open()
    run.receive(Reports.closed(.couldNotConnect("refused")))
    run.processor.endTime(at: .start)
    run.processor.endWithoutReader()
    #expect(run.processor.status == 7)
  }

  // MARK: Alerts

  @Test func `an alert counts what filters leave out, and what comes after the end`() throws {
    let run = try Run(
      sources: 2, selection: Selection(filter: try EventFilter("no")), stopConditions: StopConditions(maxEvents: 1))
    run.open()
    run.receive("data: yes\n\n")
    run.processor.alert([try EventFilter("yes"), try EventFilter("yes 2")])
    run.receive("data: yes 1\n\ndata: no\n\n: yes\n\n", source: 1)
    run.receive("data: yes 2\n\n")
    #expect(run.processor.status == 0)
    #expect(run.processor.alerts.events == 2 && run.processor.alerts.counts.map(\.events) == [2, 1])
  }

  @Test func `a stop is told once, with the first match from then on`() throws {
    let run = try Run(format: nil)
    var stops: [(position: Int, expression: String, end: Int)] = []
    run.processor.stopped = { [unowned run] in
      stops.append(($0, $1.expression, run.processor.model.state.log.positions.upperBound))
    }
    run.open()
    run.receive("data: a\n\n")
    run.processor.stop(at: try EventFilter("a"))
    run.receive("data: b\n\n")
    #expect(stops.isEmpty)
    run.receive("data: c\n\ndata: a\n\ndata: a\n\n")
    run.receive("data: a\n\n")
    #expect(stops.count == 1 && stops[0] == (4, "a", 6))
    run.processor.stop(at: try EventFilter("z"))
    run.processor.stop(at: nil)
    run.receive("data: z\n\n")
    #expect(stops.count == 1)
  }

  // MARK: Outputs that fail

  @Test func `a full disk ends the run with curl's number, and nothing more is written`() throws {
    let run = try Run(writingTo: "/dev/full")
    run.open()
    #expect(run.processor.status == 23)
    run.receive("data: 1\n\n")
    #expect(run.processor.status == 23 && run.events == 1)
  }

  @Test func `what fails while reports come in order ends the run all the same`() throws {
    let run = try Run(writingTo: "/dev/full")
    run.open()
    // A sentence on standard error keeps its place, so what stands before it is written first.
    run.receive("data: 1\n\n", then: .state(.waiting(until: .start, after: .emptyReply), at: .start))
    run.receive("data: 2\n\n")
    #expect(run.processor.status == 23 && run.events == 2)
  }

  @Test func `without a reader the run ends well, unless a condition is unmet`() throws {
    for (conditions, status) in [
      (StopConditions(), 0), (StopConditions(until: try Self.condition("stop")), 1),
    ] as [(StopConditions, Int32)] {
      let run = try Run(stopConditions: conditions)
      run.open()
      let before = run.lines
      run.processor.endWithoutReader()
      run.receive("data: 1\n\n")
      #expect(run.processor.status == status && run.lines == before)
    }
  }

  // MARK: Answers of language models

  private static func answer(_ text: String, isWhole: Bool = true) -> String {
    let delta = #"data: {"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"#
    let end = #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
    return delta + "\n\n" + (isWhole ? end + "\n\ndata: [DONE]\n\n" : "")
  }

  @Test func `an answer is written as text, and one that is cut fails the run`() throws {
    for isWhole in [true, false] {
      let run = try Run(
        OutputPlan(), format: .answer, answers: AnswerReaders(DialectChoice(), sources: 1, tellsChanges: true))
      run.open()
      run.receive(Self.answer("Hello", isWhole: isWhole), then: Reports.closed(.ended))
      #expect(run.lines == ["Hello"] && run.processor.status == (isWhole ? 0 : 1))
    }
  }

  @Test(arguments: [
    AnswerWires.openAIChat, AnswerWires.openAIResponses, AnswerWires.anthropic, AnswerWires.gemini,
    AnswerWires.vercelUI, AnswerWires.a2a,
  ])
  func `wherever an answer is cut, the run fails unless its end has come`(wire: String) throws {
    let bytes = Array(wire.utf8)
    for count in Array(stride(from: 0, to: bytes.count, by: 41)) + [bytes.count] {
      let run = try Run(
        OutputPlan(), format: .answer, answers: AnswerReaders(DialectChoice(), sources: 1, tellsChanges: true),
        eventLimit: 1 << 20)
      run.open()
      run.receive(String(decoding: bytes.prefix(count), as: UTF8.self), then: Reports.closed(.ended))
      let isWhole = run.processor.modelAnswers.last?.end == .whole
      #expect(run.processor.status == (isWhole ? 0 : 1), "after \(count) bytes")
      #expect(count < bytes.count || isWhole)
    }
  }

  @Test func `the end of the time within an answer is a time-out, and ends its line`() throws {
    for (stream, status) in [
      (Self.answer("Hello"), 0), (Self.answer("Hello", isWhole: false), 28), (": nothing\n\n", 28),
    ] as [(String, Int32)] {
      let run = try Run(
        OutputPlan(), format: .answer, answers: AnswerReaders(DialectChoice(), sources: 1, tellsChanges: true))
      run.open()
      run.receive(stream)
      run.processor.endTime(at: .start)
      #expect(run.processor.status == status)
      #expect(run.lines == (stream.contains("Hello") ? ["Hello"] : []))
    }
  }

  @Test func `the end of the time fails the round that is not answered`() throws {
    let run = try Run(answers: AnswerReaders(DialectChoice(), sources: 1), rounds: 3)
    run.open()
    run.receive(Self.answer("Hello"), then: Reports.closed(.ended))
    #expect(run.asked.count == 1)
    run.processor.endTime(at: .start)
    #expect(run.processor.status == 28)
    #expect(run.processor.repetitions?.lines.first == "2 requests, 1 without a whole answer")
  }

  @Test func `a request is made again for each round, and one that fails ends that`() throws {
    for failsAt in [nil, 2] as [Int?] {
      let run = try Run(answers: AnswerReaders(DialectChoice(), sources: 1), rounds: 3)
      for round in 1...3 where run.processor.status == nil {
        run.processor.receive([(Reports.opening(at: .seconds(round)), 0)])
        run.receive(
          Self.answer("Hello"), then: Reports.closed(round == failsAt ? .reset("gone") : .ended, at: .seconds(round)))
        #expect(run.asked.count == (round == failsAt ? round - 1 : min(round, 2)))
      }
      #expect(run.processor.status == (failsAt == nil ? 0 : 56))
    }
  }
}
