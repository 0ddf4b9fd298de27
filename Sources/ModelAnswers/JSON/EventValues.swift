import Text

/// The values of one event's data, as a dialect's table reads them; valid while text and nodes are lent.
struct EventValues {
  /// What the table has come to: a node, and which element of its list it is.
  struct Scope {
    var node: Int
    var element: Int
  }

  /// The value of the `event` field; empty for none.
  let eventType: UnsafeRawBufferPointer
  let text: UnsafeRawBufferPointer
  let nodes: UnsafeMutableBufferPointer<JSONOutline.Node>
  /// From the whole to what the table has come to.
  var scopes = [Scope(node: 0, element: 0)]

  init(
    eventType: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer, nodes: UnsafeMutableBufferPointer<JSONOutline.Node>
  ) {
    (self.eventType, self.text, self.nodes) = (eventType, text, nodes)
  }

  // MARK: Walking

  /// The values at a path, in order.
  func forEach(_ path: MemberPath, _ body: (Int) -> Void) {
    guard scopes.count > path.outward else { return }
    let node = scopes[scopes.count - 1 - path.outward].node
    if path.meansOne {
      if let found = one(path, from: node) { body(found) }
      return
    }
    walk(node, path.steps[...], body)
  }

  /// The first value at a path; `nil` if there is none, or it is null.
  func first(_ path: MemberPath) -> Int? {
    if path.meansOne {
      guard scopes.count > path.outward else { return nil }
      let found = one(path, from: scopes[scopes.count - 1 - path.outward].node)
      return found.flatMap { nodes[$0].kind == .null ? nil : $0 }
    }
    var found: Int?
    forEach(path) { node in if found == nil, nodes[node].kind != .null { found = node } }
    return found
  }

  /// The value at a path that means one at most: nearly all of a table's do, and are asked for in every event.
  private func one(_ path: MemberPath, from start: Int) -> Int? {
    var node = start
    for step in path.steps {
      switch step {
      case .key(let name):
        guard let member = member(name, of: node) else { return nil }
        node = member
      case .index(let index):
        guard let element = element(index, of: node) else { return nil }
        node = element
      case .each: return nil
      }
    }
    return node
  }

  private func walk(_ node: Int, _ steps: ArraySlice<JSONPath.Step>, _ body: (Int) -> Void) {
    guard let step = steps.first else { return body(node) }
    let rest = steps.dropFirst()
    switch step {
    case .key(let name): if let member = member(name, of: node) { walk(member, rest, body) }
    case .index(let index): if let element = element(index, of: node) { walk(element, rest, body) }
    case .each: forEachElement(of: node) { element, _ in walk(element, rest, body) }
    }
  }

  /// The elements of an array, or the values of an object.
  func forEachElement(of node: Int, _ body: (Int, Int) -> Void) {
    guard nodes[node].kind == .array || nodes[node].kind == .object else { return }
    var (child, count) = (node + 1, 0)
    while child < Int(nodes[node].next) {
      body(child, count)
      count += 1
      child = Int(nodes[child].next)
    }
  }

  private func element(_ index: Int, of node: Int) -> Int? {
    guard nodes[node].kind == .array else { return nil }
    var found: Int?
    forEachElement(of: node) { element, number in if number == index { found = element } }
    return found
  }

  /// Of members with the same name the last one counts.
  private func member(_ name: [UInt8], of node: Int) -> Int? {
    guard nodes[node].kind == .object else { return nil }
    var found: Int?
    var child = node + 1
    let end = Int(nodes[node].next)
    while child < end {
      let candidate = nodes[child]
      if candidate.keyHasEscape || Int(candidate.keyEnd - candidate.keyStart) == name.count + 2, isKey(candidate, name)
      {
        found = child
      }
      child = Int(candidate.next)
    }
    return found
  }

  private func isKey(_ candidate: JSONOutline.Node, _ name: [UInt8]) -> Bool {
    let key = UnsafeRawBufferPointer(rebasing: text[Int(candidate.keyStart)..<Int(candidate.keyEnd)])
    if candidate.keyHasEscape { return JSONString.withDecoded(key, hasEscape: true) { $0.elementsEqual(name) } }
    for index in name.indices where key[index + 1] != name[index] { return false }
    return true
  }

  // MARK: Reading

  /// A value's bytes as they stand in the text.
  func raw(_ node: Int) -> UnsafeRawBufferPointer {
    nodes[node].isRead = true
    return piece(node)
  }

  /// The same of what only becomes a piece, so that it does not matter what it is.
  func piece(_ node: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: text[Int(nodes[node].start)..<Int(nodes[node].end)])
  }

  /// Lends a string without its quotes and escapes; of all else the JSON text.
  func withText<Result>(_ node: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard nodes[node].kind == .string else { return body(raw(node)) }
    return JSONString.withDecoded(raw(node), hasEscape: nodes[node].hasEscape, body)
  }

  /// A name or a number as text; empty where there is neither. At most 1,024 bytes of it.
  func name(_ path: MemberPath) -> String {
    guard let node = first(path) else { return "" }
    switch nodes[node].kind {
    case .object, .array, .null: return ""
    default: return withText(node) { String(decoding: $0.prefix(1024), as: UTF8.self) }
    }
  }

  /// The most that is counted: sums and multiples of it are numbers, too.
  static let countLimit = 1_000_000_000_000

  /// A count, `countLimit` at most; `nil` for what is none.
  func count(_ path: MemberPath) -> Int? {
    guard let node = first(path), nodes[node].kind == .number else { return nil }
    return Self.count(raw(node))
  }

  /// What a number of JSON counts.
  static func count(_ text: UnsafeRawBufferPointer) -> Int? {
    // Nearly all are plain.
    if text.count <= 12, text.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
      return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
    guard let number = Double(String(decoding: text.prefix(64), as: UTF8.self)), number >= 0 else { return nil }
    return Int(min(number, Double(countLimit)).rounded())
  }

  func hasText(_ path: MemberPath) -> Bool {
    guard let node = first(path) else { return false }
    return nodes[node].kind == .string && nodes[node].end - nodes[node].start > 2
  }
}
