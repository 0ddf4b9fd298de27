import NIOCore

/// The own `/completion` of llama.cpp's server. It tells an error in a field of that name, which the standard does not
/// know.
struct LlamaCpp: AnswerWriter {
  static let kinds: Set<ModelAnswer.Kind> = [.text]

  private let answer: ModelAnswer

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin, .open, .close: return []
    case .piece(let part, let number):
      return [frame(#"{"index":0,"content":\#(quoted(part.pieces[number])),"stop":false,"id_slot":0}"#)]
    case .end:
      let usage = answer.usage
      // As if it had made 50 tokens a second.
      let timings = #"""
        {"prompt_n":\#(usage.input),"prompt_ms":20,"predicted_n":\#(usage.output),\#
        "predicted_ms":\#(usage.output * 20),"predicted_per_second":50}
        """#
      return [
        frame(
          #"""
          {"index":0,"content":"","stop":true,"id_slot":0,"model":\#(quoted(answer.model)),\#
          "stop_type":"\#(answer.finish == .length ? "limit" : "eos")","tokens_evaluated":\#(usage.input),\#
          "tokens_cached":\#(usage.cached),"tokens_predicted":\#(usage.output),"timings":\#(timings)}
          """#)
      ]
    case .failure(let message):
      let error = #"{"code":500,"message":\#(quoted(message)),"type":"server_error"}"#
      return [ByteBuffer(string: "error: \(error)\n\n")]
    }
  }
}
