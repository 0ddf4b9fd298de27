import NIOCore

/// Gemini's `streamGenerateContent?alt=sse`: whole responses with a little more each, lines that end with CRLF, no
/// types and no mark at the end. A function call comes as a whole.
struct Gemini: AnswerWriter {
  private let answer: ModelAnswer

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin, .open: return []
    case .piece(let part, let number):
      let text = quoted(part.pieces[number])
      switch part.kind {
      case .thinking: return [response(part: #"{"text":\#(text),"thought":true}"#)]
      case .text: return [response(part: #"{"text":\#(text)}"#)]
      case .toolCall: return []
      }
    case .close(let part):
      guard part.kind == .toolCall else { return [] }
      return [response(part: #"{"functionCall":{"name":\#(quoted(part.name)),"args":\#(part.text)}}"#)]
    case .end:
      let reason = answer.finish == .length ? "MAX_TOKENS" : "STOP"
      let usage = answer.usage
      let thoughts = usage.thinking > 0 ? #","thoughtsTokenCount":\#(usage.thinking)"# : ""
      return [
        response(
          candidate: #"{"finishReason":"\#(reason)","index":0}"#,
          usage: #"""
            {"promptTokenCount":\#(usage.input),"cachedContentTokenCount":\#(usage.cached),\#
            "candidatesTokenCount":\#(usage.output - usage.thinking)\#(thoughts),\#
            "totalTokenCount":\#(usage.input + usage.output)}
            """#)
      ]
    case .failure(let message):
      return [line(#"{"error":{"code":503,"message":\#(quoted(message)),"status":"UNAVAILABLE"}}"#)]
    }
  }

  private func response(part: String) -> ByteBuffer {
    response(
      candidate: #"{"content":{"parts":[\#(part)],"role":"model"},"index":0}"#,
      usage: #"{"promptTokenCount":\#(answer.usage.input)}"#)
  }

  private func response(candidate: String, usage: String) -> ByteBuffer {
    line(
      #"""
      {"candidates":[\#(candidate)],"usageMetadata":\#(usage),"modelVersion":\#(quoted(answer.model)),\#
      "responseId":"demo"}
      """#)
  }

  private func line(_ json: String) -> ByteBuffer {
    ByteBuffer(string: "data: \(json)\r\n\r\n")
  }
}
