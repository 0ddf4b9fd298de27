import Glibc

/// Where a server of a test listens, on this machine only.
package enum ListeningAddress: Sendable {
  case ipv4
  case ipv6
  case unix(path: String)

  /// A call of the system that failed.
  package struct Failure: Error {
    package var call: String
    package var number: Int32
  }

  /// - Returns: the socket, and its port if there are ports.
  package func listen() throws -> (socket: Int32, port: UInt16) {
    switch self {
    case .ipv4:
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
      return try Self.listen(AF_INET, &address) { UInt16(bigEndian: $0.sin_port) }
    case .ipv6:
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_addr = in6addr_loopback
      return try Self.listen(AF_INET6, &address) { UInt16(bigEndian: $0.sin6_port) }
    case .unix(let path):
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
      return try Self.listen(AF_UNIX, &address) { _ in 0 }
    }
  }

  /// Whether this machine has it.
  package var isThere: Bool {
    guard let (socket, _) = try? listen() else { return false }
    close(socket)
    return true
  }

  private static func listen<Address>(
    _ family: Int32, _ address: inout Address, port: (Address) -> UInt16
  ) throws -> (Int32, UInt16) {
    let listener = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard listener >= 0 else { throw Failure(call: "socket", number: errno) }
    var size = socklen_t(MemoryLayout<Address>.size)
    let failed = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, size) != 0 || Glibc.listen(listener, 512) != 0
          || getsockname(listener, address, &size) != 0
      }
    }
    guard !failed else {
      let number = errno
      close(listener)
      throw Failure(call: "bind", number: number)
    }
    return (listener, port(address))
  }
}
