import Glibc

/// A plain blocking TCP socket to a port of 127.0.0.1, which gives up after ten seconds of silence.
final class Socket {
  struct Failure: Error {
    let call: String
    let errnoCode: CInt
  }

  private let descriptor: CInt

  init(port: Int) throws {
    descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(call: "socket", errnoCode: errno) }
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Failure(call: "connect", errnoCode: errno) }
  }

  deinit {
    close(descriptor)
  }

  func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL)) == bytes.count else {
      throw Failure(call: "send", errnoCode: errno)
    }
  }

  func closeSendingHalf() {
    shutdown(descriptor, CInt(SHUT_WR))
  }

  /// Reads until the text is as wanted.
  func read(until isEnough: (String) -> Bool) throws -> String {
    var text = ""
    while !isEnough(text) {
      guard let more = try readSome() else { throw Failure(call: "end of stream", errnoCode: 0) }
      text += more
    }
    return text
  }

  /// Reads until the other side closes.
  func readToEnd() throws -> String {
    var text = ""
    while let more = try readSome() { text += more }
    return text
  }

  /// How many descriptors of this process are sockets with this port at one end, a server's or its clients'.
  ///
  /// Other tests in the process have sockets of their own.
  static func count(port: Int) -> Int {
    (CInt(0)..<4096).filter { descriptor in
      Self.port(getsockname, descriptor) == port || Self.port(getpeername, descriptor) == port
    }.count
  }

  private typealias NameCall = (CInt, UnsafeMutablePointer<sockaddr>?, UnsafeMutablePointer<socklen_t>?) -> CInt

  private static func port(_ name: NameCall, _ descriptor: CInt) -> Int? {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { name(descriptor, $0, &size) }
    }
    return result == 0 && address.sin_family == sa_family_t(AF_INET) ? Int(UInt16(bigEndian: address.sin_port)) : nil
  }

  private func readSome() throws -> String? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { throw Failure(call: "recv", errnoCode: errno) }
    return count == 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }
}
