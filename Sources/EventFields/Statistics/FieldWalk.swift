import Text

/// Goes once through a JSON text and notes its scalars with their places in a tree of paths.
///
/// Of members with one name the last counts, as for jq. What it needs it keeps: an ordinary text costs no allocation.
struct FieldWalk: Sendable {
  /// Scalars of one text; a text with more is not taken in.
  static let valueLimit = 1 << 16
  /// Objects and arrays within each other, likewise.
  private static let depthLimit = 4096
  /// Room that is kept for the next text.
  private static let keptCapacity = 4096

  struct Value: Sendable {
    /// `PathTree.none` for what counts for nothing.
    var node: Int32
    var kind: FieldValueKind
    var hasEscape: Bool
    var start: Int32
    var end: Int32
  }

  private struct Frame: Sendable {
    let node: Int32
    /// Which object it is, among all; negative for an array.
    let object: Int
    /// The node of the member, or of the elements, that comes next or was the last.
    var child: Int32
  }

  enum Outcome { case json, notJSON, tooLarge }

  var tree = PathTree()
  private(set) var values: [Value] = []
  private var frames: [Frame] = []
  private var objects = 0

  init() {}

  /// Reads a text; its scalars are then `values`, if it is JSON.
  mutating func read(_ text: UnsafeRawBufferPointer) -> Outcome {
    if values.capacity > Self.keptCapacity { values = [] }
    values.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
    var reader = JSONReader(text)
    // Where the value that comes next lies.
    var node = PathTree.root
    while let step = reader.next() {
      switch step {
      case .open(let isObject):
        guard frames.count < Self.depthLimit else { return .tooLarge }
        open(node, isObject: isObject)
        node = isObject ? PathTree.none : frames[frames.count - 1].child
      case .close(let isObject):
        if isObject { endMember() }
        frames.removeLast()
        node = next
      case .key:
        endMember()
        node = JSONString.withDecoded(reader.text, hasEscape: reader.hasEscape) { member($0) }
      case .string, .number, .true, .false, .null:
        if node != PathTree.none {
          guard values.count < Self.valueLimit else { return .tooLarge }
          values.append(
            Value(
              node: node, kind: FieldValueKind(step), hasEscape: reader.hasEscape,
              start: Int32(reader.range.lowerBound), end: Int32(reader.range.upperBound)))
        }
        node = next
      case .end: return .json
      }
    }
    return .notJSON
  }

  /// Where the value after a whole one lies, if it is not a member.
  private var next: Int32 {
    guard let last = frames.last, last.object < 0 else { return PathTree.none }
    return last.child
  }

  private mutating func open(_ node: Int32, isObject: Bool) {
    objects += 1
    let elements = isObject || node == PathTree.none ? PathTree.none : tree.elements(of: node)
    frames.append(Frame(node: node, object: isObject ? objects : -1, child: elements))
  }

  /// The node of a member of the object that is open.
  private mutating func member(_ name: UnsafeRawBufferPointer) -> Int32 {
    let frame = frames[frames.count - 1]
    guard frame.node != PathTree.none else { return PathTree.none }
    let child = tree.child(of: frame.node, named: name, after: frame.child)
    frames[frames.count - 1].child = child
    guard child != PathTree.none else { return child }
    if tree[child].object == frame.object {
      for index in tree[child].values { values[index].node = PathTree.none }
    }
    tree[child].object = frame.object
    tree[child].values = values.count..<values.count
    return child
  }

  private mutating func endMember() {
    guard let last = frames.last, last.child != PathTree.none else { return }
    tree[last.child].values = tree[last.child].values.lowerBound..<values.count
  }
}

/// What a scalar is.
enum FieldValueKind: UInt8, Sendable {
  case text, number, boolean, null

  init(_ step: JSONReader.Token) {
    self =
      switch step {
      case .number: .number
      case .true, .false: .boolean
      case .null: .null
      default: .text
      }
  }
}
