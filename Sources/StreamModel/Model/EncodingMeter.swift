import Text

/// Looks for bytes that are not UTF-8.
///
/// Constant size. What is looked at in a second is bounded, so a fast stream is looked at in part; the rest is taken to
/// be as it should be.
package struct EncodingMeter: Sendable {
  /// Sequences that are no character.
  package private(set) var count = 0
  /// Where the first one was, and the start of its line.
  package internal(set) var first: (place: WireFaults.Place, text: [UInt8])?

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
  mutating func take(_ bytes: UnsafeRawBufferPointer, at now: Moment) -> Int? {
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
        index = Self.endOfASCII(in: bytes, from: index)
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

  private static func endOfASCII(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index + 32 <= bytes.count {
      var word: UInt64 = 0
      for place in 0..<4 { word |= bytes.loadUnaligned(fromByteOffset: index + place * 8, as: UInt64.self) }
      if word & 0x8080_8080_8080_8080 != 0 { break }
      index += 32
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
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
