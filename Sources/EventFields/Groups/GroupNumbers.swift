/// The group of each position of a range that grows at both ends and is dropped from its front: two bytes each.
///
/// In blocks of 1,024 with a mask each, so that a search for a rare group passes over most of them.
struct GroupNumbers: Sendable {
  /// What is in no group: comments, notices, and what has not been looked at.
  static let none = UInt16.max
  private static let shift = 10
  private static let size = 1 << shift

  private struct Block: Sendable {
    /// Empty until something is set.
    var numbers: [UInt16] = []
    /// One bit a group; groups that are 64 apart share one.
    var mask: UInt64 = 0
  }

  private var blocks: [Block] = []
  /// The number of the first block: its first position, shifted.
  private var base = 0

  /// Makes room for the positions of a range, and forgets the blocks before it.
  mutating func keep(_ range: Range<Int>) {
    let first = range.lowerBound >> Self.shift
    let passed = min(first - base, blocks.count)
    if passed > 0 {
      blocks.removeFirst(passed)
      base += passed
    }
    if blocks.isEmpty { base = first }
    while (base + blocks.count) << Self.shift < range.upperBound { blocks.append(Block()) }
  }

  /// - Parameter position: one of those that there is room for.
  subscript(position: Int) -> UInt16 {
    get {
      let block = position >> Self.shift - base
      guard blocks.indices.contains(block), !blocks[block].numbers.isEmpty else { return Self.none }
      return blocks[block].numbers[position & (Self.size - 1)]
    }
    set {
      let block = position >> Self.shift - base
      guard blocks.indices.contains(block) else { return }
      if blocks[block].numbers.isEmpty {
        blocks[block].numbers = [UInt16](repeating: Self.none, count: Self.size)
      }
      blocks[block].numbers[position & (Self.size - 1)] = newValue
      blocks[block].mask |= 1 << UInt64(newValue & 63)
    }
  }

  /// The first position of a group in a range.
  func first(of group: UInt16, in range: Range<Int>) -> Int? {
    var position = max(range.lowerBound, base << Self.shift)
    while position < range.upperBound {
      let block = position >> Self.shift - base
      guard block < blocks.count else { return nil }
      let end = min((base + block + 1) << Self.shift, range.upperBound)
      if blocks[block].mask & 1 << UInt64(group & 63) != 0 {
        let start = (base + block) << Self.shift
        let found = blocks[block].numbers.withUnsafeBufferPointer { numbers in
          (position - start..<end - start).first { numbers[$0] == group }
        }
        if let found { return start + found }
      }
      position = end
    }
    return nil
  }

  /// The last position of a group in a range.
  func last(of group: UInt16, in range: Range<Int>) -> Int? {
    var end = min(range.upperBound, (base + blocks.count) << Self.shift)
    let first = max(range.lowerBound, base << Self.shift)
    while end > first {
      let block = (end - 1) >> Self.shift - base
      let start = (base + block) << Self.shift
      if blocks[block].mask & 1 << UInt64(group & 63) != 0 {
        let found = blocks[block].numbers.withUnsafeBufferPointer { numbers in
          (max(first, start) - start..<end - start).last { numbers[$0] == group }
        }
        if let found { return start + found }
      }
      end = start
    }
    return nil
  }
}
