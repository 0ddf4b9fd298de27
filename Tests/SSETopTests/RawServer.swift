import Foundation
import Glibc
import TestSupport

/// A server on loopback that sends the same bytes to each client once that has asked, and ends as it is told.
final class RawServer: Sendable {
  enum End: Sendable {
    case close
    /// With a reset.
    case reset
    /// When the client goes.
    case wait
  }

  let port: UInt16
  private let listener: Int32
  private let shutDown: ListenerShutdown

  convenience init(_ answer: String, then end: End = .close) throws { try self.init(Array(answer.utf8), then: end) }

  init(_ answer: [UInt8], then end: End = .close) throws {
    (listener, port) = try ListeningAddress.ipv4.listen()
    shutDown = ListenerShutdown(of: listener)
    Thread { [listener] in Self.serve(listener, answer, end) }.start()
  }

  /// From now on nobody listens.
  func stop() { shutDown() }

  private static func serve(_ listener: Int32, _ answer: [UInt8], _ end: End) {
    while let client = nextClient(of: listener) {
      var patience = timeval(tv_sec: 20, tv_usec: 0)
      setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      var buffer = [UInt8](repeating: 0, count: 4096)
      var head: [UInt8] = []
      while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
        let count = recv(client, &buffer, 1, 0)
        guard count > 0 else { break }
        head.append(buffer[0])
        // What is no request at all, as the first bytes of TLS, is answered too.
        if head.count == 1, !(0x41...0x5A).contains(head[0]) { break }
      }
      var rest = answer[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard count > 0 else { break }
        rest = rest.dropFirst(count)
      }
      switch end {
      case .close: break
      case .reset:
        var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
        setsockopt(client, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
      case .wait: while recv(client, &buffer, buffer.count, 0) > 0 {}
      }
      close(client)
    }
    close(listener)
  }
}
