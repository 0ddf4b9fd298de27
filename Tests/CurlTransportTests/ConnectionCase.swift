import Foundation
import Testing

/// A connection case of web-platform-tests: what the server answers, request by request, and what must come of it.
struct ConnectionCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Answer: Decodable, Sendable {
    var status: Int
    var contentType: String?
    var body: String?
    var location: String?
    /// How late it comes; see `isAborted`.
    var delayMs: Int?
  }

  /// What is not named is not asserted.
  struct Expectation: Decodable, Sendable {
    /// The URL, if it is not the server's.
    var url: String?
    /// What the constructor throws.
    var `throws`: String?
    var state: String?
    var events: [SourceRun.Event]?
    var reconnect: Bool?
    var errors: Int?
    var connections: Int?
    var requestHeaders: [String: String]?
    var secondRequestHeaders: [String: String]?
    var secondRequestHeadersHex: [String: String]?
    var secondRequestHeadersAbsent: [String]?
    var sequence: [String]?
    /// How long to wait before the second connection.
    var delayMs: Int?
    /// As a part of `delayMs`.
    var tolerance: Double?
  }

  var name: String
  var responses: [Answer]
  var expect: Expectation

  var testDescription: String { name }

  /// Whether the user does not wait for an answer but aborts the request.
  var isAborted: Bool { responses.contains { $0.delayMs != nil } }

  static func all() throws -> [ConnectionCase] {
    let file = Bundle.module.url(forResource: "connection", withExtension: "json", subdirectory: "Cases")
    guard let file else { throw CocoaError(.fileNoSuchFile) }
    return try JSONDecoder().decode([ConnectionCase].self, from: Data(contentsOf: file))
  }
}

extension ConnectionCase.Answer {
  var head: String {
    var head = "HTTP/1.1 \(status) Status\r\n"
    if let contentType { head += "Content-Type: \(contentType)\r\n" }
    if let location { head += "Location: \(location)\r\n" }
    return head + "\r\n"
  }

  /// The body, with what it is to repeat of the request.
  func body(for request: RequestHead) -> String {
    request.headers.reduce(body ?? "") { body, header in
      body.replacingOccurrences(
        of: "{{request header \(header.name)}}", with: String(decoding: header.value, as: UTF8.self))
    }
  }
}

/// A request's head, as it came.
struct RequestHead: Sendable {
  var line: String
  var headers: [(name: String, value: [UInt8])]

  init(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A).map { $0.last == 0x0D ? $0.dropLast() : $0 }
    line = lines.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    headers = lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      return (String(decoding: line[..<colon], as: UTF8.self), Array(line[(colon + 1)...].drop { $0 == 0x20 }))
    }
  }

  func values(of name: String) -> [[UInt8]] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }
}
