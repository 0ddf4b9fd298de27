import CVectors

/// The shapes of JSON texts: what stands between the scalars of each, as a tree in which texts that begin alike share
/// their first nodes.
///
/// Texts of one shape, with a scalar wherever one stood, are all JSON, and the value at a path is the same one of their
/// scalars: so a text of a known shape needs no reading of its names, its marks and its nesting.
struct JSONShapes: Sendable {
  /// How many nodes all shapes have at most: about 64 KiB with what they compare.
  static let nodeLimit = 1024
  /// How many bytes are kept to compare with at most.
  static let byteLimit = 32768
  /// How many nodes may follow one: each is tried in turn.
  static let branchLimit = 16

  /// What stands before a scalar, or behind the last one.
  private struct Node {
    var firstByte: Int32
    var count: Int32
    /// How many quotes are in it: those of the names of members.
    var quotes: Int32
    /// The first node behind the scalar; there is none where a text was not learnt to its end.
    var next: Int32 = -1
    /// Whether that is none, or not the node with the next number.
    var isNextFar = true
    /// The next one that may stand in the same place.
    var other: Int32 = -1
    var isEnd: Bool
    /// Whether in some shape its scalar is the value that is looked for.
    var mayBeValue = false
    /// Of an end: the node of the value, if the shape has one.
    var value: Int32 = -1
  }

  private var quotes = JSONQuotes()
  private var nodes: [Node] = []
  /// The bytes of all nodes, each padded so that sixteen can be read where one lies.
  private var bytes: [UInt8] = []

  var nodeCount: Int { nodes.count }
  var byteCount: Int { bytes.count }

  /// The value in a text of a known shape; `nil` for other texts, whatever they are.
  mutating func find(in text: JSONBytes) -> (value: JSONSearch.Value?, isJSON: Bool)? {
    guard !nodes.isEmpty, text.count <= JSONQuotes.longestText, let count = quotes.find(in: text) else { return nil }
    return nodes.withUnsafeBufferPointer { nodes in
      bytes.withUnsafeBufferPointer { bytes in
        quotes.places.withUnsafeBufferPointer { quotes in
          guard let nodes = nodes.baseAddress, let bytes = bytes.baseAddress, let quotes = quotes.baseAddress else {
            return nil
          }
          return Self.find(in: text, nodes, bytes, quotes, count)
        }
      }
    }
  }

  private static func find(
    in text: JSONBytes, _ nodes: UnsafePointer<Node>, _ bytes: UnsafePointer<UInt8>,
    _ quotes: UnsafePointer<UInt16>, _ quoteCount: Int
  ) -> (value: JSONSearch.Value?, isJSON: Bool)? {
    var node = nodes
    var position = 0
    /// How many quotes stand before the position.
    var quote = 0
    var value = 0..<0
    var valueNode: UnsafePointer<Node>?
    while true {
      let start = position &+ Int(node.pointee.count)
      if isSame(text, from: position, bytes + Int(node.pointee.firstByte), count: Int(node.pointee.count)) {
        if node.pointee.isEnd {
          if start == text.count {
            guard node.pointee.value >= 0 else { return (nil, true) }
            // Another shape's value may stand behind this one's.
            return nodes + Int(node.pointee.value) == valueNode ? (JSONSearch.Value(in: text, value), true) : nil
          }
        } else {
          var behind = quote &+ Int(node.pointee.quotes)
          var end = -1
          if behind &+ 1 < quoteCount, Int(quotes[behind]) == start {
            // Where a string ends is known, and does not wait for what was compared.
            end = Int(quotes[behind &+ 1]) &+ 1
            behind &+= 2
          } else {
            end = JSONGrammar.scalar(in: text, from: start) ?? -1
          }
          if end >= 0 {
            if node.pointee.mayBeValue { (value, valueNode) = (start..<end, node) }
            (position, quote) = (end, behind)
            // Mostly that is the next one, and to know it before it is loaded spares the wait.
            if !node.pointee.isNextFar {
              node += 1
            } else if let next = far(node.pointee.next, nodes) {
              node = next
            } else {
              return nil
            }
            continue
          }
        }
      }
      guard node.pointee.other >= 0 else { return nil }
      node = nodes + Int(node.pointee.other)
    }
  }

  @inline(never)
  private static func far(_ number: Int32, _ nodes: UnsafePointer<Node>) -> UnsafePointer<Node>? {
    number < 0 ? nil : nodes + Int(number)
  }

  /// Compares sixteen bytes at once.
  ///
  /// - Parameter bytes: padded, as a node's are.
  @inline(__always)
  private static func isSame(_ text: JSONBytes, from start: Int, _ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
    let left = text.count &- start
    guard left &- 16 >= count else { return left >= count && isLastSame(text, from: start, bytes, count: count) }
    var offset = 0
    while count &- offset > 16 {
      guard vectors_differences(text.base + start + offset, bytes + offset) == 0 else { return false }
      offset &+= 16
    }
    let unused = UInt32.max &<< UInt32(truncatingIfNeeded: count &- offset)
    return vectors_differences(text.base + start + offset, bytes + offset) & ~unused == 0
  }

  /// The same near the end of the text, byte by byte.
  @inline(never)
  private static func isLastSame(
    _ text: JSONBytes, from start: Int, _ bytes: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    for index in 0..<count where text[start &+ index] != bytes[index] { return false }
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
    let room = text.count + (scalars.count + 1) * Self.pad
    guard nodes.count + scalars.count < Self.nodeLimit, bytes.count + room <= Self.byteLimit else { return }
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
  private mutating func node(after last: Int?, of between: Slice<UnsafeRawBufferPointer>, isEnd: Bool) -> Int? {
    var (former, count) = (-1, 0)
    var number = last.map { Int(nodes[$0].next) } ?? (nodes.isEmpty ? -1 : 0)
    while number >= 0 {
      let node = nodes[number]
      if node.isEnd == isEnd, bytes[Int(node.firstByte)...].prefix(Int(node.count)).elementsEqual(between) {
        return number
      }
      (former, number, count) = (number, Int(node.other), count + 1)
    }
    guard count < Self.branchLimit else { return nil }
    let names = UnsafeRawBufferPointer(rebasing: between)
    guard let quotes = names.withJSONBytes({ quotes.find(in: $0) }) else { return nil }
    let new = nodes.count
    nodes.append(
      Node(firstByte: Int32(bytes.count), count: Int32(between.count), quotes: Int32(quotes), isEnd: isEnd))
    bytes += between
    bytes += repeatElement(0, count: Self.pad)
    if former >= 0 {
      nodes[former].other = Int32(new)
    } else if let last {
      nodes[last].next = Int32(new)
      nodes[last].isNextFar = last + 1 != new
    }
    return new
  }

  private static let pad = 16
}
