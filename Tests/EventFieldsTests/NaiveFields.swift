import Foundation
import Text

@testable import EventFields

/// What field statistics are to be, in the plainest way: a tree of each event, and everything remembered.
struct NaiveFields {
  struct Path {
    var events = 0
    /// By kind and text.
    var counts: [String: Int] = [:]
    var numbers: [String] = []
  }

  private indirect enum Tree {
    case object([(String, Tree)])
    case array([Tree])
    case scalar(String)
  }

  private(set) var paths: [String: Path] = [:]

  mutating func add(_ text: [UInt8]) {
    var found: [String: [String]] = [:]
    let isJSON = text.withUnsafeBytes { text -> Bool in
      var reader = JSONReader(text)
      guard let step = reader.next(), let tree = Self.tree(step, &reader), reader.next() == .end else { return false }
      Self.collect(tree, JSONPath(), &found)
      return true
    }
    guard isJSON else { return }
    for (path, values) in found {
      paths[path, default: Path()].events += 1
      for value in values {
        paths[path, default: Path()].counts[value, default: 0] += 1
        if let first = value.utf8.first, first == UInt8(ascii: "-") || first &- UInt8(ascii: "0") < 10 {
          paths[path, default: Path()].numbers.append(value)
        }
      }
    }
  }

  private static func tree(_ step: JSONReader.Token, _ reader: inout JSONReader) -> Tree? {
    switch step {
    case .open(isObject: true):
      var members: [(String, Tree)] = []
      while let step = reader.next() {
        if step == .close(isObject: true) { return .object(members) }
        let name = text(&reader)
        guard let next = reader.next(), let value = tree(next, &reader) else { return nil }
        members.removeAll { $0.0.utf8.elementsEqual(name.utf8) }
        members.append((name, value))
      }
      return nil
    case .open(isObject: false):
      var elements: [Tree] = []
      while let step = reader.next() {
        if step == .close(isObject: false) { return .array(elements) }
        guard let value = tree(step, &reader) else { return nil }
        elements.append(value)
      }
      return nil
    case .string: return .scalar("\"" + text(&reader))
    case .number, .true, .false, .null: return .scalar(String(decoding: reader.text, as: UTF8.self))
    case .close, .key, .end: return nil
    }
  }

  private static func text(_ reader: inout JSONReader) -> String {
    JSONString.withDecoded(reader.text, hasEscape: reader.hasEscape) { String(decoding: $0, as: UTF8.self) }
  }

  private static func collect(_ tree: Tree, _ path: JSONPath, _ found: inout [String: [String]]) {
    switch tree {
    case .scalar(let value): found[path.text, default: []].append(value)
    case .array(let elements):
      for element in elements { collect(element, JSONPath(path.steps + [.each]), &found) }
    case .object(let members):
      for (name, value) in members { collect(value, JSONPath(path.steps + [.key(Array(name.utf8))]), &found) }
    }
  }
}
