/// A request to the metrics' address, as far as it has come; without I/O.
struct ScrapeRequest {
  enum Answer: Equatable {
    /// The metrics, or only their head.
    case metrics(hasBody: Bool)
    case notFound
    case tooLong
  }

  /// Bytes of a request's head.
  static let limit = 4096

  private var bytes: [UInt8] = []

  /// Takes what has come.
  ///
  /// - Returns: what to answer; `nil` while the head is not complete.
  mutating func receive(_ more: some Collection<UInt8>) -> Answer? {
    bytes += more
    guard let end = Self.end(of: bytes) else { return bytes.count > Self.limit ? .tooLong : nil }
    return end > Self.limit ? .tooLong : Self.answer(to: bytes)
  }

  /// Where the empty line is that ends a head; lines may end with LF alone (RFC 9112, 2.2).
  private static func end(of bytes: [UInt8]) -> Int? {
    var isEmpty = false
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A {
        if isEmpty { return index + 1 }
        isEmpty = true
      } else if byte != 0x0D {
        isEmpty = false
      }
    }
    return nil
  }

  private static func answer(to bytes: [UInt8]) -> Answer {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let words = line.split(separator: 0x20, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard words.count == 3, words[2].hasPrefix("HTTP/1."), ["GET", "HEAD"].contains(words[0]),
      words[1].prefix(while: { $0 != "?" }) == "/metrics"
    else { return .notFound }
    return .metrics(hasBody: words[0] == "GET")
  }
}
