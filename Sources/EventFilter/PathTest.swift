import Text

/// What `.path OP value` asks of an event's data.
struct PathTest: Sendable {
  enum Comparison: Sendable {
    /// The value is neither null nor false.
    case truth
    case matching(Regex, isNegated: Bool)
    case ordered(ComparisonOperator, Operand)
  }

  let comparison: Comparison
  private let search: JSONSearch

  init(path: JSONPath, comparison: Comparison) { (search, self.comparison) = (JSONSearch(path), comparison) }

  /// Whether the data is JSON and holds a value at the path that compares as asked.
  func matches(_ data: UnsafeRawBufferPointer) -> Bool {
    search.contains(in: data, where: holds)
  }

  private func holds(_ value: JSONSearch.Value) -> Bool {
    switch comparison {
    case .truth: value.kind != .null && value.kind != .false
    case .matching(let regex, let isNegated): value.withText(regex.matches) != isNegated
    case .ordered(let sign, let operand): operand.order(of: value).map(sign.holds) ?? (sign == .notEqual)
    }
  }

  var regex: Regex? { if case .matching(let regex, _) = comparison { regex } else { nil } }
}
