import Text

/// Looks for bytes that are not UTF-8.
///
/// Constant size. What is looked at in a second is bounded, so a fast stream is looked at in part; the rest is taken to
/// be as it should be.
package struct EncodingMeter: Sendable {
  /// Sequences that are no character.
  package private(set) var count = 0
  /// Where the first one was, and the start of its line.
  package internal(set) var first: (place: WireFaults.Location, text: [UInt8])?

  /// Continuation bytes that are to come of a character, and what the next one may be.
  private var wanted = 0
  private var range: ClosedRange<UInt8> = 0x80...0xBF
  /// Whether bytes were passed over: the next ones may begin inside a character.
  private var isLost = true
  private var second: Int64 = -1
  private var looked = 0

  /// Bytes that are looked at in a second.
  private static let limit = 1 << 20

  package init() {}

  /// A body begins.
  mutating func begin() { (wanted, isLost) = (0, false) }

  /// Takes note of bytes.
  ///
  /// - Returns: the index of the first that is no UTF-8.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, at now: Moment) -> Int? {
    let second = now.nanoseconds / 1_000_000_000
    if second != self.second { (self.second, looked) = (second, 0) }
    guard looked < Self.limit else {
      isLost = true
      return nil
    }
    looked += bytes.count
    var index = 0
    if isLost {
      (wanted, isLost) = (0, false)
      while index < min(3, bytes.count), 0x80...0xBF ~= bytes[index] { index += 1 }
    }
    var found: Int?
    while index < bytes.count {
      if wanted == 0 {
        index = Self.endOfWholeCharacters(in: bytes, from: index)
        guard index < bytes.count else { break }
      }
      if !accept(bytes[index]) {
        count += 1
        found = found ?? index
      }
      index += 1
    }
    return found
  }

  /// Where characters end that are whole and well-formed: at the first that is not, or close to the end of the bytes.
  private static func endOfWholeCharacters(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let high = word & 0x8080_8080_8080_8080
      guard high != 0 else {
        index &+= 8
        continue
      }
      let ascii = high.trailingZeroBitCount >> 3
      // Four bytes of it may lie after the word.
      guard index &+ ascii &+ 4 <= bytes.count else { break }
      let character = bytes.loadUnaligned(fromByteOffset: index &+ ascii, as: UInt32.self)
      let length = length(of: UInt32(littleEndian: character))
      index &+= ascii &+ length
      guard length > 0 else { break }
    }
    return index
  }

  /// The length of the character that four bytes begin with, the first of them in the lowest ones; 0 if it is ASCII or
  /// not well-formed.
  @inline(__always)
  private static func length(of bytes: UInt32) -> Int {
    // Lead and continuation bytes; then what would be too long a form, a surrogate, or beyond the last character.
    if bytes & 0xC0C0F0 == 0x8080E0 { return bytes & 0x200F != 0 && bytes & 0x200F != 0x200D ? 3 : 0 }
    if bytes & 0xC0E0 == 0x80C0 { return bytes & 0x1E != 0 ? 2 : 0 }
    guard bytes & 0xC0C0_C0F8 == 0x8080_80F0, bytes & 0x3007 != 0 else { return 0 }
    return bytes & 0x04 == 0 || bytes & 0x3003 == 0 ? 4 : 0
  }

  /// Section 3.9 of Unicode, table "Well-formed UTF-8 byte sequences".
  private mutating func accept(_ byte: UInt8) -> Bool {
    if wanted > 0 {
      if range ~= byte {
        (wanted, range) = (wanted - 1, 0x80...0xBF)
        return true
      }
      // The character was cut; the byte may begin another.
      wanted = 0
      if byte >= 0x80 { _ = begin(byte) }
      return false
    }
    return begin(byte)
  }

  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x80: return true
    case 0xC2...0xDF: (wanted, range) = (1, 0x80...0xBF)
    case 0xE0: (wanted, range) = (2, 0xA0...0xBF)
    case 0xED: (wanted, range) = (2, 0x80...0x9F)
    case 0xE1...0xEF: (wanted, range) = (2, 0x80...0xBF)
    case 0xF0: (wanted, range) = (3, 0x90...0xBF)
    case 0xF1...0xF3: (wanted, range) = (3, 0x80...0xBF)
    case 0xF4: (wanted, range) = (3, 0x80...0x8F)
    default: return false
    }
    return true
  }
}
