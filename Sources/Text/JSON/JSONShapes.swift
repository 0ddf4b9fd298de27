import CVectors

/// The shapes of JSON texts: what stands between the scalars of each, as a tree in which texts that begin alike share
/// their first nodes.
///
/// Texts of one shape, with a scalar wherever one stood, are all JSON, and the value at a path is the same one of their
/// scalars: so a text of a known shape needs no reading of its names, its marks and its nesting.
struct JSONShapes: Sendable {
  /// How many nodes all shapes have at most: 48 KiB.
  static let nodeLimit = 1024
  /// How many nodes may follow one: each is tried in turn.
  static let branchLimit = 16

  /// What stands before a scalar, or behind the last one, or sixteen bytes of that.
  private struct Node {
    enum Follower {
      case scalar
      /// More of what stands there.
      case more
      /// The end of the text.
      case end
    }

    var bytes: SIMD16<UInt8>
    var count: UInt8
    /// Which of the sixteen it has, a bit each.
    var used: UInt32 { ~(UInt32.max &<< UInt32(count)) }
    /// How many quotes are in it: those of the names of members.
    var quotes: UInt8
    var follower: Follower
    /// Whether in some shape its scalar is the value that is looked for.
    var mayBeValue = false
    /// The first node behind it; there is none where a text was not learnt to its end.
    var next: Int32 = -1
    /// Whether that is none, or not the node with the next number.
    var isNextFar = true
    /// The next one that may stand in the same place.
    var other: Int32 = -1
    /// Of an end: the node of the value, if the shape has one.
    var value: Int32 = -1
  }

  private var quotes = JSONQuotes()
  private var nodes: [Node] = []

  var nodeCount: Int { nodes.count }

  /// The value in a text of a known shape; `nil` for other texts, whatever they are.
  mutating func find(in text: JSONBytes) -> (value: JSONSearch.Value?, isJSON: Bool)? {
    guard !nodes.isEmpty, text.count <= JSONQuotes.longestText, let count = quotes.find(in: text) else { return nil }
    return nodes.withUnsafeBufferPointer { nodes in
      quotes.places.withUnsafeBufferPointer { quotes in
        guard let nodes = nodes.baseAddress, let quotes = quotes.baseAddress else { return nil }
        var candidate = Candidate()
        guard let end = Self.end(of: text, nodes, quotes, count, &candidate) else { return nil }
        guard end.pointee.value >= 0 else { return (nil, true) }
        // Another shape's value may stand behind this one's.
        guard nodes + Int(end.pointee.value) == candidate.node else { return nil }
        return (JSONSearch.Value(in: text, candidate.range), true)
      }
    }
  }

  /// What may be the value that is looked for.
  private struct Candidate {
    var node: UnsafePointer<Node>?
    var range = 0..<0
  }

  /// Goes along the nodes.
  ///
  /// - Returns: the last one, if the text is of a known shape.
  @inline(never)
  private static func end(
    of text: JSONBytes, _ nodes: UnsafePointer<Node>, _ quotes: UnsafePointer<UInt16>, _ quoteCount: Int,
    _ candidate: inout Candidate
  ) -> UnsafePointer<Node>? {
    var node = nodes
    var position = 0
    /// The quotes that stand behind the position.
    var left = quoteCount
    var quotes = quotes
    while true {
      var other = node.pointee.other
      if isSame(text, from: position, node) {
        let start = position &+ Int(node.pointee.count)
        let behind = quotes + Int(node.pointee.quotes)
        let leftBehind = left &- Int(node.pointee.quotes)
        var end = -1
        var isString = false
        switch node.pointee.follower {
        case .scalar:
          // Where a string ends is known, and does not wait for what was compared.
          isString = leftBehind > 1 && Int(behind[0]) == start
          end = isString ? Int(behind[1]) &+ 1 : JSONGrammar.scalar(in: text, from: start) ?? -1
          if node.pointee.mayBeValue, end >= 0 { candidate = Candidate(node: node, range: start..<end) }
        case .more: end = start
        case .end: if start == text.count { return node }
        }
        if end >= 0 {
          position = end
          quotes = behind + (isString ? 2 : 0)
          left = leftBehind &- (isString ? 2 : 0)
          // Mostly that is the next one, and to know it before it is loaded spares the wait.
          if !node.pointee.isNextFar {
            node += 1
            continue
          }
          other = node.pointee.next
        }
      }
      guard let next = branch(other, nodes) else { return nil }
      node = next
    }
  }

