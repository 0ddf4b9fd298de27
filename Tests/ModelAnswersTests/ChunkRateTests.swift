import Testing

@testable import ModelAnswers
@testable import StreamModel

/// How many chunks come now.
@Suite struct ChunkRateTests {
  @Test func `chunks count for two seconds`() {
    var rate = ChunkRate()
    #expect(rate.count(at: AnswerRun.moment(0)) == 0)
    for time in stride(from: 0, to: 3000, by: 50) { rate.add(at: AnswerRun.moment(time)) }
    #expect(rate.count(at: AnswerRun.moment(2950)) == 40)
    #expect(rate.count(at: AnswerRun.moment(3950)) == 20)
    #expect(rate.count(at: AnswerRun.moment(4950)) == 0)
    #expect(rate.count(at: AnswerRun.moment(400_000)) == 0)
    rate.add(at: AnswerRun.moment(400_000))
    #expect(rate.count(at: AnswerRun.moment(400_000)) == 1)
  }

  @Test func `the speed of now is told after half a second`() throws {
    var run = AnswerRun()
    run.begin()
    for number in 0..<60 {
      run.event(
        #"{"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"a"}}]}"#,
        at: 1000 + number * 50)
      let now = AnswerRun.moment(1000 + number * 50)
      let speed = run.answers[0].times.chunksPerSecond(at: now)
      #expect((speed == nil) == (number < 10))
      if let speed { #expect(abs(speed - 20) < 4) }
    }
  }
}
