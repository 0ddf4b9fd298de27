import NIOCore

/// The clients that share one stream, numbered from 1 in the order they came.
final class Broadcast {
  private var members: [(number: Int, stream: ClientStream)] = []
  private var lastNumber = 0

  /// The numbers of those still here, in ascending order.
  var numbers: [Int] { members.map(\.number) }

  /// Takes a client in until its stream ends.
  func join(_ stream: ClientStream) {
    lastNumber += 1
    let number = lastNumber
    members.append((number, stream))
    stream.ended.assumeIsolated().whenComplete { _ in
      self.members.removeAll { $0.number == number }
    }
  }

  func send(_ block: Block) {
    let bytes = block.encoded()
    // A copy: whoever is dropped on the way leaves `members` at once.
    for (_, stream) in members { stream.send(bytes) }
  }
}
