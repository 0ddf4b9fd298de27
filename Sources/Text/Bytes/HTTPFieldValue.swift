/// The value of a header (RFC 9110, 5.5).
package enum HTTPFieldValue {
  /// Whether it stays on its line: it holds no line end and no NUL, by which a value could become a header of its own.
  package static func staysOnLine(_ value: some Sequence<UInt8>) -> Bool {
    value.allSatisfy { $0 != 0x00 && !$0.isLineEnd }
  }
}
