import Text

/// Where a dialect's table finds a value in an event: `delta.text`, `0.content`, `parts.*.text`.
///
/// A number is an element's index, `*` each of them, the empty path the value itself. A path begins at the value that the
/// table has come to; each `^` before it goes one step out, from an element to what holds the list.
struct MemberPath: Sendable, Equatable, ExpressibleByStringLiteral {
  let outward: Int
  let steps: [JSONPath.Step]
  /// Whether there is one value at most.
  let meansOne: Bool

  init(_ path: JSONPath) { self.init(path.steps, outward: 0) }

  private init(_ steps: [JSONPath.Step], outward: Int) {
    (self.outward, self.steps) = (outward, steps)
    meansOne = !steps.contains(.each)
  }

  init(stringLiteral text: String) { self.init(text[...]) }

  init(_ text: Substring) {
    let outward = text.prefix { $0 == "^" }.count
    let steps = text.dropFirst(outward).split(separator: ".").map { name -> JSONPath.Step in
      if name == "*" { return .each }
      return Int(name).map { .index($0) } ?? .key(Array(name.utf8))
    }
    self.init(steps, outward: outward)
  }
}
