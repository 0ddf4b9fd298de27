internal import Glibc
internal import StreamModel

/// When bytes were last found on each connection's socket, and where the connection stood in its packets when a pause
/// ended.
///
/// Not what libcurl makes of them: it tells whole header lines and what is in a chunk, and some never come.
final class Arrivals {
  /// A silence after which the kernel is asked where the connection stands; shorter than any that is called a pause, since
  /// hand-overs may move one by as much as bytes gather.
  private static let pause = Duration.milliseconds(60)

  private struct Socket {
    var newest: ContinuousClock.Instant
    var position: PacketPosition?
  }

  private var sockets: [Int32: Socket] = [:]

  /// Begins to take notice of a socket.
  func watch(_ socket: Int32) { sockets[socket] = Socket(newest: .now) }

  func forget(_ socket: Int32) { sockets[socket] = nil }

  /// Something has come, and none of it was read yet.
  func note(on socket: Int32, at now: ContinuousClock.Instant = .now) {
    guard let index = sockets.index(forKey: socket) else { return }
    let isPauseOver = sockets.values[index].newest.duration(to: now) >= Self.pause
    sockets.values[index].newest = now
    if isPauseOver { sockets.values[index].position = PacketPosition(of: socket) }
  }

  func newest(on socket: Int32) -> ContinuousClock.Instant? { sockets[socket]?.newest }

  /// Where the connection stood when the newest pause ended; told once.
  func takePosition(on socket: Int32) -> PacketPosition? {
    guard let index = sockets.index(forKey: socket), let position = sockets.values[index].position else { return nil }
    sockets.values[index].position = nil
    return position
  }
}
