/// Which of the objects and arrays that are open within each other are objects: a bit for each, however many there are.
///
/// Each takes a byte of the text at least, so the bits never take more than an eighth of it.
package struct JSONNesting {
  package private(set) var depth = 0
  /// The innermost ones, the last in the lowest bit: all of them in nearly all texts.
  private var word: UInt64 = 0
  /// The others, 64 in each.
  private var outer: [UInt64] = []

  package init() {}

  @inline(__always)
  package mutating func open(isObject: Bool) {
    if depth & 63 == 0, depth > 0 { outer.append(word) }
    word = word << 1 | (isObject ? 1 : 0)
    depth += 1
  }

  @inline(__always)
  package mutating func close() {
    depth -= 1
    word >>= 1
    if depth & 63 == 0, depth > 0 { word = outer.removeLast() }
  }

  /// Whether the innermost is an object; something is open.
  package var isInObject: Bool { word & 1 == 1 }
}
