import NIOCore

/// Pieces on their way to a client that the server waits for.
final class Flow {
  /// How much a flow sends before it lets others have their turn, in bytes.
  private static let turnLimit = 1 << 18

  private let stream: ClientStream
  private let turns: YieldQueue
  private let next: () -> ByteBuffer?
  private var isRunning = false
  private var isInLine = false

  init(to stream: ClientStream, turns: YieldQueue, _ next: @escaping () -> ByteBuffer?) {
    self.stream = stream
    self.turns = turns
    self.next = next
  }

  /// Goes on, if there was no piece or no room before.
  func resume() {
    // Sending changes the writability, which leads back here.
    guard !isRunning, !isInLine else { return }
    isRunning = true
    defer { isRunning = false }
    var rest = Self.turnLimit
    while stream.hasRoom {
      guard rest > 0 else {
        isInLine = true
        turns.wait(on: stream.eventLoop) {
          self.isInLine = false
          self.resume()
        }
        return
      }
      guard let piece = next() else { return }
      rest -= max(1, piece.readableBytes)
      stream.write(piece)
    }
  }
}
