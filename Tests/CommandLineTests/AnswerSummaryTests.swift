import Foundation
import ModelAnswers
import StreamModel
import TestSupport
import Testing
import Text

@testable import EventOutput

/// What the receipt and `--summary` tell of language models' answers.
@Suite struct AnswerSummaryTests {
  private var reader = AnswerReader()

  /// An answer whose pieces come at these times.
  private mutating func answer(
    _ times: [Int], thinking: Int = 0, model: String = "model-x", finish: String? = "stop", usage: Int? = nil
  ) {
    reader.begin(at: .start)
    for (index, time) in times.enumerated() {
      let member = index < thinking ? "reasoning" : "content"
      event(
        #"{"object":"chat.completion.chunk","model":"\#(model)","choices":[{"index":0,"delta":{"\#(member)":"ab"}}]}"#,
        at: time)
    }
    let end = times.last ?? 0
    if let finish {
      event(
        #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"\#(finish)"}]}"#, at: end)
    }
    if let usage {
      event(
        #"{"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":\#(usage)}}"#,
        at: end)
    }
    reader.close(.over)
  }

  private mutating func event(_ data: String, at milliseconds: Int) {
    Array(data.utf8).withUnsafeBytes {
      reader.receive(
        type: UnsafeRawBufferPointer(start: nil, count: 0), data: $0, at: Moment(.milliseconds(milliseconds)),
        position: 0)
    }
  }

  private var summary: Summary {
    Summary(StreamState(urls: ["http://x"]), started: .zero, at: Moment(.seconds(9)), answers: reader.all)
  }

  private var line: String? {
    summary.answerLines(ReceiptWriter(glyphs: .unicode, length: .short)).first
  }

  @Test mutating func `times, tokens, speed and the reason to finish are on one line`() {
    answer([340] + (1...20).map { 340 + 50 * $0 }, usage: 21)
    #expect(line == "a model's answer: TTFT 340 ms, last token 1.3 s, 21 tokens, 20.0 tok/s, finish stop")
  }

  @Test mutating func `the first text is told where thinking came before, and stalls with the longest`() {
    answer([300, 320, 340, 2000, 2020, 2040, 5040, 5060, 5080, 5100], thinking: 3, finish: "length")
    #expect(
      line
        == "a model's answer: TTFT 300 ms, first text 2.0 s, last token 5.1 s, ~10 tokens, ~1.9 tok/s, "
        + "2 stalls, the longest 3.0 s, finish length")
  }

  @Test mutating func `of several the newest is told, and how many there are`() {
    answer([100], finish: "stop")
    answer([200, 300], finish: "stop")
    #expect(
      line == "2 answers of models, the newest: TTFT 200 ms, last token 300 ms, ~2 tokens, ~10.0 tok/s, finish stop")
  }

  @Test mutating func `a reason that a stranger wrote is cleaned and cut`() {
    answer([100], finish: #"\u001b[31m\u202e"# + String(repeating: "x", count: 90))
    #expect(line?.contains("finish ^[[31m<U+202E>xxx") == true)
    #expect((line?.count ?? 0) < 120)
    #expect(line?.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E } == false)
  }

  @Test(arguments: 0..<40) func `whatever a stranger calls things, the receipt and the summary command no terminal`(
    seed: UInt64
  ) throws {
    var dice = SeededGenerator(seed: seed)
    func words() -> String {
      dice.hostileText(count: 12).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined() + "\\ud800"
    }
    var tests = Self()
    tests.answer([100, 200], model: words(), finish: words())
    let summary = tests.summary
    for reader in [JSONText.Reader.program, .terminal, .asciiTerminal] {
      let json = tests.reader.all[0].json(for: reader)
      #expect((try? JSONSerialization.jsonObject(with: Data(json.utf8))) != nil)
      for scalar in json.unicodeScalars {
        #expect(scalar.properties.generalCategory != .control)
        #expect(reader == .program || scalar.properties.generalCategory != .format)
        #expect(reader != .asciiTerminal || scalar.isASCII)
      }
    }
    for scalar in summary.lines(.long).joined().unicodeScalars {
      #expect(![.control, .format].contains(scalar.properties.generalCategory))
    }
  }

  @Test mutating func `nothing is told of what is no answer`() {
    #expect(line == nil)
    event(#"{"error":"no such model"}"#, at: 1)
    #expect(reader.all.count == 1)
    #expect(line == nil)
  }

  @Test mutating func `the summary has the numbers as the stream told them, and what it did not tell is not there`() {
    answer([340, 390, 440], model: #"m\"\u001b"#, usage: 5)
    #expect(
      reader.all[0].json(for: .program) == #"""
        {"dialect":"openai-chat","model":"m\"\u001b","first_event_ms":340,"ttft_ms":340,"text_ms":340,"last_ms":440,"output_tokens":5,"estimated":false,"itl_ms":25,"chunk_gap_ms":{"p50":49.664,"p99":49.664,"max":50},"stalls":0,"finish":"stop","usage":{"input":9,"output":5},"characters":{"text":6,"thinking":0,"tool":0}}
        """#)
    answer([], finish: nil)
    answer([100], finish: nil)
    let cut = reader.all[reader.all.count - 1].json(for: .program)
    #expect(cut.contains(#""estimated":true"#) && cut.contains(#""finish":null"#) && cut.contains(#""usage":{}"#))
    #expect((try? JSONSerialization.jsonObject(with: Data(cut.utf8))) != nil)
  }
}
