@testable import Dashboard

/// Evaluates a path as jq would, knowing nothing of how it was made: by characters, over the lines of a document.
enum JQPath {
  static func evaluate(_ path: String, in document: Document) -> ArraySlice<UInt8>? {
    var rest = Array(path.unicodeScalars)[...]
    var node = 0
    while let scalar = rest.popFirst() {
      switch scalar {
      case ".":
        let word = rest.prefix { $0.properties.isAlphabetic || $0 == "_" || $0.properties.numericType != nil }
        rest = rest.dropFirst(word.count)
        if !word.isEmpty {
          guard let next = member("\"" + text(word) + "\"", of: node, in: document) else { return nil }
          node = next
        }
      case "[" where rest.first == "\"":
        var name: [Unicode.Scalar] = []
        while let next = rest.popFirst() {
          name.append(next)
          if next == "\\", let escaped = rest.popFirst() { name.append(escaped) }
          if next == "\"", name.count > 1 { break }
        }
        guard rest.popFirst() == "]", let next = member(text(name[...]), of: node, in: document) else { return nil }
        node = next
      case "[":
        let digits = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(digits.count + 1)
        guard let index = Int(text(digits)) else { return nil }
        let children = children(of: node, in: document)
        guard children.indices.contains(index) else { return nil }
        node = children[index]
      default: return nil
      }
    }
    return document.value(of: node)
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private static func children(of node: Int, in document: Document) -> [Int] {
    document.nodes.indices.filter { document.nodes[$0].parent == UInt32(node) }
  }

  /// The last of the members with a name, compared as it is written.
  private static func member(_ name: String, of node: Int, in document: Document) -> Int? {
    children(of: node, in: document).last { document.name(of: $0).map { Array($0) } == Array(name.utf8) }
  }
}
