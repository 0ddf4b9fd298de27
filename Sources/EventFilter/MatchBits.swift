/// One bit for each position of a range that grows at its end and is dropped from its front.
///
/// In blocks of 1,024 with a count each, so that finding passes over what holds nothing.
struct MatchBits: Sendable {
  private static let shift = 10
  private static let size = 1 << shift

  private struct Block: Sendable {
    var words = InlineArray<16, UInt64>(repeating: 0)
    var count: Int16 = 0
  }

  private var blocks: [Block] = []
  /// The number of the first block: its first position, shifted.
  private var base = 0
  /// How many bits are set.
  private(set) var count = 0

  /// Makes room for the positions of a range, and forgets all before it.
  mutating func keep(_ range: Range<Int>) {
    let first = range.lowerBound >> Self.shift
    if blocks.isEmpty { base = first }
    let passed = min(first - base, blocks.count)
    if passed > 0 {
      for block in blocks[..<passed] { count -= Int(block.count) }
      blocks.removeFirst(passed)
      base += passed
    }
    if blocks.isEmpty { base = first }
    while (base + blocks.count) << Self.shift < range.upperBound { blocks.append(Block()) }
    guard !blocks.isEmpty else { return }
    for position in first << Self.shift..<range.lowerBound { remove(position) }
  }

  mutating func insert(_ position: Int) {
    let (block, word, bit) = place(position)
    guard blocks[block].words[word] & bit == 0 else { return }
    blocks[block].words[word] |= bit
    blocks[block].count += 1
    count += 1
  }

  private mutating func remove(_ position: Int) {
    let (block, word, bit) = place(position)
    guard blocks[block].words[word] & bit != 0 else { return }
    blocks[block].words[word] &= ~bit
    blocks[block].count -= 1
    count -= 1
  }

  private func place(_ position: Int) -> (block: Int, word: Int, bit: UInt64) {
    let inside = position & (Self.size - 1)
    return ((position >> Self.shift) - base, inside >> 6, 1 << UInt64(inside & 63))
  }

  func contains(_ position: Int) -> Bool {
    let (block, word, bit) = place(position)
    return blocks.indices.contains(block) && blocks[block].words[word] & bit != 0
  }

  /// The first set position from `start` on.
  func first(from start: Int) -> Int? {
    var position = max(start, base << Self.shift)
    while true {
      let (block, word, bit) = place(position)
      guard block < blocks.count else { return nil }
      if blocks[block].count == 0 {
        position = (position | (Self.size - 1)) + 1
      } else {
        let bits = blocks[block].words[word] & ~(bit - 1)
        if bits != 0 { return (position & ~63) + bits.trailingZeroBitCount }
        position = (position | 63) + 1
      }
    }
  }

  /// The last set position before `end`.
  func last(before end: Int) -> Int? {
    var position = min(max(end, 0), (base + blocks.count) << Self.shift) - 1
    while position >= base << Self.shift {
      let (block, word, bit) = place(position)
      if blocks[block].count == 0 {
        position = (position & ~(Self.size - 1)) - 1
      } else {
        let bits = blocks[block].words[word] & (bit | (bit - 1))
        if bits != 0 { return (position & ~63) + 63 - bits.leadingZeroBitCount }
        position = (position & ~63) - 1
      }
    }
    return nil
  }
}
