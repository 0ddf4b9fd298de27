import ModelAnswers
import StreamModel
import Testing

@testable import EventOutput

@Suite struct RepetitionsTests {
  private func answer(first: Int, last: Int) -> AnswerNumbers? {
    var reader = AnswerReader()
    func event(_ data: String, at milliseconds: Int) {
      Array(data.utf8).withUnsafeBytes { data in
        reader.receive(
          type: UnsafeRawBufferPointer(start: nil, count: 0), data: data, at: Moment(.milliseconds(milliseconds)),
          position: 0)
      }
    }
    reader.begin(at: .start)
    for time in [first, last] { event(#"{"content":"a","stop":false}"#, at: time) }
    event(#"{"content":"","stop":true,"tokens_predicted":11}"#, at: last)
    return reader.all.last
  }

  @Test("the request is made as often as was asked, and the times are spread by rank")
  func spread() {
    var repetitions = Repetitions(rounds: 4)
    for number in 1...3 {
      repetitions.add(answer(first: 100 * number, last: 100 * number + 1000))
      #expect(repetitions.isOver && !repetitions.hasFailed)
      let isWanted = repetitions.next()
      #expect(isWanted && !repetitions.isOver)
    }
    repetitions.add(nil)
    let isWanted = repetitions.next()
    #expect(!isWanted && repetitions.hasFailed)
    #expect(
      repetitions.lines == [
        "4 requests, 1 without a whole answer",
        "                min     p50     p90     p99     max",
        "first token  100 ms  200 ms  300 ms  300 ms  300 ms",
        "last token    1.1 s   1.2 s   1.3 s   1.3 s   1.3 s",
        "tokens       10.0/s  10.0/s  10.0/s  10.0/s  10.0/s",
      ])
  }
}
