import Findings
import Testing

@testable import Diagnosing
@testable import StreamModel

/// Answers of language models among what is diagnosed.
@Suite struct AnswerTests {
  private static func chunk(_ text: String, finish: String = "null") -> String {
    #"data: {"id":"a","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"\#(text)"},"#
      + #""finish_reason":\#(finish)}]}"# + "\n\n"
  }

  /// - Parameters:
  ///   - pieces: what comes, each half a second.
  ///   - end: why no more comes; `nil` for a stream that goes on.
  private static func diagnosis(_ pieces: [String], end: Disconnection? = .ended) -> Diagnosis {
    var stage = Stage()
    stage.ask(.plain)
    stage.open(0, at: 0.1)
    for (index, piece) in pieces.enumerated() { stage.send(0, piece, at: 0.5 * Double(index + 1)) }
    let last = 0.5 * Double(pieces.count + 1)
    if let end { stage.end(0, end, at: last) }
    return stage.diagnosis(at: last)
  }

  private static let words = ["Tide", " at", " six", " in", " the", " east"].map { chunk($0) }

  @Test func `a whole one is fine`() {
    let diagnosis = Self.diagnosis(Self.words + [Self.chunk("", finish: #""stop""#), "data: [DONE]\n\n"])
    #expect(!diagnosis.told.contains { $0.contains("llm.") })
    #expect(diagnosis.fine.contains(.answers) && diagnosis.stream.answers == 1)
  }

  @Test(arguments: 1...6) func `one that ends early is told, wherever that is`(count: Int) {
    let diagnosis = Self.diagnosis(Array(Self.words.prefix(count)))
    #expect(diagnosis.told.contains("error llm.no-finish certain 1"))
    #expect(!diagnosis.fine.contains(.answers) && diagnosis.exitStatus(FailOn()) == 1)
  }

  @Test func `one that this side leaves is not told to be cut`() {
    let diagnosis = Self.diagnosis(Self.words, end: nil)
    #expect(!diagnosis.told.contains { $0.contains("llm.") })
    #expect(diagnosis.why(.answers) == "no answer has come to its end")
  }

  @Test func `an error within one is told, with its words`() {
    let diagnosis = Self.diagnosis(Self.words + [#"data: {"error":{"message":"over quota","code":"x"}}"# + "\n\n"])
    #expect(diagnosis.told.contains("error llm.error certain 1"))
    #expect(diagnosis.found.contains { $0.finding.title.contains("over quota") })
  }

  @Test func `nothing is said of answers where there are none`() {
    let diagnosis = Self.diagnosis((1...8).map { Stage.event($0) })
    #expect(!diagnosis.fine.contains(.answers) && diagnosis.why(.answers) == nil)
  }
}
