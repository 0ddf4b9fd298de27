import ModelAnswers
import TestSupport
import Testing
import Text

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

  private func shown(_ changes: [AnswerChange], thinking: Bool = true) -> String {
    var plan = OutputPlan()
    plan.showsThinking = thinking
    var lines = OutputLines(plan, format: .answer, urls: ["h"], isTerminal: true, hasColours: false)
    for change in changes { lines.answer(change) }
    return String(decoding: lines.bytes, as: UTF8.self)
  }

  @Test("a terminal gets the same text, with no line end that is not there")
  func onTerminal() {
    let changes = [
      piece(.thinking, "h"), piece(.thinking, "m"), piece(.text, "Once"), piece(.text, " upon\n"), piece(.text, "a"),
      piece(.text, " time\r"), piece(.text, "\n."), call("t", "k", "{}"), piece(.text, "e"),
      .ended,
    ]
    #expect(
      shown(changes) == "<thinking>\nhm\n</thinking>\nOnce upon\na time\n.\n"
        + "{\"tool\":\"t\",\"id\":\"k\",\"arguments\":{}}\ne\n")
  }

  @Test("whatever a text, a name or an id holds, and however it is cut, nothing commands a terminal", arguments: 0..<60)
  func hostile(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var changes: [AnswerChange] = []
    var text = ""
    for _ in 0..<40 {
      let words = dice.hostileText(count: Int.random(in: 1...5, using: &dice))
      switch Int.random(in: 0..<6, using: &dice) {
      case 0: changes.append(call(words, words, words))
      case 1: changes.append(piece(.thinking, words))
      case 2: changes.append(.replaced(.text, Array(words.utf8)))
      default: changes.append(piece(.text, words))
      }
      text += words
    }
    for scalar in shown(changes + [.ended]).unicodeScalars where scalar != "\n" {
      #expect(![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory))
    }
    // A text in pieces is the text cleaned as a whole, but for syllables that a cut divides.
    var whole: [UInt8] = []
    var glued = RunningText(glyphs: .unicode)
    glued.append(Array(text.utf8), to: &whole)
    var pieces: [UInt8] = []
    var running = RunningText(glyphs: .unicode)
    for scalar in text.unicodeScalars { running.append(Array(String(scalar).utf8), to: &pieces) }
    let isDivided = text.unicodeScalars.contains { (0x1100...0x11FF).contains($0.value) }
    #expect(isDivided || pieces == whole)
  }

  @Test("another choice stands after its line")
  func choices() {
    #expect(text([piece(.text, "a"), .choice(1), piece(.text, "b"), .ended]) == "a\n--- choice 1 ---\nb\n")
  }
}
