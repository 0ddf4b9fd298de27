import NIOCore
import NIOHTTP1

/// The UI message stream of Vercel's AI SDK, version 1: data alone, ended by a word that is no JSON. It tells no usage.
struct VercelUI: AnswerWriter {
  static let headers: HTTPHeaders = ["x-vercel-ai-ui-message-stream": "v1"]

  private let answer: ModelAnswer

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin:
      return [frame(#"{"type":"start","messageId":"msg_demo"}"#), frame(#"{"type":"start-step"}"#)]
    case .open(let part):
      switch part.kind {
      case .thinking: return [block("reasoning-start", part)]
      case .text: return [block("text-start", part)]
      case .toolCall: return [call("tool-input-start", #","toolName":\#(quoted(part.name))"#)]
      }
    case .piece(let part, let number):
      let text = quoted(part.pieces[number])
      switch part.kind {
      case .thinking: return [block("reasoning-delta", part, #","delta":\#(text)"#)]
      case .text: return [block("text-delta", part, #","delta":\#(text)"#)]
      case .toolCall: return [call("tool-input-delta", #","inputTextDelta":\#(text)"#)]
      }
    case .close(let part):
      switch part.kind {
      case .thinking: return [block("reasoning-end", part)]
      case .text: return [block("text-end", part)]
      case .toolCall:
        return [call("tool-input-available", #","toolName":\#(quoted(part.name)),"input":\#(part.text)"#)]
      }
    case .end:
      let reason =
        switch answer.finish {
        case .stop: "stop"
        case .length: "length"
        case .toolCall: "tool-calls"
        }
      return [
        frame(#"{"type":"finish-step"}"#), frame(#"{"type":"finish","finishReason":"\#(reason)"}"#), frame("[DONE]"),
      ]
    case .failure(let message):
      return [frame(#"{"type":"error","errorText":\#(quoted(message))}"#)]
    }
  }

  private func block(_ type: String, _ part: ModelAnswer.Part, _ more: String = "") -> ByteBuffer {
    frame(#"{"type":"\#(type)","id":"\#(part.index)"\#(more)}"#)
  }

  private func call(_ type: String, _ more: String) -> ByteBuffer {
    frame(#"{"type":"\#(type)","toolCallId":"call_demo"\#(more)}"#)
  }
}
