import NIOCore

/// The streamable HTTP of MCP: the answer to one call of a tool, in JSON-RPC. Its progress is told as the text grows,
/// the text itself comes as a whole.
struct MCP: AnswerWriter {
  static let kinds: Set<ModelAnswer.Kind> = [.text]

  private let answer: ModelAnswer
  private var number = 0

  init(_ answer: ModelAnswer) {
    self.answer = answer
  }

  mutating func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    // The priming event gives an id to resume after, and nothing else.
    case .begin: return [message("", type: nil)]
    case .open, .close: return []
    case .piece(let part, let number):
      let total = part.pieces.count
      let progress = #""progressToken":1,"progress":\#(number + 1),"total":\#(total),"message":"writing""#
      return [message(#"{"jsonrpc":"2.0","method":"notifications/progress","params":{\#(progress)}}"#)]
    case .end:
      let content = #"{"type":"text","text":\#(quoted(answer.text(.text)))}"#
      return [message(#"{"jsonrpc":"2.0","id":1,"result":{"content":[\#(content)],"isError":false}}"#)]
    case .failure(let text):
      return [message(#"{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":\#(quoted(text))}}"#)]
    }
  }

  private mutating func message(_ json: String, type: String? = "message") -> ByteBuffer {
    number += 1
    return Block.event(Event(id: "demo-\(number)", type: type, data: json)).encoded()
  }
}
