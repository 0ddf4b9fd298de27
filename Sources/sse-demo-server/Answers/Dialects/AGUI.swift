import NIOCore

/// AG-UI, the protocol between agents and pages: data alone, types in capitals.
struct AGUI: AnswerWriter {
  private let answer: ModelAnswer

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin: return [event("RUN_STARTED", Self.run)]
    case .open(let part):
      switch part.kind {
      case .thinking: return [message("REASONING_MESSAGE_START", part, #","role":"reasoning""#)]
      case .text: return [message("TEXT_MESSAGE_START", part, #","role":"assistant""#)]
      case .toolCall: return [call("TOOL_CALL_START", #","toolCallName":\#(quoted(part.name))"#)]
      }
    case .piece(let part, let number):
      let delta = #","delta":\#(quoted(part.pieces[number]))"#
      switch part.kind {
      case .thinking: return [message("REASONING_MESSAGE_CONTENT", part, delta)]
      case .text: return [message("TEXT_MESSAGE_CONTENT", part, delta)]
      case .toolCall: return [call("TOOL_CALL_ARGS", delta)]
      }
    case .close(let part):
      switch part.kind {
      case .thinking: return [message("REASONING_MESSAGE_END", part)]
      case .text: return [message("TEXT_MESSAGE_END", part)]
      case .toolCall: return [call("TOOL_CALL_END")]
      }
    case .end:
      return [event("RUN_FINISHED", #"\#(Self.run),"usage":[\#(usage)],"outcome":{"type":"success"}"#)]
    case .failure(let message):
      return [event("RUN_ERROR", #""message":\#(quoted(message)),"code":"demo""#)]
    }
  }

  private static let run = #""threadId":"thread_demo","runId":"run_demo""#

  private var usage: String {
    let usage = answer.usage
    return #"""
      {"model":\#(quoted(answer.model)),"inputTokens":\#(usage.input),"cachedInputTokens":\#(usage.cached),\#
      "outputTokens":\#(usage.output),"reasoningTokens":\#(usage.thinking)}
      """#
  }

  private func message(_ type: String, _ part: ModelAnswer.Part, _ more: String = "") -> ByteBuffer {
    event(type, #""messageId":"msg_\#(part.index)"\#(more)"#)
  }

  private func call(_ type: String, _ more: String = "") -> ByteBuffer {
    event(type, #""toolCallId":"call_demo"\#(more)"#)
  }

  private func event(_ type: String, _ members: String) -> ByteBuffer {
    frame(#"{"type":"\#(type)",\#(members)}"#)
  }
}
