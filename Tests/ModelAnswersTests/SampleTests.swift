import ModelAnswers
import TestSupport
import Testing

@Suite struct SampleTests {
  @Test("a sample gives its blocks, its finish and its usage", arguments: Sample.all)
  func whole(_ sample: Sample) {
    var run = AnswerRun(isLines: sample.isLines)
    run.body(sample.wire.utf8)
    #expect(run.answers.count == 1)
    #expect(run.answers.first?.dialect == sample.dialect)
    #expect(run.blocks == sample.blocks)
    #expect(run.answers.first?.finish == sample.finish)
    let usage = run.answers.first?.usage
    #expect([usage?.input, usage?.cached, usage?.output, usage?.thinking] == sample.usage)
    #expect(run.answers.first?.end == .whole)
    #expect(!run.findings.contains { ["llm.error", "llm.no-finish", "llm.tool-json"].contains($0) })
  }

  @Test("a byte a read gives the same", arguments: Sample.all)
  func byteByByte(_ sample: Sample) {
    var (whole, pieces) = (AnswerRun(isLines: sample.isLines), AnswerRun(isLines: sample.isLines))
    whole.body(sample.wire.utf8)
    pieces.body(sample.wire.utf8, readsOf: 1)
    #expect(pieces.blocks == whole.blocks)
    #expect(pieces.answers == whole.answers)
  }

  @Test("in any three reads it is the same", arguments: Sample.all)
  func threeReads(_ sample: Sample) {
    let wire = Array(sample.wire.utf8)
    var whole = AnswerRun(isLines: sample.isLines)
    whole.body(wire)
    var dice = SeededGenerator(seed: UInt64(wire.count))
    for _ in 0..<150 {
      let cuts = [Int.random(in: 0...wire.count, using: &dice), Int.random(in: 0...wire.count, using: &dice)].sorted()
      var run = AnswerRun(isLines: sample.isLines)
      run.begin()
      for range in [0..<cuts[0], cuts[0]..<cuts[1], cuts[1]..<wire.count] { run.push(wire[range]) }
      run.end()
      #expect(run.blocks == whole.blocks, "cut at \(cuts)")
      #expect(run.answers == whole.answers, "cut at \(cuts)")
    }
  }

  @Test("cut twice over reconnects, each request is an answer of its own", arguments: Sample.all)
  func cutTwice(_ sample: Sample) {
    let wire = Array(sample.wire.utf8)
    var dice = SeededGenerator(seed: UInt64(wire.count))
    for _ in 0..<50 {
      let cuts = (0..<2).map { _ in Int.random(in: 0..<wire.count, using: &dice) }
      var run = AnswerRun(isLines: sample.isLines)
      for cut in cuts + [wire.count] { run.body(wire.prefix(cut)) }
      #expect(run.blocks == sample.blocks, "cut at \(cuts)")
      #expect(run.answers.last?.end == .whole && run.answers.last?.finish == sample.finish)
      for (answer, cut) in zip(run.answers.reversed().dropFirst(), cuts.reversed()) where run.answers.count == 3 {
        var alone = AnswerRun(isLines: sample.isLines)
        alone.body(wire.prefix(cut))
        #expect(answer.end == alone.answers.last?.end && answer.characters == alone.answers.last?.characters)
      }
    }
  }

  @Test("with CRLF for LF it is the same", arguments: Sample.all)
  func carriageReturns(_ sample: Sample) {
    var run = AnswerRun(isLines: sample.isLines)
    run.body(sample.wire.replacing("\n", with: "\r\n").utf8)
    #expect(run.blocks == sample.blocks)
    #expect(run.answers.first?.end == .whole)
  }

  @Test("cut anywhere before the end it is cut, and what came of it stays", arguments: Sample.all)
  func cut(_ sample: Sample) throws {
    let wire = Array(sample.wire.utf8)
    let end = sample.end.isEmpty ? -1 : try #require(wire.firstRange(of: Array(sample.end.utf8))).lowerBound
    for count in 0..<wire.count {
      var run = AnswerRun(isLines: sample.isLines)
      run.body(wire.prefix(count))
      guard let answer = run.answers.first else { continue }
      #expect(run.answers.count == 1)
      if count <= end {
        #expect(answer.end == .cut, "after \(count) bytes")
        #expect(run.findings.contains("llm.no-finish"))
      } else {
        #expect((answer.end == .cut) == run.findings.contains("llm.no-finish"))
        if sample.end.isEmpty { #expect(answer.end == .whole) }
      }
      for (block, whole) in zip(run.blocks, sample.blocks) { #expect(whole.hasPrefix(block)) }
    }
  }

  @Test("two samples on one body are two answers", arguments: Sample.all.filter { !$0.end.isEmpty })
  func twice(_ sample: Sample) {
    var run = AnswerRun(isLines: sample.isLines)
    run.body((sample.wire + sample.wire.replacing("\"c1\"", with: "\"c2\"")).utf8)
    // Without an id or an end of its own Gemini's next answer cannot be told from the first.
    guard sample.dialect != .gemini else { return }
    let again = [DialectName.a2a, .dify].contains(sample.dialect) ? run.answers.count : 2
    #expect(run.answers.count == again)
    #expect(run.answers.allSatisfy { $0.end == .whole })
    #expect(run.blocks == sample.blocks)
  }
}
