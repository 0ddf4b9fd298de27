import NIOCore

/// LangServe's `/stream` of a chain that gives text. Its last event has no data, as LangServe sends it: a client that
/// keeps to the standard never sees it.
struct LangServe: AnswerWriter {
  static let kinds: Set<ModelAnswer.Kind> = [.text]

  init(_ answer: ModelAnswer) {}

  func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin:
      return [frame(#"{"run_id":"00000000-0000-4000-8000-000000000001"}"#, type: "metadata")]
    case .open, .close: return []
    case .piece(let part, let number): return [frame(quoted(part.pieces[number]), type: "data")]
    case .end: return [ByteBuffer(string: "event: end\n\n")]
    case .failure(let message):
      return [frame(#"{"status_code":500,"message":\#(quoted(message))}"#, type: "error")]
    }
  }
}
