import Text

/// The data of an event as a reader sees it: JSON as nodes that can be folded, everything else as lines of text.
///
/// One value fills the whole data, or each line is looked at by itself, so that several JSON lines, or `[DONE]` after
/// one, are shown as what they are. Nothing is changed but white space: members keep their order and their duplicates,
/// numbers their digits; strings keep their escapes too, which are undone where they are shown. Nodes are flat, in the order of the bytes; text is made when a line is
/// asked for.
struct Document: Sendable {
  /// Deeper nesting, and more nodes, count as text.
  static let depthLimit = 512
  static let nodeLimit = 1_000_000

  struct Node: Sendable {
    enum Kind: UInt8, Sendable { case text, string, number, literal, object, array }

    static let none = UInt32.max

    var kind: Kind
    var depth: UInt16 = 0
    /// Where the member's name begins, if it has one.
    var name = none
    /// Where its quotes end.
    var nameEnd = none
    var start: UInt32
    var end: UInt32
    /// The container it is in, if any.
    var parent = none
    /// The node after it and all that it contains.
    var next: UInt32 = 0
    /// Members or elements.
    var count: UInt32 = 0

    /// Where it begins, its name counted.
    var first: Int { Int(name == Self.none ? start : name) }
  }

  let bytes: [UInt8]
  let nodes: [Node]
  /// How many bytes at the end were not laid out, because there are too many lines.
  let omitted: Int
  /// Whether some of it may be JSON that is shown as text, because it goes beyond `depthLimit` or `nodeLimit`.
  let isBeyondLimits: Bool
  /// The containers, and the string, that are not over where the bytes are cut.
  let unclosed: Set<Int>
  /// Whether a node hides what it contains.
  private var isFolded: [Bool]
  /// Whether everything was folded last, or unfolded, before single containers were.
  private(set) var isAllFolded = false
  /// What is shown: a node's line, or the line that closes it.
  private(set) var lines: [Line] = []

  /// A line that is shown: twice a node's index, one more for the line that closes it.
  struct Line: Equatable, Sendable {
    fileprivate let code: UInt32

    fileprivate init(_ node: Int, isClose: Bool = false) { code = UInt32(node) << 1 | (isClose ? 1 : 0) }

    var node: Int { Int(code >> 1) }
    var isClose: Bool { code & 1 == 1 }
  }

  /// Lays out any bytes; what is beyond 2 GiB is left out.
  ///
  /// - Parameter isCut: whether they are only the beginning of the data, so that JSON may end anywhere.
  init(_ bytes: [UInt8], isCut: Bool = false) {
    var builder = DocumentBuilder(bytes, isCut: isCut)
    omitted = builder.read()
    self.bytes = bytes
    nodes = builder.nodes
    isBeyondLimits = builder.isBeyondLimits
    unclosed = builder.unclosed
    isFolded = Array(repeating: false, count: nodes.count)
    layOut()
  }

  /// Whether one JSON value or several are all there is.
  var isJSON: Bool { !nodes.contains { $0.kind == .text } }

  /// Whether a node contains anything that could be hidden.
  func isContainer(_ node: Int) -> Bool { nodes[node].count > 0 }

  func isFolded(_ node: Int) -> Bool { isFolded[node] }

  mutating func fold(_ node: Int, _ folded: Bool) {
    guard isContainer(node), isFolded[node] != folded else { return }
    isFolded[node] = folded
    layOut()
  }

  /// Folds everything but the outermost containers, or unfolds everything.
  mutating func foldAll(_ folded: Bool) {
    isAllFolded = folded
    for node in nodes.indices { isFolded[node] = isFoldedByAll(node) }
    layOut()
  }

  /// Whether a node is folded where only `isAllFolded` says so.
  func isFoldedByAll(_ node: Int) -> Bool { isAllFolded && nodes[node].depth > 0 && isContainer(node) }

  /// Folds what is folded in another document of its kind.
  mutating func fold(like folding: Folding) {
    isAllFolded = folding.isAll
    for node in nodes.indices { isFolded[node] = isFoldedByAll(node) }
    for steps in folding.exceptions {
      guard let (node, isWhole) = way(steps), isWhole, isContainer(node) else { continue }
      isFolded[node] = !isFoldedByAll(node)
    }
    layOut()
  }

  /// Unfolds whatever hides a node; says whether anything did.
  @discardableResult
  mutating func reveal(_ node: Int) -> Bool {
    var parent = nodes[node].parent
    var wasHidden = false
    while parent != Node.none {
      wasHidden = wasHidden || isFolded[Int(parent)]
      isFolded[Int(parent)] = false
      parent = nodes[Int(parent)].parent
    }
    if wasHidden { layOut() }
    return wasHidden
  }

  private mutating func layOut() {
    lines.removeAll(keepingCapacity: true)
    var open: [Int] = []
    var node = 0
    while node < nodes.count {
      while let last = open.last, nodes[last].next <= node {
        if !unclosed.contains(last) { lines.append(Line(last, isClose: true)) }
        open.removeLast()
      }
      lines.append(Line(node))
      if isFolded[node] {
        node = Int(nodes[node].next)
      } else {
        if isContainer(node) { open.append(node) }
        node += 1
      }
    }
    while let last = open.popLast() { if !unclosed.contains(last) { lines.append(Line(last, isClose: true)) } }
  }

  /// The index of the last line that begins at or before an offset of the bytes: where it is, or what hides it.
  func line(at offset: Int) -> Int {
    max(lines.prefixCount(while: { start(of: $0) <= offset }) - 1, 0)
  }

  /// The last node that begins at or before an offset of the bytes.
  func node(at offset: Int) -> Int {
    max(nodes.prefixCount(while: { $0.first <= offset }) - 1, 0)
  }

  private func start(of line: Line) -> Int {
    let node = nodes[line.node]
    return line.isClose ? Int(node.end) - 1 : node.first
  }
}
