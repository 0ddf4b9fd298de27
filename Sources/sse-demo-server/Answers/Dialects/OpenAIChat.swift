import NIOCore

/// Chat completions of OpenAI, with the thinking as OpenRouter and vLLM add it: chunks without types or ids, and a
/// last one that is no JSON.
struct OpenAIChat: AnswerWriter {
  private let answer: ModelAnswer
  private var toolCalls = 0

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  mutating func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin:
      return [chunk(#"{"role":"assistant","content":""}"#)]
    case .open(let part):
      guard part.kind == .toolCall else { return [] }
      let function = #"{"name":\#(quoted(part.name)),"arguments":""}"#
      return [toolChunk(#""id":"\#(Self.callID)","type":"function","function":\#(function)"#)]
    case .piece(let part, let number):
      let text = quoted(part.pieces[number])
      switch part.kind {
      case .thinking: return [chunk(#"{"reasoning":\#(text)}"#)]
      case .text: return [chunk(#"{"content":\#(text)}"#)]
      case .toolCall: return [toolChunk(#""function":{"arguments":\#(text)}"#)]
      }
    case .close(let part):
      if part.kind == .toolCall { toolCalls += 1 }
      return []
    case .end:
      let usage = answer.reportsUsage ? [chunk(choices: "", #","usage":"# + Self.usage(answer.usage))] : []
      return [chunk("{}", finish: quoted(Self.reason(answer.finish)))] + usage + [frame("[DONE]")]
    case .failure(let message):
      let error = #"{"message":\#(quoted(message)),"type":"server_error","param":null,"code":null}"#
      return [frame(#"{"error":\#(error)}"#)]
    }
  }

  private func toolChunk(_ call: String) -> ByteBuffer {
    chunk(#"{"tool_calls":[{"index":\#(toolCalls),\#(call)}]}"#)
  }

  private func chunk(_ delta: String, finish: String = "null") -> ByteBuffer {
    chunk(choices: #"{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}"#)
  }

  private func chunk(choices: String, _ more: String = "") -> ByteBuffer {
    frame(
      #"""
      {"id":"\#(Self.id)","object":"chat.completion.chunk","created":\#(answer.secondsSince1970),\#
      "model":\#(quoted(answer.model)),"choices":[\#(choices)]\#(more)}
      """#)
  }

  static let id = "chatcmpl-demo"
  static let callID = "call_demo"

  static func reason(_ finish: ModelAnswer.Finish) -> String {
    switch finish {
    case .stop: "stop"
    case .length: "length"
    case .toolCall: "tool_calls"
    }
  }

  static func usage(_ usage: ModelAnswer.Usage) -> String {
    #"""
    {"prompt_tokens":\#(usage.input),"completion_tokens":\#(usage.output),\#
    "total_tokens":\#(usage.input + usage.output),"prompt_tokens_details":{"cached_tokens":\#(usage.cached)},\#
    "completion_tokens_details":{"reasoning_tokens":\#(usage.thinking)}}
    """#
  }
}
