package import Text

/// Writes JSON again so that it has its place in a line: no white space between its tokens, what is not UTF-8 replaced
/// as everywhere; digits, escapes and the order of members stay. Half of a surrogate pair by itself becomes U+FFFD: jq
/// and others that read the line would stop there.
package enum JSONLine {
  /// Arrays within each other, and objects, which count twice. What is deeper is left alone: jq 1.6 reads no more than
  /// 256, counted so, and could not read the line at all.
  package static let depthLimit = 250

  /// Appends a text that is JSON.
  ///
  /// - Returns: whether it is JSON and not too deep; if not, nothing was appended.
  package static func append(
    _ text: UnsafeRawBufferPointer, to output: inout [UInt8], for reader: JSONText.Reader = .program
  ) -> Bool {
    let first = output.count
    var steps = JSONReader(text)
    var needsComma = false
    var depth = 0
    while depth <= depthLimit, let step = steps.next() {
      if case .close = step {} else if needsComma, step != .end { output.append(UInt8(ascii: ",")) }
      needsComma = true
      switch step {
      case .open(let isObject):
        output.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        needsComma = false
        depth += isObject ? 2 : 1
      case .close(let isObject):
        output.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        depth -= isObject ? 2 : 1
      case .key:
        appendString(steps.text, to: &output, for: reader)
        output.append(UInt8(ascii: ":"))
        needsComma = false
      case .string: appendString(steps.text, to: &output, for: reader)
      case .number, .true, .false, .null: output.append(contentsOf: steps.text)
      case .end: return true
      }
    }
    output.removeSubrange(first...)
    return false
  }

  /// - Parameter text: with its quotes.
  private static func appendString(
    _ text: UnsafeRawBufferPointer, to output: inout [UInt8], for reader: JSONText.Reader
  ) {
    output.append(UInt8(ascii: "\""))
    let end = text.count - 1
    var start = 1
    while start < end {
      if text[start] == UInt8(ascii: "\\") {
        let first = start
        if JSONEscape.scalar(in: text, at: &start) != nil {
          output.append(contentsOf: text[first..<start])
        } else {
          output.append(contentsOf: #"\ufffd"#.utf8)
          start += 6
        }
        continue
      }
      let next = text[start..<end].firstIndex(of: UInt8(ascii: "\\")) ?? end
      JSONText.append(UnsafeRawBufferPointer(rebasing: text[start..<next]), to: &output, for: reader)
      start = next
    }
    output.append(UInt8(ascii: "\""))
  }
}
