import Text

/// Finds the nodes of a document, in time that is linear in its bytes: an automaton with a stack of its own.
struct DocumentBuilder {
  private typealias Node = Document.Node
  private enum Expected { case value, valueOrClose, nameOrClose, name, colon, commaOrClose, end }

  private let bytes: [UInt8]
  /// Whether the bytes are only the beginning of the data.
  private let isCut: Bool
  private(set) var nodes: [Document.Node] = []
  private(set) var isBeyondLimits = false

  /// The containers, and the string, that are not over where the bytes are cut.
  private(set) var unclosed: Set<Int> = []

  init(_ bytes: [UInt8], isCut: Bool) { (self.bytes, self.isCut) = (bytes, isCut) }

  /// Reads everything; says how many bytes at the end are left out.
  mutating func read() -> Int {
    let size = min(bytes.count, Int(UInt32.max / 2))
    if value(in: 0..<size) { return 0 }
    var start = 0
    while true {
      let end = bytes[start..<size].firstIndex(of: 0x0A) ?? size
      // The only line is the whole, which is no JSON.
      let isWhole = start == 0 && end == size
      if isWhole || !value(in: start..<end) { text(in: start..<end) }
      guard end < size else { return bytes.count - size }
      start = end + 1
      guard nodes.count < Document.nodeLimit else { return bytes.count - start }
    }
  }

  private mutating func text(in range: Range<Int>) {
    nodes.append(
      Node(
        kind: .text, start: UInt32(range.lowerBound), end: UInt32(range.upperBound), next: UInt32(nodes.count + 1)))
  }

  /// Appends the nodes of one JSON value (RFC 8259) that takes the whole range, or nothing.
  private mutating func value(in range: Range<Int>) -> Bool {
    let count = nodes.count
    let isValue = tokens(in: range, isCut: isCut && range.upperBound == bytes.count)
    if !isValue { nodes.removeLast(nodes.count - count) }
    return isValue
  }

  private mutating func tokens(in range: Range<Int>, isCut: Bool) -> Bool {
    let bytes = bytes
    return bytes.withUnsafeBytes {
      tokens(JSONTokens(UnsafeRawBufferPointer(rebasing: $0[range])), at: range.lowerBound, isCut: isCut)
    }
  }

  /// - Parameter offset: of the tokens' text in all bytes.
  private mutating func tokens(_ tokens: JSONTokens, at offset: Int, isCut: Bool) -> Bool {
    var tokens = tokens
    var open: [Int] = []
    var expected = Expected.value
    var name: Range<Int>?

    while let token = tokens.next() {
      let range = offset + tokens.start..<offset + tokens.position
      // A number may go on after the cut.
      if isCut, !open.isEmpty, token == .number, range.upperBound == bytes.count {
        return (expected == .value || expected == .valueOrClose) && end(open, at: range.lowerBound)
      }
      switch (token, expected) {
      case (.end, _):
        return expected == .end || isCut && !open.isEmpty && end(open, at: range.lowerBound)
      case (.string, .name), (.string, .nameOrClose):
        name = range
        expected = .colon
        continue
      case (.colon, .colon): expected = .value
      case (.comma, .commaOrClose): expected = open.last.map { nodes[$0].kind == .object } == true ? .name : .value
      case (.close(let isObject), .valueOrClose), (.close(let isObject), .nameOrClose),
        (.close(let isObject), .commaOrClose):
        guard let node = open.popLast(), (nodes[node].kind == .object) == isObject else { return false }
        nodes[node].end = UInt32(range.upperBound)
        nodes[node].next = UInt32(nodes.count)
        expected = open.isEmpty ? .end : .commaOrClose
      case (_, .value), (_, .valueOrClose):
        guard let kind = Self.kind(of: token), nodes.count < Document.nodeLimit else {
          isBeyondLimits = nodes.count >= Document.nodeLimit
          return false
        }
        append(kind, name: name, at: range, in: open)
        name = nil
        if kind == .object || kind == .array {
          guard open.count < Document.depthLimit else {
            isBeyondLimits = true
            return false
          }
          open.append(nodes.count - 1)
          expected = kind == .object ? .nameOrClose : .valueOrClose
        } else {
          expected = open.isEmpty ? .end : .commaOrClose
        }
      default: return false
      }
    }
    guard isCut, !open.isEmpty else { return false }
    return end(after: tokens, at: offset, expected, name: name, in: open)
  }

  /// Ends the containers that are open where the bytes are cut.
  private mutating func end(_ open: [Int], at cut: Int) -> Bool {
    for node in open {
      nodes[node].end = UInt32(cut)
      nodes[node].next = UInt32(nodes.count)
      unclosed.insert(node)
    }
    return true
  }

  /// Takes what is no token because the bytes are cut within it; says whether that is why.
  private mutating func end(
    after tokens: JSONTokens, at offset: Int, _ expected: Expected, name: Range<Int>?, in open: [Int]
  ) -> Bool {
    let rest = tokens.text[tokens.start...]
    switch rest.first {
    case UInt8(ascii: "\""):
      // Within an escape the cut is up to five bytes after where reading ended.
      guard tokens.text.count - tokens.position < 6, rest.allSatisfy({ $0 >= 0x20 }) else { return false }
      switch expected {
      case .value, .valueOrClose:
        append(.string, name: name, at: offset + tokens.start..<bytes.count, in: open)
        unclosed.insert(nodes.count - 1)
      case .name, .nameOrClose: break
      default: return false
      }
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      guard ["true", "false", "null"].contains(where: { $0.utf8.starts(with: rest) }) else { return false }
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      guard rest.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }) else { return false }
    default: return false
    }
    return end(open, at: bytes.count)
  }

  private mutating func append(_ kind: Document.Node.Kind, name: Range<Int>?, at range: Range<Int>, in open: [Int]) {
    var node = Node(
      kind: kind, depth: UInt16(open.count), start: UInt32(range.lowerBound), end: UInt32(range.upperBound),
      next: UInt32(nodes.count + 1))
    if let name { (node.name, node.nameEnd) = (UInt32(name.lowerBound), UInt32(name.upperBound)) }
    if let parent = open.last {
      node.parent = UInt32(parent)
      nodes[parent].count += 1
    }
    nodes.append(node)
  }

  private static func kind(of token: JSONTokens.Token) -> Document.Node.Kind? {
    switch token {
    case .open(let isObject): isObject ? .object : .array
    case .string: .string
    case .number: .number
    case .true, .false, .null: .literal
    case .close, .colon, .comma, .end: nil
    }
  }
}
