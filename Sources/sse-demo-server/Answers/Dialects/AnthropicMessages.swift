import NIOCore

/// Messages of Anthropic: types that their JSON repeats, a ping between, and `message_stop` at the end.
struct AnthropicMessages: AnswerWriter {
  private let answer: ModelAnswer

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin:
      let message = Self.message(answer, content: [], reason: "null", outputTokens: 1)
      return [event("message_start", #""message":\#(message)"#)]
    case .open(let part):
      let start = event("content_block_start", #""index":\#(part.index),"content_block":\#(Self.block(part, nil))"#)
      return part.index == 0 ? [start, event("ping")] : [start]
    case .piece(let part, let number):
      let text = quoted(part.pieces[number])
      switch part.kind {
      case .thinking: return [delta(part, #"{"type":"thinking_delta","thinking":\#(text)}"#)]
      case .text: return [delta(part, #"{"type":"text_delta","text":\#(text)}"#)]
      case .toolCall: return [delta(part, #"{"type":"input_json_delta","partial_json":\#(text)}"#)]
      }
    case .close(let part):
      let signature = delta(part, #"{"type":"signature_delta","signature":"\#(Self.signature)"}"#)
      let stop = event("content_block_stop", #""index":\#(part.index)"#)
      return part.kind == .thinking ? [signature, stop] : [stop]
    case .end:
      let delta = #""delta":{"stop_reason":\#(Self.reason(answer.finish)),"stop_sequence":null}"#
      let usage = Self.usage(answer.usage, outputTokens: answer.usage.output)
      return [event("message_delta", #"\#(delta),"usage":\#(usage)"#), event("message_stop")]
    case .failure(let message):
      return [event("error", #""error":{"type":"overloaded_error","message":\#(quoted(message))}"#)]
    }
  }

  private func delta(_ part: ModelAnswer.Part, _ delta: String) -> ByteBuffer {
    event("content_block_delta", #""index":\#(part.index),"delta":\#(delta)"#)
  }

  private func event(_ type: String, _ members: String = "") -> ByteBuffer {
    frame(#"{"type":"\#(type)"\#(members.isEmpty ? "" : ",")\#(members)}"#, type: type)
  }

  // MARK: The objects that an answer in one piece is made of too

  /// The answer as a whole.
  static func whole(_ answer: ModelAnswer) -> String {
    message(
      answer, content: answer.parts.map { block($0, $0.text) }, reason: reason(answer.finish),
      outputTokens: answer.usage.output)
  }

  private static func message(
    _ answer: ModelAnswer, content: [String], reason: String, outputTokens: Int
  ) -> String {
    #"""
    {"id":"msg_demo","type":"message","role":"assistant","model":\#(JSONText.quoted(answer.model)),\#
    "content":\#(JSONText.array(content)),"stop_reason":\#(reason),"stop_sequence":null,\#
    "usage":\#(usage(answer.usage, outputTokens: outputTokens))}
    """#
  }

  /// Here the input is counted without what came from a cache.
  private static func usage(_ usage: ModelAnswer.Usage, outputTokens: Int) -> String {
    #"""
    {"input_tokens":\#(usage.input - usage.cached),"cache_creation_input_tokens":0,\#
    "cache_read_input_tokens":\#(usage.cached),"output_tokens":\#(outputTokens)}
    """#
  }

  private static let signature = "ZGVtbw=="

  /// A block with its whole text, or as it begins, without any.
  private static func block(_ part: ModelAnswer.Part, _ text: String?) -> String {
    switch part.kind {
    case .thinking:
      let signature = text == nil ? "" : signature
      return #"{"type":"thinking","thinking":\#(JSONText.quoted(text ?? "")),"signature":"\#(signature)"}"#
    case .text:
      return #"{"type":"text","text":\#(JSONText.quoted(text ?? ""))}"#
    case .toolCall:
      return #"{"type":"tool_use","id":"toolu_demo","name":\#(JSONText.quoted(part.name)),"input":\#(text ?? "{}")}"#
    }
  }

  private static func reason(_ finish: ModelAnswer.Finish) -> String {
    switch finish {
    case .stop: #""end_turn""#
    case .length: #""max_tokens""#
    case .toolCall: #""tool_use""#
    }
  }
}
