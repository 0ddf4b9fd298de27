/// The words that names of headers, methods and MIME types are made of (RFC 9110, 5.6.2).
package enum HTTPToken {
  package static func holds(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(isPart)
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

/// The value of a header (RFC 9110, 5.5).
package enum HTTPFieldValue {
  /// Whether it stays on its line: it holds no line end and no NUL, by which a value could become a header of its own.
  package static func staysOnLine(_ value: some Sequence<UInt8>) -> Bool {
    value.allSatisfy { $0 != 0x00 && !$0.isLineEnd }
  }
}
