import NIOCore
import NIOHTTP1

/// Ollama's `/api/chat`: lines of JSON, which are no event stream. A tool call comes as a whole.
struct Ollama: AnswerWriter {
  static let headers: HTTPHeaders = ["Content-Type": "application/x-ndjson"]

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
      case .thinking: return [line(message: #""content":"","thinking":\#(text)"#)]
      case .text: return [line(message: #""content":\#(text)"#)]
      case .toolCall: return []
      }
    case .close(let part):
      guard part.kind == .toolCall else { return [] }
      let function = #"{"name":\#(quoted(part.name)),"arguments":\#(part.text)}"#
      return [line(message: #""content":"","tool_calls":[{"function":\#(function)}]"#)]
    case .end:
      let usage = answer.usage
      // As if it had made 50 tokens a second.
      let duration = usage.output * 20_000_000
      let figures = #"""
        ,"done_reason":"\#(answer.finish == .length ? "length" : "stop")","total_duration":\#(duration + 30_000_000),\#
        "load_duration":10000000,"prompt_eval_count":\#(usage.input),"prompt_eval_duration":20000000,\#
        "eval_count":\#(usage.output),"eval_duration":\#(duration)
        """#
      return [line(message: #""content":"""#, isDone: true, figures)]
    case .failure(let message):
      return [ByteBuffer(string: #"{"error":\#(quoted(message))}"# + "\n")]
    }
  }

  private func line(message: String, isDone: Bool = false, _ more: String = "") -> ByteBuffer {
    let time = HTTPDate.iso(secondsSince1970: answer.secondsSince1970)
    return ByteBuffer(
      string: #"""
        {"model":\#(quoted(answer.model)),"created_at":"\#(time)","message":{"role":"assistant",\#(message)},\#
        "done":\#(isDone)\#(more)}
        """# + "\n")
  }
}
