/// What `event=`, `id=` and their kin ask of a name: exactly this, or an expression that matches somewhere in it.
struct NameTest: Sendable {
  enum Comparison: Sendable {
    case equal([UInt8])
    case matching(Regex)
  }

  var comparison: Comparison
  /// Whether it is `!=` or `!~`.
  var isNegated: Bool

  /// - Parameter default: what an empty name stands for.
  func matches(_ name: UnsafeRawBufferPointer, default: StaticString) -> Bool {
    let name =
      name.isEmpty ? UnsafeRawBufferPointer(start: `default`.utf8Start, count: `default`.utf8CodeUnitCount) : name
    let holds =
      switch comparison {
      case .equal(let bytes): bytes.count == name.count && bytes.elementsEqual(name)
      case .matching(let regex): regex.matches(name)
      }
    return holds != isNegated
  }

  var regex: Regex? { if case .matching(let regex) = comparison { regex } else { nil } }
}
