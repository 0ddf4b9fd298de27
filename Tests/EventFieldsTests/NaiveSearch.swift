import Text

@testable import EventFields

/// A JSON text as a tree that is made token by token, and looked through step by step.
struct NaiveSearch {
  private indirect enum Node {
    case object([(name: [UInt8], value: Place)])
    case array([Place])
    case scalar
  }

  private struct Place {
    var node: Node
    var range: Range<Int>
  }

  private let root: Place

  /// `nil` for what is no JSON.
  init?(_ text: [UInt8]) {
    let root = text.withUnsafeBytes { text -> Place? in
      var reader = JSONReader(text)
      guard let step = reader.next(), let root = Self.place(step, &reader), reader.next() == .end else { return nil }
      return root
    }
    guard let root else { return nil }
    self.root = root
  }

  private static func place(_ step: JSONReader.Token, _ reader: inout JSONReader) -> Place? {
    let start = reader.range.lowerBound
    switch step {
    case .open(let isObject):
      var (members, elements): ([(name: [UInt8], value: Place)], [Place]) = ([], [])
      while let step = reader.next() {
        if step == .close(isObject: isObject) {
          return Place(node: isObject ? .object(members) : .array(elements), range: start..<reader.range.upperBound)
        }
        let name =
          isObject ? JSONString.withDecoded(reader.text, hasEscape: reader.hasEscape) { Array($0) } : []
        guard let next = isObject ? reader.next() : step, let value = place(next, &reader) else { return nil }
        members.append((name, value))
        elements.append(value)
      }
      return nil
    case .string, .number, .true, .false, .null: return Place(node: .scalar, range: reader.range)
    case .close, .key, .end: return nil
    }
  }

  /// Where the values at a path lie. Of members with one name the last counts.
  func ranges(_ path: JSONPath) -> [Range<Int>] {
    path.steps.reduce([root]) { places, step in
      places.flatMap { place -> [Place] in
        switch (step, place.node) {
        case (.key(let key), .object(let members)): members.last { $0.name == key }.map { [$0.value] } ?? []
        case (.each, .object(let members)): members.map(\.value)
        case (.each, .array(let elements)): elements
        case (.index(let index), .array(let elements)) where elements.indices.contains(index): [elements[index]]
        default: []
        }
      }
    }.map(\.range)
  }
}
