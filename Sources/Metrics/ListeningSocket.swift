import CLinux
import Glibc

/// A socket that waits for connections; closed when it is let go.
final class ListeningSocket: Sendable {
  let descriptor: Int32
  /// The port that it has, where any was asked for.
  let port: UInt16

  /// - Throws: why it cannot be had, in a sentence.
  init(_ address: MetricsAddress) throws(MetricsServer.Failure) {
    var hints = addrinfo()
    (hints.ai_socktype, hints.ai_flags) = (Int32(SOCK_STREAM.rawValue), AI_PASSIVE)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address.host, String(address.port), &hints, &found)
    defer { if let found { freeaddrinfo(found) } }
    guard code == 0, let info = found?.pointee else {
      throw MetricsServer.Failure(sentence: "\(address.host): \(String(cString: gai_strerror(code)))")
    }
    let descriptor = socket(
      info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var isOn: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    guard descriptor >= 0, bind(descriptor, info.ai_addr, info.ai_addrlen) == 0, listen(descriptor, 16) == 0 else {
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw MetricsServer.Failure(sentence: "\(address.authority): \(reason)")
    }
    self.descriptor = descriptor
    port = Self.port(of: descriptor) ?? address.port
  }

  deinit { close(descriptor) }

  /// A connection that was made; -1 if none was.
  func accept() -> Int32 { linux_accept(descriptor) }

  private static func port(of descriptor: Int32) -> UInt16? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let isKnown = withUnsafeMutableBytes(of: &storage) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { getsockname(descriptor, $0.baseAddress, &length) == 0 }
    }
    guard isKnown else { return nil }
    return withUnsafeBytes(of: storage) { bytes in
      // At the same place in an address of IPv4 and of IPv6.
      UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
    }
  }
}
