/// An event by which servers say that the stream is complete, before they end its body.
///
/// Not the standard's: an EventSource would connect again, and with a paid API pay again.
enum EndMark: String, Equatable, Sendable {
  /// The data of OpenAI's chat completions and their like.
  case done = "[DONE]"
  case messageStop = "message_stop"
  case responseCompleted = "response.completed"
  case complete
  case close

  @inline(__always)
  init?(data: UnsafeRawBufferPointer) {
    guard data.count == 6, data.elementsEqual("[DONE]".utf8) else { return nil }
    self = .done
  }

  init?(type: UnsafeRawBufferPointer) {
    switch type.count {
    case 5 where type.elementsEqual("close".utf8): self = .close
    case 8 where type.elementsEqual("complete".utf8): self = .complete
    case 12 where type.elementsEqual("message_stop".utf8): self = .messageStop
    case 18 where type.elementsEqual("response.completed".utf8): self = .responseCompleted
    default: return nil
    }
  }
}
