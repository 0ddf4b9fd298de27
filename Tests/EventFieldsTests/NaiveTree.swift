import Text

@testable import EventFields

/// JSON as a tree of plain values, and what is different between two of them in the plainest way.
indirect enum NaiveTree: Equatable {
  case object([(name: String, value: NaiveTree)])
  case array([NaiveTree])
  case string(String)
  case number(DecimalDigits)
  case literal(String)

  /// `nil` for what is no JSON.
  init?(_ text: String) {
    let tree = Array(text.utf8).withUnsafeBytes { text -> NaiveTree? in
      var reader = JSONReader(text)
      guard let step = reader.next(), let tree = NaiveTree(step, &reader), reader.next() == .end else { return nil }
      return tree
    }
    guard let tree else { return nil }
    self = tree
  }

  private init?(_ step: JSONReader.Token, _ reader: inout JSONReader) {
    switch step {
    case .open(isObject: true):
      var members: [(name: String, value: NaiveTree)] = []
      while let step = reader.next() {
        if step == .close(isObject: true) {
          self = .object(members)
          return
        }
        let name = Self.text(&reader)
        guard let next = reader.next(), let value = NaiveTree(next, &reader) else { return nil }
        members.append((name, value))
      }
      return nil
    case .open(isObject: false):
      var elements: [NaiveTree] = []
      while let step = reader.next() {
        if step == .close(isObject: false) {
          self = .array(elements)
          return
        }
        guard let value = NaiveTree(step, &reader) else { return nil }
        elements.append(value)
      }
      return nil
    case .string: self = .string(Self.text(&reader))
    case .number: self = .number(DecimalDigits(Array(reader.text)) ?? DecimalDigits())
    case .true, .false, .null: self = .literal(String(decoding: reader.text, as: UTF8.self))
    case .close, .key, .end: return nil
    }
  }

  private static func text(_ reader: inout JSONReader) -> String {
    JSONString.withDecoded(reader.text, hasEscape: reader.hasEscape) { String(decoding: $0, as: UTF8.self) }
  }

  var leaves: Int {
    switch self {
    case .object(let members): max(members.reduce(0) { $0 + $1.value.leaves }, 1)
    case .array(let elements): max(elements.reduce(0) { $0 + $1.leaves }, 1)
    default: 1
    }
  }

  /// Whether two values mean the same; the order of members is none.
  static func == (left: NaiveTree, right: NaiveTree) -> Bool {
    var differences: [String] = []
    compare(left, right, "", &differences)
    return differences.isEmpty
  }

  /// Notes what is different: the kind of the difference, and the steps to it.
  static func compare(_ old: NaiveTree, _ new: NaiveTree, _ path: String, _ found: inout [String]) {
    switch (old, new) {
    case (.object(let from), .object(let to)):
      var left = from
      for (name, value) in to {
        if let index = left.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
          compare(left.remove(at: index).value, value, "\(path)/\(name)", &found)
        } else {
          found.append("added \(path)/\(name)")
        }
      }
      found += left.map { "gone \(path)/\($0.name)" }
    case (.array(let from), .array(let to)):
      guard let (oldKeys, newKeys) = identities(from, to) else {
        for index in 0..<min(from.count, to.count) { compare(from[index], to[index], "\(path)/#\(index)", &found) }
        if to.count > from.count { found += (from.count..<to.count).map { "added \(path)/#\($0)" } }
        if from.count > to.count { found += (to.count..<from.count).map { "gone \(path)/#\($0)" } }
        return
      }
      for (index, key) in newKeys.enumerated() {
        if let partner = oldKeys.firstIndex(of: key) {
          compare(from[partner], to[index], "\(path)/#\(index)", &found)
        } else {
          found.append("added \(path)/#\(index)")
        }
      }
      for (index, key) in oldKeys.enumerated() where !newKeys.contains(key) { found.append("gone \(path)/#\(index)") }
    case (.string(let from), .string(let to)):
      if !from.utf8.elementsEqual(to.utf8) { found.append("changed \(path)") }
    case (.number(let from), .number(let to)): if from != to { found.append("changed \(path)") }
    case (.literal(let from), .literal(let to)): if from != to { found.append("changed \(path)") }
    default: found.append("changed \(path)")
    }
  }

  private static func identities(_ from: [NaiveTree], _ to: [NaiveTree]) -> ([String], [String])? {
    for name in ["id", "key", "name"] {
      func keys(_ elements: [NaiveTree]) -> [String]? {
        var keys: [String] = []
        for element in elements {
          guard case .object(let members) = element, let member = members.last(where: { $0.name == name }) else {
            return nil
          }
          switch member.value {
          case .object, .array: return nil
          default: keys.append("\(member.value)")
          }
        }
        return Set(keys).count == keys.count ? keys : nil
      }
      if let old = keys(from), let new = keys(to) { return (old, new) }
    }
    return nil
  }
}
