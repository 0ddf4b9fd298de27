import NIOCore

/// Dify's chat applications: data alone, the type as `event` in the JSON. An agent's thought and its call of a tool
/// come as a whole.
struct Dify: AnswerWriter {
  private let answer: ModelAnswer

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    // A ping is a line with the type alone, which the standard drops.
    case .begin: return [ByteBuffer(string: "event: ping\n\n")]
    case .open: return []
    case .piece(let part, let number):
      guard part.kind == .text else { return [] }
      return [message(isAgent ? "agent_message" : "message", #""answer":\#(quoted(part.pieces[number]))"#)]
    case .close(let part):
      switch part.kind {
      case .text: return []
      case .thinking: return [thought(part, thought: part.text)]
      case .toolCall:
        let input = JSONText.object([part.name: part.text])
        return [thought(part, tool: part.name, input: input)]
      }
    case .end:
      let usage = answer.usage
      let metadata = #"""
        {"usage":{"prompt_tokens":\#(usage.input),"completion_tokens":\#(usage.output),\#
        "total_tokens":\#(usage.input + usage.output)},"retriever_resources":[]}
        """#
      return [message("message_end", #""metadata":\#(metadata)"#)]
    case .failure(let text):
      return [message("error", #""status":500,"code":"completion_request_error","message":\#(quoted(text))"#)]
    }
  }

  /// An application that thinks or calls tools is an agent, whose messages have a type of their own.
  private var isAgent: Bool { answer.has(.thinking) || answer.has(.toolCall) }

  private func thought(
    _ part: ModelAnswer.Part, thought: String = "", tool: String = "", input: String = ""
  ) -> ByteBuffer {
    message(
      "agent_thought",
      #"""
      "position":\#(part.index + 1),"thought":\#(quoted(thought)),"observation":"","tool":\#(quoted(tool)),\#
      "tool_input":\#(quoted(input)),"message_files":[]
      """#)
  }

  private func message(_ type: String, _ members: String) -> ByteBuffer {
    frame(
      #"""
      {"event":"\#(type)","task_id":"task_demo","id":"msg_demo","message_id":"msg_demo",\#
      "conversation_id":"conversation_demo","created_at":\#(answer.secondsSince1970),\#(members)}
      """#)
  }
}