  @inline(never)
  private static func branch(_ number: Int32, _ nodes: UnsafePointer<Node>) -> UnsafePointer<Node>? {
    number < 0 ? nil : nodes + Int(number)
  }

  @inline(__always)
  private static func isSame(_ text: JSONBytes, from start: Int, _ node: UnsafePointer<Node>) -> Bool {
    guard text.count &- start >= 16 else { return isLastSame(text, from: start, node) }
    return vectors_differences(text.base + start, node) & node.pointee.used == 0
  }

  /// The same near the end of the text, byte by byte.
  @inline(never)
  private static func isLastSame(_ text: JSONBytes, from start: Int, _ node: UnsafePointer<Node>) -> Bool {
    let count = Int(node.pointee.count)
    guard text.count &- start >= count else { return false }
    for index in 0..<count where text[start &+ index] != node.pointee.bytes[index] { return false }
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
    guard nodes.count + scalars.count + text.count / 16 < Self.nodeLimit else { return }
    var (last, start, valueNode): (Int?, Int, Int32) = (nil, 0, -1)
    for scalar in scalars {
      guard let node = node(after: last, of: text[start..<scalar.lowerBound], then: .scalar) else { return }
      if let value, value.text.baseAddress == text.baseAddress.map({ $0 + scalar.lowerBound }) {
        nodes[node].mayBeValue = true
        valueNode = Int32(node)
      }
      (last, start) = (node, scalar.upperBound)
    }
    guard let end = node(after: last, of: text[start...], then: .end) else { return }
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

  /// The last of the nodes with these bytes in a place, which are added if they are new; `nil` if too many stand there.
  private mutating func node(
    after last: Int?, of between: Slice<UnsafeRawBufferPointer>, then follower: Node.Follower
  ) -> Int? {
    let text = UnsafeRawBufferPointer(rebasing: between)
    guard let quoteCount = text.withJSONBytes({ quotes.find(in: $0) }) else { return nil }
    let places = quotes.places[..<quoteCount]
    var (last, start) = (last, 0)
    repeat {
      let end = min(start + 16, text.count)
      var bytes = SIMD16<UInt8>()
      for index in start..<end { bytes[index - start] = text[index] }
      let quotes = places.count { start..<end ~= Int($0) }
      let new = Node(
        bytes: bytes, count: UInt8(end - start), quotes: UInt8(quotes), follower: end < text.count ? .more : follower)
      guard let node = node(new, after: last) else { return nil }
      (last, start) = (node, end)
    } while start < text.count
    return last
  }

  /// The node that is like this one in a place, where it is added if it is new; `nil` if too many stand there.
  private mutating func node(_ new: Node, after last: Int?) -> Int? {
    var (former, count) = (-1, 0)
    var number = last.map { Int(nodes[$0].next) } ?? (nodes.isEmpty ? -1 : 0)
    while number >= 0 {
      let node = nodes[number]
      if node.follower == new.follower, node.count == new.count, node.bytes == new.bytes { return number }
      (former, number, count) = (number, Int(node.other), count + 1)
    }
    guard count < Self.branchLimit else { return nil }
    number = nodes.count
    nodes.append(new)
    if former >= 0 {
      nodes[former].other = Int32(number)
    } else if let last {
      nodes[last].next = Int32(number)
      nodes[last].isNextFar = last + 1 != number
    }
    return number
  }
}
