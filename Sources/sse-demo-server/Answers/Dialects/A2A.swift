import NIOCore

/// A2A, the protocol between agents: a task, an artifact that grows, and the state of the task, in JSON-RPC.
struct A2A: AnswerWriter {
  static let kinds: Set<ModelAnswer.Kind> = [.text]

  init(_ answer: ModelAnswer) {}

  func frames(_ step: AnswerStep) -> [ByteBuffer] {
    switch step {
    case .begin:
      return [
        result(#""kind":"task","id":"\#(Self.task)","contextId":"\#(Self.context)","status":{"state":"submitted"}"#),
        status("working", isFinal: false),
      ]
    case .open, .close: return []
    case .piece(let part, let number):
      let text = #"{"kind":"text","text":\#(quoted(part.pieces[number]))}"#
      let isLast = number + 1 == part.pieces.count
      return [
        result(
          #"""
          "kind":"artifact-update","taskId":"\#(Self.task)","contextId":"\#(Self.context)",\#
          "artifact":{"artifactId":"artifact_demo","parts":[\#(text)]},"append":\#(number > 0),"lastChunk":\#(isLast)
          """#)
      ]
    case .end: return [status("completed", isFinal: true)]
    case .failure(let message):
      return [frame(#"{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":\#(quoted(message))}}"#)]
    }
  }

  private static let task = "task_demo"
  private static let context = "context_demo"

  private func status(_ state: String, isFinal: Bool) -> ByteBuffer {
    result(
      #"""
      "kind":"status-update","taskId":"\#(Self.task)","contextId":"\#(Self.context)",\#
      "status":{"state":"\#(state)"},"final":\#(isFinal)
      """#)
  }

  private func result(_ members: String) -> ByteBuffer {
    frame(#"{"jsonrpc":"2.0","id":1,"result":{\#(members)}}"#)
  }
}
