import Text

/// Where the values of one JSON text lie: flat nodes in the order of the bytes, found in one pass of `JSONTokens`.
///
/// The nodes are used again for the next text.
struct JSONOutline: Sendable {
  enum Kind: UInt8, Sendable {
    case object
    case array
    case string
    case number
    case `true`
    case `false`
    case null
  }

  struct Node: Sendable {
    var kind: Kind
    var hasEscape: Bool
    var keyHasEscape = false
    /// Whether what it holds was looked at.
    var isRead = false
    /// The value's bytes; a string's with the quotes.
    var start: Int32
    var end: Int32
    /// The member's name, with its quotes; empty for what is no member.
    var keyStart: Int32 = 0
    var keyEnd: Int32 = 0
    /// The index of the node after this one and all that is in it.
    var next: Int32
  }

  /// Values of a text that is read; one with more is taken for unreadable.
  static let nodeLimit = 1 << 16
  /// Nodes whose memory is kept for the next text.
  private static let keptLimit = 1 << 12

  private(set) var nodes: [Node] = []
  private var open: [Int32] = []

  /// Gives the nodes away until `giveBack`, so that they are lent while everything else changes.
  mutating func take() -> [Node] {
    defer { nodes = [] }
    return nodes
  }

  mutating func giveBack(_ nodes: consuming [Node]) { self.nodes = nodes }

  private enum Expected { case value, valueOrEnd, key, keyOrEnd, commaOrEnd, nothing }

  /// Reads a text.
  ///
  /// - Returns: false, and there are no nodes, if the whole of it is not one JSON value.
  mutating func read(_ text: UnsafeRawBufferPointer) -> Bool {
    nodes.removeAll(keepingCapacity: nodes.capacity <= Self.keptLimit)
    open.removeAll(keepingCapacity: true)
    if text.count < Int(Int32.max), scan(text) { return true }
    nodes.removeAll(keepingCapacity: true)
    return false
  }

  private mutating func scan(_ text: UnsafeRawBufferPointer) -> Bool {
    var tokens = JSONTokens(text)
    var expected = Expected.value
    var key = (range: 0..<0, hasEscape: false)
    while let token = tokens.next() {
      switch (expected, token) {
      case (.nothing, .end): return true
      case (.key, .string), (.keyOrEnd, .string):
        key = (tokens.range, tokens.hasEscape)
        guard tokens.next() == .colon else { return false }
        expected = .value
      case (.value, _), (.valueOrEnd, _):
        if case (.valueOrEnd, .close(false)) = (expected, token) {
          guard close(at: tokens.position, isObject: false) else { return false }
        } else {
          guard let kind = Kind(token), nodes.count < Self.nodeLimit else { return false }
          add(kind, tokens, key)
          key = (0..<0, false)
          if kind == .object || kind == .array {
            open.append(Int32(nodes.count - 1))
            expected = kind == .object ? .keyOrEnd : .valueOrEnd
            continue
          }
        }
        expected = open.isEmpty ? .nothing : .commaOrEnd
      case (.commaOrEnd, .comma):
        expected = open.last.map { nodes[Int($0)].kind == .object } == true ? .key : .value
      case (.commaOrEnd, .close(let isObject)), (.keyOrEnd, .close(let isObject)):
        guard close(at: tokens.position, isObject: isObject) else { return false }
        expected = open.isEmpty ? .nothing : .commaOrEnd
      default: return false
      }
    }
    return false
  }

  private mutating func add(_ kind: Kind, _ tokens: JSONTokens, _ key: (range: Range<Int>, hasEscape: Bool)) {
    nodes.append(
      Node(
        kind: kind, hasEscape: kind == .string && tokens.hasEscape, keyHasEscape: key.hasEscape,
        start: Int32(tokens.start), end: Int32(tokens.position), keyStart: Int32(key.range.lowerBound),
        keyEnd: Int32(key.range.upperBound), next: Int32(nodes.count + 1)))
  }

  private mutating func close(at end: Int, isObject: Bool) -> Bool {
    guard let last = open.popLast(), (nodes[Int(last)].kind == .object) == isObject else { return false }
    nodes[Int(last)].end = Int32(end)
    nodes[Int(last)].next = Int32(nodes.count)
    return true
  }
}

extension JSONOutline.Kind {
  /// `nil` for a token that begins no value.
  fileprivate init?(_ token: JSONTokens.Token) {
    switch token {
    case .open(let isObject): self = isObject ? .object : .array
    case .string: self = .string
    case .number: self = .number
    case .true: self = .true
    case .false: self = .false
    case .null: self = .null
    case .close, .colon, .comma, .end: return nil
    }
  }
}
