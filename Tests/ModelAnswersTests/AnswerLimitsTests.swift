import ModelAnswers
import TestSupport
import Testing
import Text

@Suite struct AnswerLimitsTests {
  private func chunk(_ delta: String) -> String {
    #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":\#(delta)}]}"#
  }

  @Test("of a long answer the middle is left out, and counted")
  func longText() throws {
    var run = AnswerRun()
    run.begin()
    let word = String(repeating: "é", count: 5000)
    for _ in 0..<300 { run.event(chunk(#"{"content":"\#(word)"}"#)) }
    run.event(chunk(#"{"content":"the end"}"#))
    let text = try #require(run.current?.blocks.first?.text)
    #expect(text.head.count + text.tail.count <= 1 << 20)
    #expect(text.count == 300 * 10_000 + 7)
    #expect(text.omitted > 0)
    #expect(String(validating: text.tail, as: UTF8.self)?.hasSuffix("the end") == true)
    #expect(String(validating: text.head, as: UTF8.self) != nil)
    #expect(run.answers.first?.characters.text == 300 * 5000 + 7)
  }

  @Test("of a text that comes in one piece the beginning and the end are kept")
  func longPiece() throws {
    var run = AnswerRun()
    run.begin()
    run.event(chunk(#"{"content":"a\#(String(repeating: "é", count: 1 << 20))z"}"#))
    let text = try #require(run.current?.blocks.first?.text)
    #expect(text.head.count + text.tail.count <= 1 << 20)
    #expect(text.head.count > 700 << 10 && text.omitted > 0 && text.count == 2 + 2 << 20)
    #expect(String(validating: text.head, as: UTF8.self)?.hasPrefix("aé") == true)
    #expect(String(validating: text.tail, as: UTF8.self)?.hasSuffix("éz") == true)
  }

  @Test("what a call holds if no piece follows is bounded with the rest", arguments: [1, 5000, 3 << 20])
  func longPreset(count: Int) throws {
    let value = String(repeating: "x", count: count)
    for (piece, expected) in [("", #"{"a":"\#(value)"}"#), (#"{\"b\":1}"#, #"{"b":1}"#)] {
      var run = AnswerRun()
      run.begin()
      run.event(#"{"type":"message_start","message":{"id":"m","model":"m"}}"#)
      run.event(
        #"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"tide","input":{"a":"\#(value)"}}}"#
      )
      run.event(
        #"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"\#(piece)"}}"#)
      run.event(#"{"type":"content_block_stop","index":0}"#)
      let block = try #require(run.current?.blocks.first)
      #expect(block.text.head.count + block.text.tail.count <= 1 << 20)
      #expect(block.text.count == expected.utf8.count)
      if block.text.omitted == 0 { #expect(String(decoding: block.shownText, as: UTF8.self) == expected) }
      #expect(block.isValidJSON == (block.text.omitted == 0 ? true : nil))
      #expect(run.findings.isEmpty)
    }
  }

  @Test("a reason to finish is a word, not a text")
  func longReason() throws {
    var run = AnswerRun()
    run.begin()
    let reason = String(repeating: "stop ", count: 1000)
    run.event(
      #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"\#(reason)"}]}"#
    )
    #expect(try #require(run.answers.first?.finish).utf8.count <= 128)
  }

  @Test("of many blocks 64 are kept, of many pieces 65,536")
  func manyBlocks() throws {
    var run = AnswerRun()
    run.begin()
    for number in 0..<200 {
      run.event(chunk(#"{"tool_calls":[{"index":\#(number),"function":{"name":"t","arguments":"{}"}}]}"#))
    }
    let answer = try #require(run.current)
    #expect(answer.blocks.count == 64)
    #expect(answer.omittedBlocks == 136)
    #expect(answer.blocks.first?.number == 0)
    #expect(answer.blocks.last?.number == 199)
  }

  @Test("any JSON makes no block, and any bytes are survived, by every dialect")
  func anything() {
    var dice = SeededGenerator(seed: 16)
    for dialect in DialectName.allCases {
      var run = AnswerRun(DialectChoice(name: dialect), tellsChanges: true)
      var free = AnswerRun()
      run.begin()
      free.begin()
      for _ in 0..<200 {
        let data = dice.json(depth: 4)
        run.event(data)
        free.event(data)
        run.push(dice.hostileBytes(count: 20))
      }
      run.end()
      #expect(free.blocks.isEmpty)
      #expect((run.current?.blocks.count ?? 0) <= 64)
    }
  }

  @Test("counts beyond reason are numbers still")
  func hugeCounts() throws {
    for count in ["9223372036854775807", "1e300", "99999999999999999999999999"] {
      var run = AnswerRun()
      run.begin()
      for number in 0..<6 { run.event(chunk(#"{"content":"\#(number)"}"#)) }
      run.event(
        #"{"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":\#(count),"completion_tokens":\#(count)}}"#
      )
      run.event("[DONE]")
      run.end()
      #expect(run.usage["output"] == 1_000_000_000_000)
      #expect(run.findings == ["llm.batched"])
      #expect(run.answers.first?.interTokenLatency == nil)
    }
    var run = AnswerRun()
    run.begin()
    run.event(
      #"{"type":"message_start","message":{"usage":{"input_tokens":9e18,"cache_read_input_tokens":9e18,"cache_creation_input_tokens":9e18}}}"#
    )
    #expect(run.answers.first?.usage.allInput == 3_000_000_000_000)
  }

  @Test("a source is told once, and 64 are kept")
  func sources() throws {
    var run = AnswerRun()
    run.begin()
    for number in 0..<100 {
      for title in ["", "Tides"] {
        run.event(
          chunk(
            #"{"annotations":[{"type":"url_citation","url_citation":{"url":"http://a/\#(number)","title":"\#(title)"}}]}"#
          ))
      }
    }
    let answer = try #require(run.current)
    #expect(answer.numbers.sources == 64)
    #expect(answer.sources.count == 64)
    #expect(answer.sources.first?.title == "Tides")
    #expect(answer.sources.last?.address == "http://a/63")
    #expect(run.findings.isEmpty)
  }

  @Test("text that is no Unicode is repaired, and nothing else is changed")
  func halfSurrogates() {
    var run = AnswerRun()
    run.begin()
    run.event(chunk(#"{"content":"a\ud83d"}"#))
    run.event(chunk(#"{"content":"\u001b[31m\u202e"}"#))
    run.push(Array("data: ".utf8) + Array(chunk(#"{"content":"@"}"#).utf8).map { $0 == 0x40 ? 0xFF : $0 } + [10, 10])
    #expect(run.blocks == ["text  a\u{FFFD}\u{1B}[31m\u{202E}\u{FFFD}"])
  }
}

extension SeededGenerator {
  /// JSON with names that the dialects know.
  fileprivate mutating func json(depth: Int) -> String {
    let names = ["data", "name", "value", "items", "status", "user", "count", "label", "a b", "\\u0061"]
    switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &self) {
    case 0: return String(Int.random(in: -9...9, using: &self))
    case 1: return ["true", "false", "null"].randomElement(using: &self) ?? "null"
    case 2: return "\"\(names.randomElement(using: &self) ?? "")\""
    case 3: return "\"\\ud83d\\n\""
    case 4:
      let elements = (0..<Int.random(in: 0...3, using: &self)).map { _ in json(depth: depth - 1) }
      return "[" + elements.joined(separator: ",") + "]"
    default:
      let members = (0..<Int.random(in: 0...3, using: &self)).map { _ in
        "\"\(names.randomElement(using: &self) ?? "")\":\(json(depth: depth - 1))"
      }
      return "{" + members.joined(separator: ", ") + "}"
    }
  }
}
