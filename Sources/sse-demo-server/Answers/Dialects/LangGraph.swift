import NIOCore

/// A LangGraph server that streams messages: a pair of a piece of a message and what is known of it, each.
struct LangGraph: AnswerWriter {
  private let answer: ModelAnswer

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin: return [frame(#"{"run_id":"\#(Self.run)","attempt":1}"#, type: "metadata")]
    case .open(let part):
      guard part.kind == .toolCall else { return [] }
      return [message(tool: #"{"name":\#(quoted(part.name)),"args":"","id":"call_demo","index":0}"#)]
    case .piece(let part, let number):
      let text = quoted(part.pieces[number])
      switch part.kind {
      case .thinking: return [message(extra: #""reasoning_content":\#(text)"#)]
      case .text: return [message(text)]
      case .toolCall: return [message(tool: #"{"name":null,"args":\#(text),"id":null,"index":0}"#)]
      }
    case .close: return []
    case .end:
      let usage = answer.usage
      let json = #"""
        {"input_tokens":\#(usage.input),"output_tokens":\#(usage.output),\#
        "total_tokens":\#(usage.input + usage.output),"input_token_details":{"cache_read":\#(usage.cached)},\#
        "output_token_details":{"reasoning":\#(usage.thinking)}}
        """#
      let reason = #""finish_reason":"\#(OpenAIChat.reason(answer.finish))""#
      return [message(response: reason, usage: json), frame("null", type: "end")]
    case .failure(let text):
      return [frame(#"{"error":"DemoError","message":\#(quoted(text))}"#, type: "error")]
    }
  }

  private static let run = "00000000-0000-4000-8000-000000000001"

  private func message(
    _ content: String = #""""#, extra: String = "", response: String = "", tool: String = "", usage: String = "null"
  ) -> ByteBuffer {
    frame(
      #"""
      [{"content":\#(content),"additional_kwargs":{\#(extra)},"response_metadata":{\#(response)},\#
      "type":"AIMessageChunk","name":null,"id":"run-\#(Self.run)","tool_call_chunks":[\#(tool)],\#
      "usage_metadata":\#(usage)},{"run_id":"\#(Self.run)","langgraph_node":"agent","langgraph_step":1}]
      """#, type: "messages")
  }
}
