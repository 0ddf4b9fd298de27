/// Finds the value at a path as `JSONSearch` does, in the texts of a stream, which are mostly alike: those of a shape
/// that came before cost about half.
package struct JSONShapeSearch: Sendable {
  /// How many texts of new shapes may come in a row until shapes are no longer looked for, times `price`.
  private static let mostCredit = 64
  /// How many texts of known shapes make up for one of a new shape, which is compared in vain, read, and learnt.
  private static let price = 4
  /// For how many texts shapes are not looked for then.
  private static let rest = 1024
  /// Larger texts are rare, or their arrays differ in length.
  private static let longestShape = 16384

  package let search: JSONSearch
  private var shapes = JSONShapes()
  /// Not above 0 while shapes are not looked for.
  private var credit = Self.mostCredit

  package init(_ path: JSONPath) { search = JSONSearch(path) }

  /// Gives back what it takes to know shapes, about 100 KiB at most: they are learnt again.
  package mutating func forgetShapes() { self = JSONShapeSearch(search) }

  private init(_ search: JSONSearch) { self.search = search }

  /// The value, and whether the text is JSON at all: what `JSONSearch.find` tells.
  package mutating func find(in text: UnsafeRawBufferPointer) -> (value: JSONSearch.Value?, isJSON: Bool) {
    guard credit > 0 else {
      credit += 1
      if credit > 0 { credit = Self.mostCredit }
      return search.find(in: text)
    }
    if let found = text.withJSONBytes({ shapes.find(in: $0) }) {
      credit = min(credit + 1, Self.mostCredit)
      return found
    }
    credit -= Self.price
    let found = search.find(in: text)
    if credit <= 0 {
      (credit, shapes) = (-Self.rest, JSONShapes())
    } else if found.isJSON, text.count <= Self.longestShape {
      shapes.learn(text, value: found.value)
    }
    return found
  }
}
