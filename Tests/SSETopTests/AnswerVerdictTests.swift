import Diagnosing
import Findings
import ModelAnswers
import StreamModel
import Testing

@testable import sse_top

/// What the board of findings is told of answers.
@MainActor @Suite struct AnswerVerdictTests {
  private func chunk(_ delta: String, finish: String? = nil) -> String {
    let finish = finish.map { "\"\($0)\"" } ?? "null"
    return #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
  }

  /// A request for each answer.
  private func reader(_ answers: [[String]]) -> AnswerReader {
    var reader = AnswerReader()
    for answer in answers {
      reader.begin(at: .start)
      for data in answer {
        Array(data.utf8).withUnsafeBytes {
          reader.receive(type: UnsafeRawBufferPointer(start: nil, count: 0), data: $0, at: .start, position: 0)
        }
      }
      reader.close(.over)
    }
    return reader
  }

  private func verdicts(_ answers: [[String]]) -> [Verdict] { reader(answers).verdicts }

  @Test func `without an answer, and of a whole one, there is none`() {
    #expect(verdicts([]).isEmpty)
    #expect(verdicts([["{\"price\":1}", "{\"price\":2}"]]).isEmpty)
    #expect(verdicts([[chunk(#"{"content":"a"}"#, finish: "stop"), "[DONE]"]]).isEmpty)
  }

  @Test func `a finding is a verdict, with its code, its severity and how sure it is`() throws {
    let cut = try #require(verdicts([[chunk(#"{"content":"abc"}"#)]]).first)
    #expect(cut.code == .answerCut && cut.severity == .error && cut.certainty == .certain)
    #expect(cut.title == "3 characters came; the end did not")
    #expect(cut.evidence == ["3 characters of text, 0 of thinking, 0 of tool calls"])
    #expect(cut.count == 1 && cut.isNow)
    #expect(verdicts([[chunk(#"{"content":"a"}"#, finish: "length")]]).map(\.severity) == [.note])
    let failed = verdicts([[chunk(#"{"content":"a"}"#), #"{"error":{"message":"over\u001b quota","code":"x"}}"#]])
    #expect(failed.map(\.title) == ["the stream tells an error: over\u{1B} quota (x)"])
  }

  @Test func `each code is told once, as the newest answer tells it, and how often`() throws {
    let found = verdicts([
      [chunk(#"{"content":"a"}"#)], [chunk(#"{"content":"ab"}"#)], [chunk(#"{"content":"a"}"#, finish: "stop")],
    ])
    let cut = try #require(found.first)
    #expect(found.count == 1)
    #expect(cut.count == 2)
    #expect(cut.title.hasPrefix("2 characters"))
    #expect(!cut.isNow)
  }

  @Test func `every code of an answer is one of the table's`() {
    let answers = [
      [chunk(#"{"content":"a"}"#)], [#"{"error":"x"}"#], [chunk(#"{"content":"a"}"#, finish: "length")],
      [chunk(#"{"tool_calls":[{"index":0,"function":{"name":"t","arguments":"{"}}]}"#, finish: "stop")],
      (0..<5).map { _ in chunk(#"{"content":"a"}"#, finish: "stop") } + [
        #"{"object":"chat.completion.chunk","choices":[],"usage":{"completion_tokens":50}}"#, "[DONE]",
      ],
    ]
    let codes = answers.flatMap { verdicts([$0]).map(\.code.rawValue) }
    // Behind an answer that is written, all is said but how its tokens are batched.
    let sentences = answers.map { reader([$0]).all.flatMap(\.findings).compactMap(\.sentence) }
    #expect(sentences.map(\.count) == [1, 1, 1, 1, 0])
    #expect(codes == ["llm.no-finish", "llm.error", "llm.length", "llm.tool-json", "llm.batched"])
  }
}
