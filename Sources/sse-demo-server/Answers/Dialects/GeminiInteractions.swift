import NIOCore

/// Gemini's interactions, as of the API revision 2026-05-20: steps, each event with the token to resume after it.
struct GeminiInteractions: AnswerWriter {
  private let answer: ModelAnswer
  private var number = 0

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  mutating func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin:
      return [event("interaction.created", #""interaction":{\#(interaction("in_progress"))}"#)]
    case .open(let part):
      return [event("step.start", #""index":\#(part.index),"step":\#(start(of: part))"#)]
    case .piece(let part, let number):
      let text = quoted(part.pieces[number])
      let delta =
        switch part.kind {
        case .thinking: #"{"type":"thought_summary","content":{"type":"text","text":\#(text)}}"#
        case .text: #"{"type":"text","text":\#(text)}"#
        case .toolCall: #"{"type":"arguments_delta","arguments":\#(text)}"#
        }
      return [event("step.delta", #""index":\#(part.index),"delta":\#(delta)"#)]
    case .close(let part):
      return [event("step.stop", #""index":\#(part.index)"#)]
    case .end:
      let status =
        switch answer.finish {
        case .stop: "completed"
        case .length: "incomplete"
        case .toolCall: "requires_action"
        }
      let whole = #"{\#(interaction(status)),"usage":\#(usage)}"#
      return [event("interaction.completed", #""interaction":\#(whole)"#), frame("[DONE]", type: "done")]
    case .failure(let message):
      return [event("error", #""error":{"code":"unavailable","message":\#(quoted(message))}"#)]
    }
  }

  private func interaction(_ status: String) -> String {
    #""id":"v1_demo","object":"interaction","model":\#(quoted(answer.model)),"status":"\#(status)""#
  }

  private func start(of part: ModelAnswer.Part) -> String {
    switch part.kind {
    case .thinking: #"{"type":"thought"}"#
    case .text: #"{"type":"model_output"}"#
    case .toolCall: #"{"type":"function_call","id":"call_demo","name":\#(quoted(part.name)),"arguments":{}}"#
    }
  }

  /// Here the output is counted without the thoughts.
  private var usage: String {
    let usage = answer.usage
    return #"""
      {"total_input_tokens":\#(usage.input),"total_cached_tokens":\#(usage.cached),\#
      "total_output_tokens":\#(usage.output - usage.thinking),"total_thought_tokens":\#(usage.thinking),\#
      "total_tokens":\#(usage.input + usage.output)}
      """#
  }

  private mutating func event(_ type: String, _ members: String) -> ByteBuffer {
    number += 1
    return frame(#"{"event_type":"\#(type)",\#(members),"event_id":"evt_\#(number)"}"#, type: type)
  }
}
