/// What `.path OP value` asks of an event's data.
struct PathTest: Sendable {
  enum Comparison: Sendable {
    /// The value is neither null nor false.
    case truth
    case matching(Regex, isNegated: Bool)
    case ordered(Sign, Operand)
  }

  var path: JSONPath
  var comparison: Comparison

  /// Whether the data is JSON and holds a value at the path that compares as asked.
  func matches(_ data: UnsafeRawBufferPointer) -> Bool { false }

  var givenUp: Int { if case .matching(let regex, _) = comparison { regex.givenUp } else { 0 } }
}
