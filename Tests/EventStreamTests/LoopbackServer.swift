import Foundation
import Glibc
import Synchronization
import TestSupport

/// A server on loopback that serves one connection after the other, each by the script with its number.
final class LoopbackServer: Sendable {
  let url: String
  private let shutDown: ListenerShutdown
  private let seen = Mutex<[String]>([])

  /// The heads of the requests so far.
  var heads: [String] { seen.withLock { $0 } }

  init(_ script: @escaping @Sendable (Connection) -> Void) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let failed = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) != 0 || listen(listener, 128) != 0 || getsockname(listener, $0, &size) != 0
      }
    }
    guard listener >= 0, !failed else { throw POSIXError(.EADDRNOTAVAIL) }
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/"
    shutDown = ListenerShutdown(of: listener)
    let thread = Thread { [weak self] in
      var number = 0
      while let client = nextClient(of: listener) {
        let connection = Connection(number: number, socket: client)
        let head = connection.readHead()
        self?.seen.withLock { $0.append(head) }
        script(connection)
        close(client)
        number += 1
      }
      close(listener)
    }
    thread.start()
  }

  deinit { shutDown() }
}

/// The server's end of a connection, on its thread. A wait ends after twenty minutes: all tests share two threads.
struct Connection {
  let number: Int
  private let socket: Int32

  init(number: Int, socket: Int32) {
    (self.number, self.socket) = (number, socket)
    var patience = timeval(tv_sec: 1200, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  func readHead() -> String {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8), recv(socket, &byte, 1, 0) == 1 { head.append(byte) }
    return String(decoding: head, as: UTF8.self)
  }

  /// Takes that many bytes of a body: what is left unread resets the connection.
  func read(_ count: Int) {
    var byte: UInt8 = 0
    for _ in 0..<count where recv(socket, &byte, 1, 0) != 1 { return }
  }

  /// Answers with an event stream that begins so.
  func stream(_ body: String) {
    send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + body)
  }

  func send(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  /// Sends the same again and again until no program reads it.
  ///
  /// - Returns: how many bytes the system took; `limit` if they were never refused.
  func sendUntilBlocked(_ text: String, limit: Int) -> Int {
    var patience = timeval(tv_sec: 1, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let bytes = Array(text.utf8)
    var total = 0
    while total < limit {
      let sent = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      guard sent > 0 else { return total }
      total += sent
    }
    return total
  }

  /// Whether the client has gone in time.
  func isClosed() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64)
    while true {
      let count = recv(socket, &bytes, bytes.count, 0)
      if count == 0 { return true }
      if count < 0 { return errno == ECONNRESET }
    }
  }
}
