import Text

/// Whether a text is JSON, and the same text in one line.
package enum JSONCheck {
  /// Whether the whole text is one JSON value (RFC 8259).
  package static func isValid(_ text: [UInt8]) -> Bool {
    text.withUnsafeBytes(JSONSearch.isJSON)
  }

  /// A JSON text without the blanks between its tokens; `nil` for what is no JSON.
  package static func compact(_ text: [UInt8]) -> [UInt8]? {
    guard isValid(text) else { return nil }
    return text.withUnsafeBytes { bytes in
      var tokens = JSONTokens(bytes)
      var compact: [UInt8] = []
      compact.reserveCapacity(bytes.count)
      while let token = tokens.next(), token != .end {
        compact.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[tokens.range]))
      }
      return compact
    }
  }
}
