import ModelAnswers
import Testing

@testable import EventOutput

@Suite struct AnswerTextTests {
  private func text(_ changes: [AnswerChange], showsThinking: Bool = false) -> String {
    var writer = AnswerText(showsThinking: showsThinking)
    var output: [UInt8] = []
    for change in changes { writer.change(change, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  private func piece(_ kind: BlockKind, _ text: String) -> AnswerChange { .appended(kind, Array(text.utf8)) }
  private func call(_ name: String, _ id: String, _ arguments: String) -> AnswerChange {
    .called(name: name, id: id, arguments: Array(arguments.utf8))
  }

  @Test("text as it comes, thinking not, a newline at the end")
  func plain() {
    let changes = [piece(.thinking, "hm"), piece(.text, "Lo"), piece(.result, "x"), piece(.text, "w"), .ended]
    #expect(text(changes) == "Low\n")
    #expect(text(changes, showsThinking: true) == "<thinking>\nhm\n</thinking>\nLow\n")
    #expect(text([piece(.text, "Low\n"), .ended]) == "Low\n")
    #expect(text([.ended]).isEmpty)
  }

  @Test("a call is a line by itself: arguments as JSON where they are, in one line, else as a string")
  func calls() {
    #expect(
      text([piece(.text, "a"), call("t", "k", "{\n \"b\" : 1.50 }"), piece(.text, "c"), .ended])
        == "a\n{\"tool\":\"t\",\"id\":\"k\",\"arguments\":{\"b\":1.50}}\nc\n")
    #expect(text([call("t\n\"", "", "{\"a\"")]) == "{\"tool\":\"t\\n\\\"\",\"id\":null,\"arguments\":\"{\\\"a\\\"\"}\n")
  }

  @Test("another choice stands after its line")
  func choices() {
    #expect(text([piece(.text, "a"), .choice(1), piece(.text, "b"), .ended]) == "a\n--- choice 1 ---\nb\n")
  }
}
