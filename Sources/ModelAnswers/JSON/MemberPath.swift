import Text

/// Where a dialect's table finds a value in an event: `delta.text`, `0.content`, `parts.*.text`.
///
/// A number is an element's index, `*` each of them, the empty path the value itself. A path begins at the value that the
/// table has come to; each `^` before it goes one step out, from an element to what holds the list.
struct MemberPath: Sendable, Equatable, ExpressibleByStringLiteral {
  let outward: Int
  let steps: [JSONPath.Step]

  init(_ path: JSONPath) { (outward, steps) = (0, path.steps) }

  init(stringLiteral text: String) { self.init(text[...]) }

  init(_ text: Substring) {
    outward = text.prefix { $0 == "^" }.count
    steps = text.dropFirst(outward).split(separator: ".").map { name in
      if name == "*" { return .each }
      return Int(name).map { .index($0) } ?? .key(Array(name.utf8))
    }
  }
}
