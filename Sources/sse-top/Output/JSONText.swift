import Dashboard

/// Writes bytes as the inside of a JSON string (RFC 8259, 7).
///
/// What is not UTF-8 becomes U+FFFD, as everywhere. Runs of what may stand as it is are found eight bytes at a time.
nonisolated enum JSONText {
  /// Which characters are escaped beside those that must be.
  enum Reader: Sendable {
    /// A program: DEL, C1 and the line separators of Unicode, which some take for line ends.
    case program
    /// A terminal: also what is invisible, or turns the direction of writing.
    case terminal
    /// A terminal that speaks no Unicode, to which any other byte than ASCII may be a command.
    case asciiTerminal
  }

  static func append(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8], for reader: Reader = .program) {
    let span = bytes.assumingMemoryBound(to: UInt8.self).span
    var start = 0
    var index = 0
    while index < bytes.count {
      index = plainEnd(of: bytes, from: index)
      guard index < bytes.count else { break }
      let end = index
      let scalar = UTF8Decoding.scalar(in: span, at: &index)
      let isWhole = scalar != "\u{FFFD}" || bytes[end] == 0xEF && index - end == 3
      if isWhole, !isEscaped(scalar, for: reader) { continue }
      output.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      appendEscaped(scalar, to: &output, for: reader)
      start = index
    }
    output.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start...]))
  }

  static func append(_ text: String, to output: inout [UInt8], for reader: Reader = .program) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &output, for: reader) }
  }

  /// The first index from `start` on whose byte is a quote, a backslash or no printable ASCII.
  private static func plainEnd(of bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    let ones: UInt64 = 0x0101_0101_0101_0101
    while index &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // A top bit is set by a byte below 0x20, a quote, a backslash, DEL, and what is not ASCII. A carry or a borrow
      // only comes from such a byte, so the lowest one that is set is true.
      let found =
        (word &- ones &* 0x20) | ((word ^ ones &* 0x22) &- ones) | ((word ^ ones &* 0x5C) &- ones)
        | (word &+ ones) | word
      let tops = found & ones &* 0x80
      if tops != 0 { return index &+ tops.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x5C { break }
      index &+= 1
    }
    return index
  }

  private static func isEscaped(_ scalar: Unicode.Scalar, for reader: Reader) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x22, 0x5C, 0x7F..<0xA0, 0x2028, 0x2029: return true
    case 0x20..<0x7F: return false
    default:
      switch reader {
      case .program: return false
      case .terminal:
        let properties = scalar.properties
        return properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
          || properties.generalCategory == .privateUse || properties.generalCategory == .unassigned
      case .asciiTerminal: return true
      }
    }
  }

  private static func appendEscaped(_ scalar: Unicode.Scalar, to output: inout [UInt8], for reader: Reader) {
    switch scalar {
    case "\"", "\\": output += [UInt8(ascii: "\\"), UInt8(ascii: scalar)]
    case "\n": output += Array("\\n".utf8)
    case "\r": output += Array("\\r".utf8)
    case "\t": output += Array("\\t".utf8)
    case "\u{FFFD}" where reader != .asciiTerminal: output += [0xEF, 0xBF, 0xBD]
    default:
      for unit in String(scalar).utf16 {
        output += Array("\\u".utf8)
        for shift in [12, 8, 4, 0] as [UInt16] { output.append(digits[Int(unit >> shift & 15)]) }
      }
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
