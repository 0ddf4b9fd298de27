import Foundation
import Glibc
import Synchronization
import TestSupport

/// A server on loopback that keeps what it is asked, and answers each request with 204.
final class RequestRecorder: Sendable {
  /// A request as it arrived.
  struct Record: Equatable, Sendable {
    var method: String
    var target: String
    /// Names in small letters, blanks around values left out; sorted, for their order means nothing.
    var headers: [String]
    var body: [UInt8]
  }

  let port: UInt16
  private let listener: Int32
  private let shutDown: ListenerShutdown
  private let records = Mutex<[Record]>([])

  init() throws {
    (listener, port) = try ListeningAddress.ipv4.listen()
    shutDown = ListenerShutdown(of: listener)
    Thread { [self] in serve() }.start()
  }

  func stop() { shutDown() }

  /// What was asked since the last call.
  func take() -> [Record] {
    records.withLock { records in
      defer { records = [] }
      return records
    }
  }

  private func serve() {
    while let client = nextClient(of: listener) {
      var patience = timeval(tv_sec: 5, tv_usec: 0)
      setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      if let record = Self.read(client) {
        // Before the answer, so that it is there when the client has ended.
        records.withLock { $0.append(record) }
        let answer = Array("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".utf8)
        _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
      }
      close(client)
    }
    close(listener)
  }

  private static func read(_ client: Int32) -> Record? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        let record = record(head: bytes[..<end.lowerBound], body: Array(bytes[end.upperBound...]))
        let length = record?.headers.first { $0.hasPrefix("content-length:") }.flatMap { Int($0.dropFirst(15)) } ?? 0
        if bytes.count - end.upperBound >= length { return record }
      }
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
  }

  private static func record(head: ArraySlice<UInt8>, body: [UInt8]) -> Record? {
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ", maxSplits: 2)
    guard words.count == 3 else { return nil }
    let headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
      return parts[0].lowercased() + ":" + value
    }
    return Record(method: String(words[0]), target: String(words[1]), headers: headers.sorted(), body: body)
  }
}
