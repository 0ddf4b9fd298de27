import Text

/// Compares two JSON values by their structure.
struct TreeComparison {
  /// Members by which elements of an array are known, if each of them has one: the first of these that all have.
  private static let identities: [[UInt8]] = ["id", "key", "name"].map { Array($0.utf8) }

  private let old: JSONTree
  private let new: JSONTree
  private let oldText: [UInt8]
  private let newText: [UInt8]
  private var steps: [JSONPath.Step] = []
  private(set) var lines: [Changes.Line] = []

  init(old: JSONTree, new: JSONTree, oldText: [UInt8], newText: [UInt8]) {
    (self.old, self.new, self.oldText, self.newText) = (old, new, oldText, newText)
  }

  mutating func run() {
    guard !old.nodes.isEmpty, !new.nodes.isEmpty else { return }
    compare(0, 0)
  }

  /// As deep as a tree may be.
  private mutating func compare(_ before: Int, _ after: Int) {
    let (from, to) = (old.nodes[before], new.nodes[after])
    switch (from.kind, to.kind) {
    case (.object, .object): compareObjects(before, after)
    case (.array, .array): compareArrays(before, after)
    default:
      if areSame(from, to) { lines.append(.unchanged(1)) } else { add(.changed, from.range, to.range) }
    }
  }

  private func areSame(_ before: JSONTree.Node, _ after: JSONTree.Node) -> Bool {
    guard before.kind == after.kind else { return false }
    let (from, to) = (oldText[before.range], newText[after.range])
    switch before.kind {
    case .string where before.hasEscape || after.hasEscape:
      return Self.decoded(from, before.hasEscape) == Self.decoded(to, after.hasEscape)
    case .number:
      if from.elementsEqual(to) { return true }
      return from.withUnsafeBytes { from in
        to.withUnsafeBytes { to in
          guard let number = DecimalNumber(from), let other = DecimalNumber(to) else { return false }
          return number.order(in: from, to: other, in: to) == .same
        }
      }
    default: return from.elementsEqual(to)
    }
  }

  /// - Parameter text: of a string, with its quotes.
  private static func decoded(_ text: ArraySlice<UInt8>, _ hasEscape: Bool) -> [UInt8] {
    text.withUnsafeBytes { JSONString.withDecoded($0, hasEscape: hasEscape) { Array($0) } }
  }

  private mutating func add(_ kind: Changes.Line.Kind, _ old: Range<Int>, _ new: Range<Int>) {
    lines.append(Changes.Line(kind: kind, place: .path(JSONPath(steps)), old: old, new: new))
  }

  // MARK: - Objects

  private mutating func compareObjects(_ before: Int, _ after: Int) {
    let (from, to) = (old.children(of: before), new.children(of: after))
    if from.isEmpty, to.isEmpty { return lines.append(.unchanged(1)) }
    // Nearly always the members are the same, in the same order.
    if from.count == to.count, zip(from, to).allSatisfy({ isSameName($0, $1) }) {
      for (before, after) in zip(from, to) { descend(.key(name(ofNew: after))) { $0.compare(before, after) } }
      return
    }
    // Of members with one name the first goes with the first, the second with the second.
    let oldNames = from.map { Self.name(old.nodes[$0], oldText) }
    let newNames = to.map { Self.name(new.nodes[$0], newText) }
    let partners = Self.partners(of: newNames, in: oldNames)
    var hasPartner = [Bool](repeating: false, count: from.count)
    for (index, child) in to.enumerated() {
      if let partner = partners[index] { hasPartner[partner] = true }
      descend(.key(newNames[index])) { comparison in
        if let partner = partners[index] {
          comparison.compare(from[partner], child)
        } else {
          comparison.add(.added, 0..<0, comparison.new.nodes[child].range)
        }
      }
    }
    for (index, child) in from.enumerated() where !hasPartner[index] {
      descend(.key(oldNames[index])) { $0.add(.gone, $0.old.nodes[child].range, $0.new.nodes[after].range) }
    }
  }

  private mutating func descend(_ step: JSONPath.Step, _ body: (inout Self) -> Void) {
    steps.append(step)
    body(&self)
    steps.removeLast()
  }

  private func isSameName(_ before: Int, _ after: Int) -> Bool {
    oldText[old.nodes[before].name].elementsEqual(newText[new.nodes[after].name])
  }

  private func name(ofNew node: Int) -> [UInt8] { Self.name(new.nodes[node], newText) }

  private static func name(_ node: JSONTree.Node, _ text: [UInt8]) -> [UInt8] {
    decoded(text[node.name], node.nameHasEscape)
  }

  private static func isNamed(_ node: JSONTree.Node, _ wanted: [UInt8], _ text: [UInt8]) -> Bool {
    node.nameHasEscape ? name(node, text) == wanted : text[node.name].dropFirst().dropLast().elementsEqual(wanted)
  }

  /// For each key the index of its partner: the same key, the same one of several.
  private static func partners(of keys: [[UInt8]], in others: [[UInt8]]) -> [Int?] {
    var places: [[UInt8]: [Int]] = [:]
    for (index, key) in others.enumerated().reversed() { places[key, default: []].append(index) }
    return keys.map { places[$0]?.popLast() }
  }

  // MARK: - Arrays

  private mutating func compareArrays(_ before: Int, _ after: Int) {
    let (from, to) = (old.children(of: before), new.children(of: after))
    if from.isEmpty, to.isEmpty { return lines.append(.unchanged(1)) }
    let partners: [Int?]
    if let (oldKeys, newKeys) = identities(from, to) {
      partners = Self.partners(of: newKeys, in: oldKeys)
    } else {
      partners = to.indices.map { $0 < from.count ? $0 : nil }
    }
    var hasPartner = [Bool](repeating: false, count: from.count)
    for (index, child) in to.enumerated() {
      if let partner = partners[index] { hasPartner[partner] = true }
      descend(.index(index)) { comparison in
        if let partner = partners[index] {
          comparison.compare(from[partner], child)
        } else {
          comparison.add(.added, 0..<0, comparison.new.nodes[child].range)
        }
      }
    }
    for (index, child) in from.enumerated() where !hasPartner[index] {
      descend(.index(index)) { $0.add(.gone, $0.old.nodes[child].range, $0.new.nodes[after].range) }
    }
  }

  /// By what the elements of two arrays are known; `nil` if only by their places.
  private func identities(_ from: [Int], _ to: [Int]) -> (old: [[UInt8]], new: [[UInt8]])? {
    for name in Self.identities {
      guard let oldKeys = Self.keys(name, from, old, oldText), let newKeys = Self.keys(name, to, new, newText) else {
        continue
      }
      return (oldKeys, newKeys)
    }
    return nil
  }

  /// The values of a member of all elements, if each has one of its own.
  private static func keys(_ name: [UInt8], _ elements: [Int], _ tree: JSONTree, _ text: [UInt8]) -> [[UInt8]]? {
    var keys: [[UInt8]] = []
    for element in elements {
      guard tree.nodes[element].kind == .object,
        let member = tree.children(of: element).last(where: { isNamed(tree.nodes[$0], name, text) })
      else { return nil }
      let node = tree.nodes[member]
      switch node.kind {
      case .object, .array: return nil
      case .string: keys.append([UInt8(ascii: "\"")] + decoded(text[node.range], node.hasEscape))
      case .number: keys.append(Array((DecimalDigits(Array(text[node.range]))?.scientific ?? "").utf8))
      case .literal: keys.append(Array(text[node.range]))
      }
    }
    return Set(keys).count == keys.count ? keys : nil
  }
}
