/// Which of the objects and arrays that are open within each other are objects: a bit for each, however many there are.
///
/// Each takes a byte of the text at least, so the bits never take more than an eighth of it.
package struct JSONNesting {
  private static let nearWords = 8

  package private(set) var depth = 0
  /// Enough for nearly all texts without an allocation.
  private var near = InlineArray<8, UInt64>(repeating: 0)
  private var far: [UInt64] = []

  package init() {}

  package mutating func open(isObject: Bool) {
    let word = depth >> 6
    let bit = UInt64(1) << UInt64(depth & 63)
    depth += 1
    guard word >= Self.nearWords else {
      near[word] = isObject ? near[word] | bit : near[word] & ~bit
      return
    }
    if word - Self.nearWords == far.count { far.append(0) }
    far[word - Self.nearWords] = isObject ? far[word - Self.nearWords] | bit : far[word - Self.nearWords] & ~bit
  }

  package mutating func close() { depth -= 1 }

  /// Whether the innermost is an object; something is open.
  package var isInObject: Bool {
    let word = (depth - 1) >> 6
    let bits = word < Self.nearWords ? near[word] : far[word - Self.nearWords]
    return bits >> UInt64((depth - 1) & 63) & 1 == 1
  }
}
