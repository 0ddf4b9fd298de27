internal import Glibc

/// Which socket a transfer's connection uses. libcurl tells its number only when a transfer is over.
struct ConnectionSocket {
  /// Of the connection in use, as far as it is known.
  private(set) var descriptor: Int32?
  private var candidates: [Int32] = []

  /// A connection is tried over this socket, perhaps one of several.
  mutating func noteOpening(of socket: Int32, arrivals: Arrivals) {
    // Whatever was in use may be closed by now, and its number another's.
    noteEnd(arrivals: arrivals)
    candidates.append(socket)
  }

  /// One of the sockets has become the connection.
  ///
  /// - Parameter localPort: of the connection; nothing that counts for one that has no ports.
  mutating func noteConnection(localPort: Int, arrivals: Arrivals) {
    // Where a request follows another on its connection, none was opened.
    if !candidates.isEmpty {
      descriptor = candidates.count == 1 ? candidates[0] : candidates.last { Self.localPort(of: $0) == localPort }
    }
    candidates = []
    if let descriptor { arrivals.watch(descriptor) }
  }

  /// The connection is no longer in use.
  mutating func noteEnd(arrivals: Arrivals) {
    if let descriptor { arrivals.forget(descriptor) }
    descriptor = nil
  }

  private static func localPort(of socket: Int32) -> Int? {
    // The port lies where it lies in the address of the older family.
    var address = sockaddr_in6()
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let failure = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
    }
    return failure == 0 ? Int(UInt16(bigEndian: address.sin6_port)) : nil
  }
}
