import NIOCore

/// Chat of Cohere, version 2: types that their JSON repeats. An error is told in the event that ends the answer.
struct Cohere: AnswerWriter {
  private let answer: ModelAnswer

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin:
      let message = #"{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}"#
      return [event("message-start", #""id":"msg_demo","delta":{"message":\#(message)}"#)]
    case .open(let part):
      switch part.kind {
      case .thinking: return [content("content-start", part, #"{"type":"thinking","thinking":""}"#)]
      case .text: return [content("content-start", part, #"{"type":"text","text":""}"#)]
      case .toolCall:
        let function = #"{"name":\#(quoted(part.name)),"arguments":""}"#
        return [call("tool-call-start", part, #"{"id":"call_demo","type":"function","function":\#(function)}"#)]
      }
    case .piece(let part, let number):
      let text = quoted(part.pieces[number])
      switch part.kind {
      case .thinking: return [content("content-delta", part, #"{"thinking":\#(text)}"#)]
      case .text: return [content("content-delta", part, #"{"text":\#(text)}"#)]
      case .toolCall: return [call("tool-call-delta", part, #"{"function":{"arguments":\#(text)}}"#)]
      }
    case .close(let part):
      return [event(part.kind == .toolCall ? "tool-call-end" : "content-end", #""index":\#(part.index)"#)]
    case .end:
      let reason =
        switch answer.finish {
        case .stop: "COMPLETE"
        case .length: "MAX_TOKENS"
        case .toolCall: "TOOL_CALL"
        }
      let tokens = #"{"input_tokens":\#(answer.usage.input),"output_tokens":\#(answer.usage.output)}"#
      return [
        event(
          "message-end",
          #""delta":{"finish_reason":"\#(reason)","usage":{"billed_units":\#(tokens),"tokens":\#(tokens)}}"#)
      ]
    case .failure(let message):
      return [event("message-end", #""delta":{"finish_reason":"ERROR","error":\#(quoted(message))}"#)]
    }
  }

  private func content(_ type: String, _ part: ModelAnswer.Part, _ content: String) -> ByteBuffer {
    event(type, #""index":\#(part.index),"delta":{"message":{"content":\#(content)}}"#)
  }

  private func call(_ type: String, _ part: ModelAnswer.Part, _ call: String) -> ByteBuffer {
    event(type, #""index":\#(part.index),"delta":{"message":{"tool_calls":\#(call)}}"#)
  }

  private func event(_ type: String, _ members: String) -> ByteBuffer {
    frame(#"{"type":"\#(type)",\#(members)}"#, type: type)
  }
}
