import NIOCore

/// The clients that share one stream, numbered from 1 in the order they came.
final class Broadcast {
  private var members: [Int: ClientStream] = [:]
  private var lastNumber = 0

  /// The numbers of those still here, in ascending order.
  var numbers: [Int] { members.keys.sorted() }

  /// Takes a client in until its stream ends.
  func join(_ stream: ClientStream) {
    lastNumber += 1
    let number = lastNumber
    members[number] = stream
    stream.ended.assumeIsolated().whenComplete { _ in
      self.members[number] = nil
    }
  }

  func send(_ block: Block) {
    let bytes = block.encoded()
    // A copy: whoever is dropped on the way leaves `members` at once.
    for stream in members.values { stream.send(bytes) }
  }
}
