import Glibc

/// The server's end of one connection, for a script to use. Blocking, and confined to the connection's thread.
final class Peer {
  /// Counts the server's connections from 0.
  let number: Int
  private(set) var report = ScriptedServer.Report()
  private var socket: Int32
  private var unread: [UInt8] = []
  private let note: (ScriptedServer.Report) -> Void

  init(number: Int, socket: Int32, note: @escaping (ScriptedServer.Report) -> Void) {
    (self.number, self.socket, self.note) = (number, socket, note)
    var patience = timeval(tv_sec: ScriptedServer.patience, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(socket, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    // Each send leaves at once, as a script means it.
    var yes: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Reads to the blank line. What comes after it stays for the next read.
  @discardableResult func readHead() -> String {
    let end: [UInt8] = Array("\r\n\r\n".utf8)
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual(end) {
      guard let byte = readByte() else { break }
      head.append(byte)
    }
    report.heads.append(head)
    note(report)
    return String(decoding: head, as: UTF8.self)
  }

  /// The path on the request line of the newest head.
  var path: String {
    let words = String(decoding: report.heads.last ?? [], as: UTF8.self).split(
      separator: " ", maxSplits: 2)
    return words.count > 1 ? String(words[1]) : ""
  }

  /// The client's IPv4 address.
  var address: String {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(socket, $0, &size) }
    }
    let number = UInt32(bigEndian: address.sin_addr.s_addr)
    return [24, 16, 8, 0].map { String(number >> $0 & 255) }.joined(separator: ".")
  }

  /// Reads that many bytes, fewer if the client ends before.
  func read(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count, let byte = readByte() { bytes.append(byte) }
    return bytes
  }

  @discardableResult func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// - Returns: whether the system took all of it.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Glibc.send(
          socket, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
      report.sent += count
    }
    return true
  }

  /// Sends until the client has stopped reading for a while, at most `count` bytes.
  ///
  /// - Returns: how many bytes went.
  func sendUntilBlocked(_ bytes: [UInt8], milliseconds: Int32 = 150) -> Int {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Glibc.send(
          socket, bytes.baseAddress.map { $0 + sent }, bytes.count - sent,
          Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count > 0 {
        sent += count
        continue
      }
      guard errno == EAGAIN else { break }
      var ready = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
      guard poll(&ready, 1, milliseconds) > 0 else { break }
    }
    report.sent += sent
    return sent
  }

  /// Whether the client has gone, or goes within so many milliseconds.
  func isLeft(within milliseconds: Int32) -> Bool {
    var state = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    // A client that has asked sends nothing but its end.
    return poll(&state, 1, milliseconds) > 0
  }

  /// Reads until the client's side ends, and reports how.
  @discardableResult func waitForClose() -> ScriptedServer.Close {
    while readByte() != nil {}
    let close = report.close ?? .notInTime
    report.close = close
    return close
  }

  /// Carries bytes between the client and another port on loopback until one of them ends.
  func relay(to port: UInt16) {
    let other = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    defer { Glibc.close(other) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    let failure = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(other, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var buffer = [UInt8](repeating: 0, count: 4096)
    var ends = [
      pollfd(fd: socket, events: Int16(POLLIN), revents: 0), pollfd(fd: other, events: Int16(POLLIN), revents: 0),
    ]
    while failure == 0, poll(&ends, 2, Int32(ScriptedServer.patience * 1000)) > 0 {
      for (from, to) in [(0, 1), (1, 0)] where ends[from].revents != 0 {
        let count = recv(ends[from].fd, &buffer, buffer.count, 0)
        guard count > 0, Glibc.send(ends[to].fd, buffer, count, Int32(MSG_NOSIGNAL)) == count else { return }
      }
    }
  }

  /// Ends the server's side and keeps the client's.
  func finish() { shutdown(socket, Int32(SHUT_WR)) }

  func close() {
    if socket >= 0 { Glibc.close(socket) }
    socket = -1
  }

  /// Closes with a RST.
  func reset() {
    var now = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  private func readByte() -> UInt8? {
    if unread.isEmpty {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else {
        if count == 0 { report.close = .end } else if errno != EAGAIN { report.close = .reset }
        return nil
      }
      unread = buffer.prefix(count).reversed()
    }
    return unread.popLast()
  }
}
