/// Which block of an answer a row means: text with members of the event in braces, as in `c{index}.tool{index}`.
///
/// `{#}` is the number of the element that the table has come to, `{^#}` that of the list around it. Of `{index|id}` the first that is there counts. A
/// member that is not there is `0`; the last one leaves the key open, and then the newest block is meant whose key begins
/// so.
struct BlockKey: Sendable, ExpressibleByStringLiteral {
  fileprivate enum Part: Sendable {
    case text(String)
    case element(outward: Int)
    case member([MemberPath])
  }

  fileprivate let parts: [Part]
  fileprivate let mayBeOpen: Bool

  init(stringLiteral literal: String) {
    var parts: [Part] = []
    var rest = literal[...]
    while let brace = rest.firstIndex(of: "{"), let end = rest[brace...].firstIndex(of: "}") {
      if brace > rest.startIndex { parts.append(.text(String(rest[..<brace]))) }
      let inside = rest[rest.index(after: brace)..<end]
      let outward = inside.prefix { $0 == "^" }.count
      parts.append(
        inside.dropFirst(outward) == "#"
          ? .element(outward: outward) : .member(inside.split(separator: "|").map(MemberPath.init)))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
    if case .member(let paths)? = parts.last { mayBeOpen = paths.count > 1 } else { mayBeOpen = false }
  }
}

extension EventValues {
  /// The key that a row means in this event, and whether it is only the beginning of one.
  func key(_ key: BlockKey) -> (text: String, isOpen: Bool) {
    var text = ""
    var isOpen = false
    for part in key.parts {
      switch part {
      case .text(let literal): text += literal
      case .element(let outward): text += String(scopes.dropLast(outward).last?.element ?? 0)
      case .member(let paths):
        let name = paths.lazy.map(name).first { !$0.isEmpty }
        isOpen = name == nil && key.mayBeOpen
        text += name ?? (isOpen ? "" : "0")
      }
    }
    return (text, isOpen)
  }
}
