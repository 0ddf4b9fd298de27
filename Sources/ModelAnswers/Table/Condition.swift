import Text

/// What an event must be for a row of a table to hold.
enum Condition: Sendable {
  /// The `event` field is one of these.
  case eventField([String])
  /// The `event` field begins so.
  case eventFieldBegins([String])
  case noEventField
  /// The value there is one of these, as text.
  case equals(MemberPath, [String])
  /// The same of the first of these places where something is.
  case oneEquals([MemberPath], [String])
  /// It is none of these, or not there.
  case unless(MemberPath, [String])
  case begins(MemberPath, [String])
  case ends(MemberPath, String)
  /// Something is there, and not null.
  case has(MemberPath)
  case lacks(MemberPath)
  /// A string that is not empty is there.
  case hasText(MemberPath)
  case lacksText(MemberPath)
  case kind(MemberPath, [JSONOutline.Kind])
  /// The whole has this one member and no other.
  case only(MemberPath)
}

extension EventValues {
  func meets(_ conditions: [Condition]) -> Bool {
    for condition in conditions where !meets(condition) { return false }
    return true
  }

  func meets(_ condition: Condition) -> Bool {
    switch condition {
    case .eventField(let names): return names.contains { eventType.elementsEqual($0.utf8) }
    case .eventFieldBegins(let names): return names.contains { eventType.starts(with: $0.utf8) }
    case .noEventField: return eventType.isEmpty
    case .equals(let path, let texts):
      guard let node = first(path) else { return false }
      return withText(node) { text in texts.contains { text.elementsEqual($0.utf8) } }
    case .oneEquals(let paths, let texts):
      return paths.first { first($0) != nil }.map { meets(.equals($0, texts)) } ?? false
    case .unless(let path, let texts): return !meets(.equals(path, texts))
    case .begins(let path, let texts):
      guard let node = first(path), nodes[node].kind == .string else { return false }
      return withText(node) { text in texts.contains { text.starts(with: $0.utf8) } }
    case .ends(let path, let text):
      guard let node = first(path), nodes[node].kind == .string else { return false }
      return withText(node) { $0.suffix(text.utf8.count).elementsEqual(text.utf8) }
    case .has(let path): return first(path) != nil
    case .lacks(let path): return first(path) == nil
    case .hasText(let path): return hasText(path)
    case .lacksText(let path): return !hasText(path)
    case .kind(let path, let kinds):
      guard let node = first(path) else { return false }
      return kinds.contains(nodes[node].kind)
    case .only(let path):
      guard nodes[0].kind == .object, let node = first(path) else { return false }
      return node == 1 && nodes[1].next == nodes[0].next
    }
  }
}
