/// The shapes of JSON texts: what stands between the scalars of each, as a tree in which texts that begin alike share
/// their first nodes.
///
/// Texts of one shape, with a scalar wherever one stood, are all JSON, and the value at a path is the same one of their
/// scalars: so a text of a known shape needs no reading of its names, its marks and its nesting.
struct JSONShapes: Sendable {
  /// How many nodes all shapes have at most: about 64 KiB with what they compare.
  static let nodeLimit = 1024
  /// How many words of eight bytes are compared at most.
  static let wordLimit = 4096
  /// How many nodes may follow one: each is tried in turn.
  static let branchLimit = 16

  /// What stands before a scalar, or behind the last one.
  private struct Node {
    var firstWord: Int32
    var count: Int32
    /// The first node behind the scalar.
    var next: Int32 = -1
    /// The next one that may stand in the same place.
    var other: Int32 = -1
    var isEnd: Bool
    /// Whether in some shape its scalar is the value that is looked for.
    var mayBeValue = false
    /// Of an end: the node of the value, if the shape has one.
    var value: Int32 = -1
  }

  private var nodes: [Node] = []
  /// The bytes of all nodes, each padded to whole words.
  private var words: [UInt64] = []

  var nodeCount: Int { nodes.count }
  var wordCount: Int { words.count }

  /// The value in a text of a known shape; `nil` for other texts, whatever they are.
  func find(in text: JSONBytes) -> (value: JSONSearch.Value?, isJSON: Bool)? {
    nodes.withUnsafeBufferPointer { nodes in
      words.withUnsafeBufferPointer { words in
        // An empty array may have an address too.
        guard !nodes.isEmpty, let nodes = nodes.baseAddress, let words = words.baseAddress else { return nil }
        var number = 0
        var position = 0
        var value = 0..<0
        var valueNode: Int32 = -1
        while number >= 0 {
          let node = nodes + number
          let start = position &+ Int(node.pointee.count)
          if Self.isSame(text, from: position, words + Int(node.pointee.firstWord), count: Int(node.pointee.count)) {
            if node.pointee.isEnd {
              if start == text.count {
                guard node.pointee.value >= 0 else { return (nil, true) }
                // Another shape's value may stand behind this one's.
                return node.pointee.value == valueNode ? (JSONSearch.Value(in: text, value), true) : nil
              }
            } else if let end = JSONGrammar.scalar(in: text, from: start) {
              if node.pointee.mayBeValue { (value, valueNode) = (start..<end, Int32(truncatingIfNeeded: number)) }
              position = end
              number = Int(node.pointee.next)
              continue
            }
          }
          number = Int(node.pointee.other)
        }
        return nil
      }
    }
  }

  /// Compares eight bytes at once.
  ///
  /// - Parameter words: padded with zeros.
  @inline(__always)
  private static func isSame(_ text: JSONBytes, from start: Int, _ words: UnsafePointer<UInt64>, count: Int) -> Bool {
    let left = text.count &- start
    guard left &- 8 >= count else { return left >= count && isLastSame(text, from: start, words, count: count) }
    var (offset, word) = (0, words)
    while count &- offset > 8 {
      guard text.word(from: start &+ offset) == word.pointee else { return false }
      offset &+= 8
      word += 1
    }
    guard count > 0 else { return true }
    let unused = UInt64(truncatingIfNeeded: 64 &- 8 &* (count &- offset))
    return (text.word(from: start &+ offset) ^ word.pointee) &<< unused == 0
  }

  /// The same near the end of the text, byte by byte.
  @inline(never)
  private static func isLastSame(
    _ text: JSONBytes, from start: Int, _ words: UnsafePointer<UInt64>, count: Int
  ) -> Bool {
    for index in 0..<count {
      let byte = UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(index % 8 * 8))
      guard text[start &+ index] == byte else { return false }
    }
    return true
  }
}

// MARK: - Learning

extension JSONShapes {
  /// Adds the shape of a text that is JSON, if there is room.
  ///
  /// - Parameter value: what was found in it; an object or an array has no place in a shape.
  mutating func learn(_ text: UnsafeRawBufferPointer, value: JSONSearch.Value?) {
    if case .close = value?.kind { return }
    let scalars = Self.scalars(in: text)
    guard nodes.count + scalars.count < Self.nodeLimit, words.count + text.count / 8 + scalars.count < Self.wordLimit
    else { return }
    var (last, start, valueNode): (Int?, Int, Int32) = (nil, 0, -1)
    for scalar in scalars {
      guard let node = node(after: last, of: text[start..<scalar.lowerBound], isEnd: false) else { return }
      if let value, value.text.baseAddress == text.baseAddress.map({ $0 + scalar.lowerBound }) {
        nodes[node].mayBeValue = true
        valueNode = Int32(node)
      }
      (last, start) = (node, scalar.upperBound)
    }
    guard let end = node(after: last, of: text[start...], isEnd: true) else { return }
    nodes[end].value = valueNode
  }

  /// Where the scalars of a text lie, the names of members left out.
  private static func scalars(in text: UnsafeRawBufferPointer) -> [Range<Int>] {
    var tokens = JSONTokens(text)
    var scalars: [Range<Int>] = []
    while let token = tokens.next(), token != .end {
      switch token {
      case .string, .number, .true, .false, .null: scalars.append(tokens.range)
      // What stood before it was a name.
      case .colon: scalars.removeLast()
      case .open, .close, .comma, .end: break
      }
    }
    return scalars
  }

  /// The node with these bytes in a place, which is added if it is new; `nil` if too many stand there.
  private mutating func node(after last: Int?, of bytes: Slice<UnsafeRawBufferPointer>, isEnd: Bool) -> Int? {
    let padded = Self.padded(bytes)
    var (former, count) = (-1, 0)
    var number = last.map { Int(nodes[$0].next) } ?? (nodes.isEmpty ? -1 : 0)
    while number >= 0 {
      let node = nodes[number]
      let first = Int(node.firstWord)
      if node.isEnd == isEnd, Int(node.count) == bytes.count,
        words[first..<first + padded.count].elementsEqual(padded)
      {
        return number
      }
      (former, number, count) = (number, Int(node.other), count + 1)
    }
    guard count < Self.branchLimit else { return nil }
    let new = nodes.count
    nodes.append(Node(firstWord: Int32(words.count), count: Int32(bytes.count), isEnd: isEnd))
    words += padded
    if former >= 0 { nodes[former].other = Int32(new) } else if let last { nodes[last].next = Int32(new) }
    return new
  }

  private static func padded(_ bytes: Slice<UnsafeRawBufferPointer>) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: (bytes.count + 7) / 8)
    for (index, byte) in bytes.enumerated() { words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8) }
    return words
  }
}
