/// Bytes after percent signs (RFC 3986, 2.1).
package enum PercentEncoding {
  /// What is not followed by two hexadecimal digits stays as it is.
  ///
  /// - Parameter keepsNull: whether `%00` stays as it is too: it would end the name of a file.
  package static func decoded(_ bytes: some Collection<UInt8>, keepsNull: Bool = false) -> [UInt8] {
    var decoded: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = value(of: rest.prefix(2)), value != 0 || !keepsNull {
        decoded.append(value)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return decoded
  }

  private static func value(of digits: some Collection<UInt8>) -> UInt8? {
    // The integer's own initializer takes a sign too, as in "%+1" and "%-0".
    guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
