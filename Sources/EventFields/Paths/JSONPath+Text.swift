package import Text

extension JSONPath {
  /// The path as jq reads it: `.a.b[0].c`, `.["odd key"]`, `.items[].sku`; `.` for the whole.
  ///
  /// Text of a stranger's may be in it, with control characters as escapes only.
  package var text: String {
    var text: [UInt8] = []
    for step in steps {
      if text.isEmpty { text.append(UInt8(ascii: ".")) }
      switch step {
      case .key(let key) where Self.isPlain(key):
        if text.count > 1 { text.append(UInt8(ascii: ".")) }
        text += key
      case .key(let key):
        text += "[\"".utf8
        key.withUnsafeBytes { JSONText.append($0, to: &text) }
        text += "\"]".utf8
      case .index(let index): text += "[\(index)]".utf8
      case .each: text += "[]".utf8
      }
    }
    return text.isEmpty ? "." : String(decoding: text, as: UTF8.self)
  }

  /// Whether jq needs no quotes for a key.
  private static func isPlain(_ key: [UInt8]) -> Bool {
    guard let first = key.first, !(0x30...0x39).contains(first) else { return false }
    return key.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }
  }
}
