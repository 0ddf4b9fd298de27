import EventFilter
import StreamModel
import Testing

@testable import EventOutput

/// When a run ends by itself, and how.
@Suite struct StopConditionsTests {
  private static func condition(_ expression: String) throws -> StopConditions.Condition {
    StopConditions.Condition(expression: expression, filter: try EventFilter(expression))
  }

  private static func conditions(
    max: Int? = nil, until: String? = nil, expected: String...
  ) throws -> StopConditions {
    StopConditions(maxEvents: max, until: try until.map(condition), expected: try expected.map(condition))
  }

  /// How far a run is after events with this data, of which those that begin with `-` are not shown.
  private static func progress(_ conditions: StopConditions, after events: String...) -> StopProgress {
    var state = StreamState(urls: ["http://a/"])
    var parser = EventParser()
    var records: [Record] = []
    let bytes = Array(events.map { "data: \($0)\n\n" }.joined().utf8)
    parser.push(bytes, into: &records)
    state.apply(
      .batch(
        Batch(
          bytes: bytes, records: records, at: .start, pendingOffset: 0, lastEventID: [], reconnectionTime: .zero)),
      source: 0)
    var progress = StopProgress(conditions)
    for (event, position) in zip(events, state.log.positions) {
      progress.count(state.log[position], isShown: !event.hasPrefix("-"), in: state)
    }
    return progress
  }

  @Test func `without conditions no event ends a run`() throws {
    let progress = Self.progress(StopConditions(), after: "a", "b")
    #expect(!progress.isOver && progress.end == nil && !progress.hasEndings && !progress.hasConditions)
    #expect(progress.complaints.isEmpty && progress.judged(0) == 0 && progress.judged(7) == 7)
  }

  @Test func `--max-events counts what is shown, and decides no exit status`() throws {
    let conditions = try Self.conditions(max: 2)
    #expect(!Self.progress(conditions, after: "a", "-b", "-c").isOver)
    let progress = Self.progress(conditions, after: "a", "-b", "c")
    #expect(progress.end == "--max-events was reached" && progress.hasEndings && !progress.hasConditions)
    #expect(Self.progress(conditions).judged(0) == 0)
    #expect(try Self.progress(Self.conditions(max: 0)).isOver)
  }

  @Test func `--until is met by what is not shown too, and fails the run if it is not met`() throws {
    let conditions = try Self.conditions(until: "stop")
    let before = Self.progress(conditions, after: "a", "b")
    #expect(!before.isOver && before.judged(0) == 1)
    #expect(before.complaints == ["waited for stop: none of 2 events matched"])
    let progress = Self.progress(conditions, after: "a", "-stop")
    #expect(progress.end == "--until was met" && progress.isUntilMet && progress.judged(0) == 0)
  }

  @Test func `each --expect is to be met, by the same event or by others, and the last one ends the run`() throws {
    let conditions = try Self.conditions(expected: "one", "two")
    let nothing = Self.progress(conditions).complaints
    #expect(nothing == ["expected one: there was no event", "expected two: there was no event"])
    let half = Self.progress(conditions, after: "two")
    #expect(!half.isOver && half.judged(0) == 1 && half.complaints == ["expected one: none of 1 event matched"])
    #expect(Self.progress(conditions, after: "two", "x", "-one").end == "--expect was met")
    #expect(Self.progress(conditions, after: "one two").isOver)
  }

  @Test func `with --until too, that ends the run, and what was expected decides`() throws {
    let conditions = try Self.conditions(until: "stop", expected: "one")
    #expect(!Self.progress(conditions, after: "one").isOver)
    let unmet = Self.progress(conditions, after: "stop")
    #expect(unmet.end == "--until was met" && unmet.judged(0) == 1)
    #expect(Self.progress(conditions, after: "one", "stop").judged(0) == 0)
  }

  @Test func `--max-events ends a run whose conditions are unmet, which then fails`() throws {
    let progress = Self.progress(try Self.conditions(max: 1, until: "stop"), after: "a")
    #expect(progress.end == "--max-events was reached" && progress.judged(0) == 1)
  }

  @Test func `a failure's own status stays`() throws {
    let progress = Self.progress(try Self.conditions(until: "stop"), after: "a")
    for status in [Int32(7), 28, 130] { #expect(progress.judged(status) == status) }
  }
}
