import Text

/// The paths that were seen, as a tree of their steps: what stands at the end of a way through a JSON text is found
/// without making a path.
struct PathTree: Sendable {
  /// Steps of all paths.
  static let nodeLimit = 4096
  /// Longer names lead to no path.
  static let keyLimit = 256

  struct Node: Sendable {
    let parent: Int32
    let depth: Int32
    /// Where the name lies among all names; empty and `isEach` for the elements of an array.
    let key: Range<Int>
    let isEach: Bool
    /// The name that came after this one the last time: objects of a stream are much alike.
    var successor: Int32 = -1
    /// What the owner knows of it.
    var path: Int32 = -1
    /// The last object that had it as a member, and the values from there on.
    var object = -1
    var values = 0..<0
  }

  static let root: Int32 = 0
  static let none: Int32 = -1

  private(set) var nodes = [Node(parent: -1, depth: 0, key: 0..<0, isEach: false)]
  private var names: [UInt8] = []
  /// One more than a node, or 0.
  private var buckets = [Int32](repeating: 0, count: 64)
  /// Whether there was no room for steps that are not known.
  private(set) var hasRefused = false
  /// Whether there were steps that lead to no path in any event: nothing else is counted less for them.
  private(set) var hasPassedOver = false
  /// Whether no more are taken in.
  var isFixed = false

  init() {}

  var byteCount: Int { nodes.count * MemoryLayout<Node>.stride + names.count + buckets.count * 4 }

  subscript(node: Int32) -> Node {
    get { nodes[Int(node)] }
    _modify { yield &nodes[Int(node)] }
  }

  /// The node of a member.
  ///
  /// - Parameters:
  ///   - former: the member before it in this object, if any.
  mutating func child(of parent: Int32, named name: UnsafeRawBufferPointer, after former: Int32) -> Int32 {
    if former != Self.none {
      let guess = nodes[Int(former)].successor
      if guess != Self.none, isKey(guess, name) { return guess }
    }
    let found = find(parent, name, isEach: false) ?? add(parent, name, isEach: false)
    if former != Self.none, found != Self.none { nodes[Int(former)].successor = found }
    return found
  }

  /// The node of an array's elements.
  mutating func elements(of parent: Int32) -> Int32 {
    let name = UnsafeRawBufferPointer(start: nil, count: 0)
    return find(parent, name, isEach: true) ?? add(parent, name, isEach: true)
  }

  private func isKey(_ node: Int32, _ name: UnsafeRawBufferPointer) -> Bool {
    let key = nodes[Int(node)].key
    return key.count == name.count
      && names.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[key]).elementsEqual(name) }
  }

  private static func hash(_ parent: Int32, _ name: UnsafeRawBufferPointer, isEach: Bool) -> UInt64 {
    ValueHash.hash(name, kind: isEach ? 1 : 0) &+ UInt64(UInt32(bitPattern: parent)) &* 0x9E37_79B9_7F4A_7C15
  }

  private func find(_ parent: Int32, _ name: UnsafeRawBufferPointer, isEach: Bool) -> Int32? {
    var bucket = Int(truncatingIfNeeded: Self.hash(parent, name, isEach: isEach) >> 20) & (buckets.count - 1)
    while buckets[bucket] != 0 {
      let node = buckets[bucket] - 1
      if nodes[Int(node)].parent == parent, nodes[Int(node)].isEach == isEach, isKey(node, name) { return node }
      bucket = (bucket + 1) & (buckets.count - 1)
    }
    return nil
  }

  private mutating func add(_ parent: Int32, _ name: UnsafeRawBufferPointer, isEach: Bool) -> Int32 {
    guard !isFixed else { return Self.none }
    let depth = nodes[Int(parent)].depth + 1
    guard name.count <= Self.keyLimit, depth <= JSONPath.stepLimit else {
      hasPassedOver = true
      return Self.none
    }
    guard nodes.count < Self.nodeLimit else {
      hasRefused = true
      return Self.none
    }
    let key = names.count..<names.count + name.count
    names.append(contentsOf: name)
    nodes.append(Node(parent: parent, depth: depth, key: key, isEach: isEach))
    if nodes.count * 2 > buckets.count {
      buckets = [Int32](repeating: 0, count: buckets.count * 2)
      for node in 1..<nodes.count { place(Int32(node)) }
    } else {
      place(Int32(nodes.count - 1))
    }
    return Int32(nodes.count - 1)
  }

  private mutating func place(_ node: Int32) {
    let (parent, key, isEach) = (nodes[Int(node)].parent, nodes[Int(node)].key, nodes[Int(node)].isEach)
    let hash = names.withUnsafeBytes {
      Self.hash(parent, UnsafeRawBufferPointer(rebasing: $0[key]), isEach: isEach)
    }
    var bucket = Int(truncatingIfNeeded: hash >> 20) & (buckets.count - 1)
    while buckets[bucket] != 0 { bucket = (bucket + 1) & (buckets.count - 1) }
    buckets[bucket] = node + 1
  }

  // MARK: - Paths

  /// The way to a node.
  func path(to node: Int32) -> JSONPath {
    var steps: [JSONPath.Step] = []
    var node = node
    while node != Self.root {
      let step = nodes[Int(node)]
      steps.append(step.isEach ? .each : .key(Array(names[step.key])))
      node = step.parent
    }
    return JSONPath(steps.reversed())
  }

  /// Takes in a path of names and elements; the node at its end.
  mutating func insert(_ path: JSONPath) -> Int32 {
    path.steps.reduce(Self.root) { parent, step in
      guard parent != Self.none else { return parent }
      switch step {
      case .key(let key): return key.withUnsafeBytes { child(of: parent, named: $0, after: Self.none) }
      case .each, .index: return elements(of: parent)
      }
    }
  }

  /// The same tree with the ways to some nodes only, and where these are in it.
  func keeping(_ kept: [Int32]) -> (tree: PathTree, nodes: [Int32]) {
    var tree = PathTree()
    let nodes = kept.map { tree.insert(path(to: $0)) }
    return (tree, nodes)
  }
}
