import Text

/// The values of a JSON text in the order of its bytes, to be compared with another's.
struct JSONTree: Sendable {
  /// Values, and how deep they lie; more are too much to compare.
  static let nodeLimit = 100_000
  static let depthLimit = 256

  enum Kind: Sendable { case object, array, string, number, literal }

  struct Node: Sendable {
    let kind: Kind
    /// The member's name with its quotes; empty for what is none.
    let name: Range<Int>
    let nameHasEscape: Bool
    var range: Range<Int>
    let hasEscape: Bool
    /// The node after it and all that it contains.
    var next: Int
    /// Scalars and empty containers in it, itself if it is one.
    var leaves = 1
  }

  enum Outcome {
    case tree(JSONTree)
    case notJSON, tooLarge
  }

  private(set) var nodes: [Node] = []

  private init() {}

  static func read(_ text: UnsafeRawBufferPointer) -> Outcome {
    var reader = JSONReader(text)
    var tree = JSONTree()
    var open: [Int] = []
    var name: (range: Range<Int>, hasEscape: Bool) = (0..<0, false)
    while let step = reader.next() {
      let kind: Kind
      switch step {
      case .end: return .tree(tree)
      case .key:
        name = (reader.range, reader.hasEscape)
        continue
      case .close:
        guard let node = open.popLast() else { return .notJSON }
        tree.close(node, at: reader.range.upperBound)
        continue
      case .open(let isObject): kind = isObject ? .object : .array
      case .string: kind = .string
      case .number: kind = .number
      case .true, .false, .null: kind = .literal
      }
      guard tree.nodes.count < nodeLimit, open.count < depthLimit else {
        // What comes may be no JSON, and is then compared by lines.
        return JSONSearch.isJSON(text) ? .tooLarge : .notJSON
      }
      if kind == .object || kind == .array { open.append(tree.nodes.count) }
      tree.nodes.append(
        Node(
          kind: kind, name: name.range, nameHasEscape: name.hasEscape, range: reader.range,
          hasEscape: kind == .string && reader.hasEscape, next: tree.nodes.count + 1))
      name = (0..<0, false)
    }
    return .notJSON
  }

  private mutating func close(_ node: Int, at end: Int) {
    nodes[node].range = nodes[node].range.lowerBound..<end
    nodes[node].next = nodes.count
    let leaves = children(of: node).reduce(0) { $0 + nodes[$1].leaves }
    nodes[node].leaves = max(leaves, 1)
  }

  func children(of node: Int) -> [Int] {
    var children: [Int] = []
    var child = node + 1
    while child < nodes[node].next {
      children.append(child)
      child = nodes[child].next
    }
    return children
  }
}
