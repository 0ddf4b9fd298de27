internal import StreamModel

/// What is known of the end of an encrypted connection.
///
/// Whoever stands between can end the TCP connection, but not send the alert `close_notify`: without it, a body that
/// the end of the connection ends may be cut (RFC 9112, 9.8). libcurl takes the one end for the other.
struct Encryption {
  /// Whether there is a TLS connection, and the library tells of it.
  private var isHeard = false
  private var isClosed = false
  /// Whether a handshake has begun.
  private(set) var hasBegun = false

  /// Another connection is set up.
  mutating func begin(isListening: Bool) { (isHeard, isClosed, hasBegun) = (isListening, false, true) }

  /// - Parameter type: of the message (RFC 8446, 5.1).
  mutating func hear(type: Int32, _ message: UnsafeRawBufferPointer) {
    // An alert: its level, and what it says (RFC 8446, 6).
    if type == 21, message.count == 2, message[1] == 0 { isClosed = true }
  }

  /// Whether it has ended as nobody can trust it.
  var isTruncated: Bool { isHeard && !isClosed }
}

extension ResponseHead {
  /// Whether nothing but the end of the connection says where the body ends (RFC 9112, 6.3).
  var isEndedByClose: Bool {
    version.hasPrefix("HTTP/1") && values(of: "Content-Length").isEmpty
      && !values(of: "Transfer-Encoding").contains { $0.lowercased().contains("chunked") }
      && ![204, 304].contains(status)
  }
}
