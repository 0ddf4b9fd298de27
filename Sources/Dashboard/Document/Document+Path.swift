import EventFields

extension Document {
  /// One step from a container to what is in it.
  enum Step: Equatable {
    /// The name of a member as it is written, its quotes with it.
    case name([UInt8])
    case index(Int)
  }

  /// The way from the outermost value to a node.
  func steps(to node: Int) -> [Step] {
    var steps: [Step] = []
    var node = node
    while nodes[node].parent != Node.none {
      let parent = Int(nodes[node].parent)
      if let name = name(of: node) {
        steps.append(.name(Array(name)))
      } else {
        var index = 0
        var sibling = parent + 1
        while sibling < node {
          index += 1
          sibling = Int(nodes[sibling].next)
        }
        steps.append(.index(index))
      }
      node = parent
    }
    return steps.reversed()
  }

  /// The node that some steps lead to from the first value, or as far as they lead, and whether they lead all the way;
  /// the last of several of one name.
  func way(_ steps: [Step]) -> (node: Int, isWhole: Bool)? {
    guard var node = nodes.firstIndex(where: { $0.kind != .text }) else { return nil }
    for step in steps {
      var found: Int?
      var child = node + 1
      var index = 0
      while child < nodes[node].next {
        switch step {
        case .name(let name): if self.name(of: child).map({ $0.elementsEqual(name) }) == true { found = child }
        case .index(let wanted): if nodes[node].kind == .array, index == wanted { found = child }
        }
        index += 1
        child = Int(nodes[child].next)
      }
      guard let found else { return (node, false) }
      node = found
    }
    return (node, true)
  }

  /// The path of a node in the syntax of jq: `.items[3].sku`, `.["odd key"]`; `nil` for text.
  ///
  /// Of several JSON lines it is the path within its line. Of members with one name jq finds the last.
  func path(of node: Int) -> String? {
    guard nodes[node].kind != .text else { return nil }
    let path = steps(to: node).reduce(into: "") { path, step in
      switch step {
      case .index(let index): path += "[\(index)]"
      case .name(let name):
        let word = name.dropFirst().dropLast()
        path += Self.isIdentifier(word) ? "." + String(decoding: word, as: UTF8.self) : Self.quoted(name)
      }
    }
    return path.hasPrefix(".") ? path : "." + path
  }

  /// The bytes of a node's value as they came; `nil` for text, and for a value that is cut.
  func value(of index: Int) -> ArraySlice<UInt8>? {
    let node = nodes[index]
    return unclosed.contains(index) ? nil : node.kind == .text ? nil : bytes[Int(node.start)..<Int(node.end)]
  }

  /// A name as it is written, but so that jq and a filter read it: half of a surrogate pair stands for no character.
  private static func quoted(_ name: [UInt8]) -> String {
    var text: [UInt8] = []
    let isName = name.withUnsafeBytes { JSONLine.append($0, to: &text) }
    return "[" + String(decoding: isName ? text : name, as: UTF8.self) + "]"
  }

  private static func isIdentifier(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return word.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
