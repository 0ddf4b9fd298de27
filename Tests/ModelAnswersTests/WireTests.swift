import ModelAnswers
import Testing

/// What vendors and their relatives send, beyond the smallest samples.
@Suite struct WireTests {
  @Test func `every file of a wire is read`() { #expect(Wire.all.count > 80) }

  @Test(arguments: Wire.all)
  func `a wire says what it means`(_ wire: Wire) {
    var run = AnswerRun(isLines: wire.isLines)
    run.body(wire.bytes)
    #expect(run.answers.last?.dialect == wire.dialect)
    #expect(run.answers.count == wire.meaning.answers)
    #expect(run.answers.dropLast().allSatisfy { "\($0.end)" == wire.meaning.before ?? "whole" })
    #expect(run.choices == wire.meaning.choices)
    #expect(run.usage == wire.meaning.usage)
    #expect(run.answers.last.map { "\($0.end)" } == wire.meaning.end)
    #expect(run.answers.last?.failure?.message == wire.meaning.failure)
    #expect((run.answers.last?.findings ?? []).map(\.code) == wire.meaning.findings)
  }

  @Test(arguments: Wire.all)
  func `read by the byte it is the same, and wherever it is cut no answer is whole that was not`(_ wire: Wire) {
    var (whole, run) = (AnswerRun(isLines: wire.isLines), AnswerRun(isLines: wire.isLines))
    whole.body(wire.bytes)
    run.begin()
    var wasWhole = false
    for byte in wire.bytes {
      run.push([byte])
      var cut = run
      cut.end()
      guard let answer = cut.answers.last else { continue }
      #expect((answer.end == .cut) == answer.findings.contains { $0.code == "llm.no-finish" })
      #expect(answer.end != .open)
      // Once its end has come, only a further answer opens it again.
      if cut.answers.count == whole.answers.count {
        if wasWhole { #expect(answer.end == .whole) }
        wasWhole = answer.end == .whole && run.answers.last?.end == .whole
      }
    }
    run.end()
    #expect(run.blocks == whole.blocks)
    #expect(run.answers == whole.answers)
  }
}
