/// The id that comes next if a stream's ids count by one, as text: comparing is cheaper than reading a number, and most
/// ids of a stream that counts are this one.
///
/// Constant size: of longer ids none is foreseen.
struct NextID: Sendable {
  /// Bytes of the id that are compared as one number: most counts rise in these alone.
  private static let wordLength = 8

  /// The id's bytes; its last eight, or as many as it has, are those of `word`.
  private var text = InlineArray<32, UInt8>(repeating: 0)
  /// 0 while no id is foreseen.
  private(set) var count = 0
  /// The last bytes, the very last one highest. Where there are fewer, the lowest are not the id's.
  private var word: UInt64 = 0
  /// How many bits of `word` are not the id's.
  private var shift: UInt64 = 0

  /// Foresees the id that follows one; `id` ends in a number.
  mutating func follow(_ id: UnsafeRawBufferPointer) {
    guard id.count <= text.count else { return forget() }
    count = id.count
    for index in 0..<count { text[index] = id[index] }
    increaseText()
  }

  /// Foresees no id.
  mutating func forget() { count = 0 }

  /// Whether an id is the one that was foreseen; then the one after it is. An id that lies among the very first bytes
  /// is not compared.
  ///
  /// - Parameters:
  ///   - bytes: in which the id lies: `place` and `count` are within them.
  ///   - count: the id's bytes.
  @inline(__always)
  mutating func accepts(_ bytes: UnsafeRawBufferPointer, at place: Int, count: Int) -> Bool {
    let start = place &+ count &- Self.wordLength
    guard count == self.count, count > 0, start >= 0 else { return false }
    let found = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    guard (found ^ word) &>> shift == 0 else { return false }
    if count > Self.wordLength, !beginsAlike(bytes, at: place) { return false }
    if word < UInt64(UInt8(ascii: "9")) << 56 { word &+= 1 << 56 } else { carry() }
    return true
  }

  private func beginsAlike(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
    for index in 0..<count &- Self.wordLength where text[index] != bytes[place &+ index] { return false }
    return true
  }

  /// Adds one where the last digit is a nine.
  @inline(never)
  private mutating func carry() {
    var (next, place) = (word, UInt64(56))
    while UInt8(truncatingIfNeeded: next >> place) == UInt8(ascii: "9") {
      guard place > shift else { return carryBeyondWord() }
      next -= 9 << place
      place -= 8
    }
    guard UInt8(truncatingIfNeeded: next >> place) &- 0x30 < 10 else { return forget() }
    word = next + (1 << place)
  }

  private mutating func carryBeyondWord() {
    var rest = word
    for index in stride(from: count - 1, through: max(count - Self.wordLength, 0), by: -1) {
      text[index] = UInt8(truncatingIfNeeded: rest >> 56)
      rest <<= 8
    }
    increaseText()
  }

  /// Adds one to the number at the end. One that would need another digit is not foreseen.
  private mutating func increaseText() {
    var place = count - 1
    while place >= 0, text[place] == UInt8(ascii: "9") {
      text[place] = UInt8(ascii: "0")
      place -= 1
    }
    guard place >= 0, text[place] &- 0x30 < 10 else { return forget() }
    text[place] += 1
    let length = min(count, Self.wordLength)
    shift = UInt64(Self.wordLength - length) * 8
    word = 0
    for index in count - length..<count { word = word >> 8 | UInt64(text[index]) << 56 }
  }
}
