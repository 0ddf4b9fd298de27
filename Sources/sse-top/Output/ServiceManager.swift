import Glibc
import StreamModel

/// Tells systemd how the run stands, by the protocol of sd_notify(3): datagrams to the socket that it has named.
///
/// Ready when the first stream is open, then a line each time that their number changes. Nobody waits for an answer: a
/// manager that does not read is none of the streams' business.
final class ServiceManager {
  private let descriptor: Int32
  private var address = sockaddr_un()
  private let length: socklen_t
  private var isReady = false
  private var status = ""

  /// - Parameter socket: a path, or a name behind `@`; `nil` where nobody has asked.
  init?(socket: String?) {
    guard let name = socket.map({ Array($0.utf8) }), let first = name.first, [0x2F, 0x40].contains(first) else {
      return nil
    }
    let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
    guard name.count < MemoryLayout<sockaddr_un>.size - start else { return nil }
    descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    // The name of an abstract socket ends where the address does; that of a file ends with a zero.
    length = socklen_t(start + name.count + (first == 0x2F ? 1 : 0))
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address) { bytes in
      bytes[start...].copyBytes(from: name)
      if first == 0x40 { bytes[start] = 0 }
    }
  }

  deinit { close(descriptor) }

  /// Tells what has changed, if anything has.
  func tell(_ state: StreamState) {
    let open = state.sources.count { $0.connection.isOpen }
    let isFirst = !isReady && open > 0
    let line = state.sources.count == 1 ? open == 1 ? "open" : "not open" : "\(open) of \(state.sources.count) open"
    guard isFirst || line != status else { return }
    (isReady, status) = (isReady || isFirst, line)
    send((isFirst ? "READY=1\n" : "") + "STATUS=\(line)")
  }

  /// The run ends.
  func stop() { send("STOPPING=1") }

  private func send(_ message: String) {
    var message = message
    message.withUTF8 { bytes in
      withUnsafeBytes(of: address) { address in
        address.withMemoryRebound(to: sockaddr.self) {
          _ = sendto(
            descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT),
            $0.baseAddress, length)
        }
      }
    }
  }
}
