import ModelAnswers
import StreamModel
import TestSupport
import Testing

/// Surrogate pairs whose halves come in two pieces.
@Suite struct SplitPairTests {
  private func escaped(_ units: some Sequence<UInt16>) -> String {
    units.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  private func chunk(_ member: String, _ units: some Sequence<UInt16>) -> String {
    #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"\#(member)":"\#(escaped(units))"}}]}"#
  }

  private func text(_ changes: [AnswerChange], _ kind: BlockKind) -> [UInt8] {
    changes.flatMap { change -> [UInt8] in
      if case .appended(kind, let text) = change { text } else { [] }
    }
  }

  @Test("two halves in two chunks are one character, counted once")
  func halves() throws {
    var run = AnswerRun(tellsChanges: true)
    run.begin()
    run.event(chunk("content", [0x61, 0xD83D]), at: 100)
    #expect(run.blocks == ["text  a"])
    run.event(chunk("content", [0xDE00, 0x62]), at: 200)
    #expect(run.blocks == ["text  a\u{1F600}b"])
    #expect(run.answers.first?.characters.text == 3)
    #expect(text(run.changes, .text) == Array("a\u{1F600}b".utf8))
  }

  @Test("a half that comes alone is a token, and its time that of the first")
  func firstHalf() {
    var run = AnswerRun()
    run.begin()
    run.event(chunk("content", [0xD83D]), at: 100)
    run.event(chunk("content", [0xDE00]), at: 200)
    #expect(run.answers.first?.times.firstToken == AnswerRun.moment(100))
    #expect(run.answers.first?.times.chunks == 2)
    #expect(run.blocks == ["text  \u{1F600}"])
  }

  @Test("a half that nothing came for is shown as what it is: no character")
  func lonely() {
    for end in [Disconnection.ended, .reset("gone")] {
      var run = AnswerRun(tellsChanges: true)
      run.begin()
      run.event(chunk("content", [0x61, 0xD83D]))
      run.end(end)
      #expect(run.blocks == ["text  a\u{FFFD}"])
      #expect(text(run.changes, .text) == Array("a\u{FFFD}".utf8))
    }
  }

  @Test("what only looks like a half is text")
  func looksLikeIt() {
    var run = AnswerRun()
    run.begin()
    // A backslash and five letters.
    run.event(#"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"a\\ud83d"}}]}"#)
    run.event(chunk("content", [0xDE00]))
    #expect(run.blocks == ["text  a\\ud83d\u{FFFD}"])
  }

  @Test("a text that is told whole has the character, too")
  func replaced() {
    var run = AnswerRun()
    run.begin()
    run.event(#"{"type":"response.created","sequence_number":0,"response":{"id":"r","model":"m"}}"#)
    run.event(
      #"{"type":"response.output_text.delta","sequence_number":1,"output_index":0,"content_index":0,"delta":"a\ud83d"}"#
    )
    run.event(
      #"{"type":"response.output_text.done","sequence_number":2,"output_index":0,"content_index":0,"text":"a\ud83d\ude00"}"#
    )
    #expect(run.blocks == ["text  a\u{1F600}"])
    #expect(run.current?.blocks.first?.isReplaced == false)
  }

  @Test("in arguments that come by their paths it is one character, too")
  func arguments() {
    func part(_ call: String) -> String {
      #"{"candidates":[{"index":0,"content":{"parts":[{"functionCall":\#(call)}]}}],"responseId":"r","modelVersion":"m"}"#
    }
    func piece(_ value: String, _ goesOn: Bool) -> String {
      let argument = #"{"jsonPath":"$.a","stringValue":"\#(value)","willContinue":\#(goesOn)}"#
      return part(#"{"partialArgs":[\#(argument)],"willContinue":true}"#)
    }
    var run = AnswerRun()
    run.begin()
    run.event(part(#"{"name":"f","willContinue":true}"#))
    run.event(piece(#"x\ud83d"#, true))
    run.event(piece(#"\ude00y"#, false))
    run.event(part("{}"))
    #expect(run.blocks == ["tool f {\"a\":\"x\u{1F600}y\"}"])
    #expect(run.current?.blocks.first?.isValidJSON == true)
  }

  @Test("however a text in UTF-16 is cut, and whatever halves are in it, it reads as the whole", arguments: 0..<60)
  func cutAnywhere(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var texts: [String: [UInt16]] = ["content": [], "reasoning": []]
    var run = AnswerRun(tellsChanges: true)
    run.begin()
    for _ in 0..<40 {
      let member = Bool.random(using: &dice) ? "content" : "reasoning"
      let units = (0..<Int.random(in: 1...4, using: &dice)).map { _ in
        [0x61, 0xE9, 0x6F22, 0xD83D, 0xD83D, 0xDE00, 0xDE00, 0xDBFF, 0xDC00].randomElement(using: &dice) ?? 0x61
      }
      texts[member, default: []] += units.map(UInt16.init)
      run.event(chunk(member, units.map(UInt16.init)))
    }
    run.end()
    for (member, kind) in [("content", BlockKind.text), ("reasoning", .thinking)] {
      let whole = String(decoding: texts[member] ?? [], as: UTF16.self)
      let block = run.current?.blocks.first { $0.kind == kind }
      #expect(String(decoding: block?.shownText ?? [], as: UTF8.self) == whole)
      #expect(text(run.changes, kind) == Array(whole.utf8))
      let count = kind == .text ? run.answers.first?.characters.text : run.answers.first?.characters.thinking
      #expect(count == whole.unicodeScalars.count)
    }
  }
}
