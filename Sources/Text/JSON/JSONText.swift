/// Writes bytes as the inside of a JSON string (RFC 8259, 7).
///
/// What is not UTF-8 becomes U+FFFD, as everywhere. ASCII is looked at eight bytes at a time.
package enum JSONText {
  /// Which characters are escaped beside those that must be.
  package enum Reader: Sendable {
    /// A program: DEL, C1 and the line separators of Unicode, which some take for line ends.
    case program
    /// A terminal: also what is invisible, or turns the direction of writing, and combining marks without a character to
    /// stand on, or too many for one.
    case terminal
    /// A terminal that speaks no Unicode, to which any other byte than ASCII may be a command.
    case asciiTerminal
  }

  /// Bytes that are escaped in one go: one becomes six at most.
  private static let part = 128

  /// Combining marks that may stand on a character, as on the screen.
  private static let markLimit = 4

  package static func append(_ bytes: UnsafeRawBufferPointer, to output: inout [UInt8], for reader: Reader = .program) {
    ByteBlock.gather(into: &output) { append(bytes, to: &$0, for: reader) }
  }

  package static func append(_ bytes: UnsafeRawBufferPointer, to output: inout ByteBlock, for reader: Reader) {
    if bytes.count <= 16, appendPlain(bytes, to: &output) { return }
    if bytes.count >= largeCount { output.reserve(mostEscaped(bytes)) }
    var index = 0
    // Nothing that was escaped may get a mark, nor the quote in front.
    var marksLeft = 0
    while index < bytes.count {
      let end = min(index + part, bytes.count)
      output.write(atMost: 6 * (end - index) + 16) { room in
        var count = 0
        while index < end {
          let first = index
          copyASCII(bytes, from: &index, to: end, room, &count)
          if index > first { marksLeft = markLimit }
          if index < end { count &+= escape(bytes, at: &index, room, count, reader, &marksLeft) }
        }
        return count
      }
    }
  }

  /// Copies a short text in which each character stands for itself, as in most types, ids and numbers.
  ///
  /// - Returns: whether it is one.
  @inline(__always)
  private static func appendPlain(_ bytes: UnsafeRawBufferPointer, to output: inout ByteBlock) -> Bool {
    let first = min(bytes.count, 8)
    let (low, high) = (
      word(bytes, from: 0, first, to: first), word(bytes, from: first, bytes.count &- first, to: bytes.count)
    )
    guard (notASCII(low) | quoted(low) | notASCII(high) | quoted(high)) & tops == 0 else { return false }
    output.write(atMost: 16) { room in
      room.storeBytes(of: low.littleEndian, as: UInt64.self)
      room.storeBytes(of: high.littleEndian, toByteOffset: first, as: UInt64.self)
      return bytes.count
    }
    return true
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Top bits are set by bytes below 0x20, DEL, and what is not ASCII. Without any of those nothing carries or borrows.
  @inline(__always)
  private static func notASCII(_ word: UInt64) -> UInt64 { (word &- ones &* 0x20) | (word &+ ones) | word }

  /// Top bits are set by quotes and backslashes, where there is but ASCII.
  @inline(__always)
  private static func quoted(_ word: UInt64) -> UInt64 {
    ((word ^ ones &* 0x22) &- ones) | ((word ^ ones &* 0x5C) &- ones)
  }

  /// Bytes from which on room is made at once: growing by doubling would need three times as much memory.
  private static let largeCount = 1 << 20

  /// What bytes amount to at most.
  private static func mostEscaped(_ bytes: UnsafeRawBufferPointer) -> Int {
    bytes.reduce(0) { $0 &+ (0x20..<0x7F ~= $1 ? 2 : 6) }
  }

  package static func append(_ text: String, to output: inout [UInt8], for reader: Reader = .program) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &output, for: reader) }
  }

  /// Copies bytes up to what is no printable ASCII, a backslash in front of quotes and backslashes.
  @inline(__always)
  private static func copyASCII(
    _ bytes: UnsafeRawBufferPointer, from start: inout Int, to end: Int, _ room: UnsafeMutableRawBufferPointer,
    _ count: inout Int
  ) {
    while start < end {
      let length = min(end &- start, 8)
      var word = word(bytes, from: start, length, to: end)
      guard notASCII(word) & tops == 0 else { break }
      start &+= length
      if quoted(word) & tops == 0 {
        room.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
        count &+= length
        continue
      }
      // JSON within JSON is full of quotes: a branch for each would be guessed wrongly again and again.
      for _ in 0..<length {
        copy(UInt8(truncatingIfNeeded: word), room, &count)
        word >>= 8
      }
    }
    while start < end {
      let byte = bytes[start]
      if byte < 0x20 || byte >= 0x7F { break }
      copy(byte, room, &count)
      start &+= 1
    }
  }

  /// Up to eight bytes, the first in the lowest bits, with blanks behind them. Nothing is read beyond `end`.
  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, from start: Int, _ length: Int, to end: Int) -> UInt64 {
    if length == 8 { return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)) }
    guard length > 0 else { return ones &* 0x20 }
    func shifted(_ word: UInt64, _ count: Int) -> UInt64 { word &<< UInt64(truncatingIfNeeded: 8 &* count) }
    let blanks = shifted(ones &* 0x20, length)
    if end >= 8 {
      // With bytes before them, which are shifted out.
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self))
      return word &>> UInt64(truncatingIfNeeded: 64 &- 8 &* length) | blanks
    }
    // Parts that may overlap.
    if length >= 4 {
      func four(_ offset: Int) -> UInt64 {
        UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      }
      return four(start) | shifted(four(end &- 4), length &- 4) | blanks
    }
    let middle = length / 2
    return UInt64(bytes[start]) | shifted(UInt64(bytes[start &+ middle]), middle)
      | shifted(UInt64(bytes[end &- 1]), length &- 1) | blanks
  }

  @inline(__always)
  private static func copy(_ byte: UInt8, _ room: UnsafeMutableRawBufferPointer, _ count: inout Int) {
    room[count] = UInt8(ascii: "\\")
    count &+= byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 1 : 0
    room[count] = byte
    count &+= 1
  }

  /// Writes the character at `index` as it may stand, moves beyond it, and says how many bytes were written.
  private static func escape(
    _ bytes: UnsafeRawBufferPointer, at index: inout Int, _ room: UnsafeMutableRawBufferPointer, _ count: Int,
    _ reader: Reader, _ marksLeft: inout Int
  ) -> Int {
    let start = index
    let scalar = UTF8Decoding.scalar(in: bytes.assumingMemoryBound(to: UInt8.self).span, at: &index)
    let isWhole = scalar != "\u{FFFD}" || bytes[start] == 0xEF && index - start == 3
    if isWhole, !isEscaped(scalar, for: reader, &marksLeft) {
      for offset in start..<index { room[count + offset - start] = bytes[offset] }
      return index - start
    }
    marksLeft = 0
    var written = 0
    func write(_ byte: UInt8) {
      room[count + written] = byte
      written += 1
    }
    func write(_ text: StaticString) { text.withUTF8Buffer { for byte in $0 { write(byte) } } }
    switch scalar {
    case "\n": write("\\n")
    case "\r": write("\\r")
    case "\t": write("\\t")
    case "\u{FFFD}" where reader != .asciiTerminal: write("\u{FFFD}")
    default:
      for unit in UTF16.encode(scalar) ?? UTF16.EncodedScalar() {
        write("\\u")
        for shift in stride(from: 12, through: 0, by: -4) { write(digits[Int(unit >> UInt16(shift) & 15)]) }
      }
    }
    return written
  }

  /// - Parameter scalar: no quote and no backslash.
  private static func isEscaped(_ scalar: Unicode.Scalar, for reader: Reader, _ marksLeft: inout Int) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: return true
    case 0x20..<0x7F: return false
    default:
      switch reader {
      case .program: return false
      case .terminal:
        if isInvisible(scalar) { return true }
        marksLeft = isAttached(scalar) ? marksLeft - 1 : markLimit
        return marksLeft < 0
      case .asciiTerminal: return true
      }
    }
  }

  @inline(never)
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
      || properties.generalCategory == .privateUse || properties.generalCategory == .unassigned
  }

  /// Whether it takes no column of its own: a combining mark, or a vowel or final of a Hangul syllable.
  @inline(never)
  private static func isAttached(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value)
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
