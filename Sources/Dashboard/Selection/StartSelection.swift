import StreamModel

/// The types that are shown as the command line wants it, by their names: decided for each when it first comes.
struct StartSelection: Sendable {
  /// Empty for all.
  var types: [String] = []
  var excludedTypes: [String] = []
  /// How many types were decided.
  private var decided = 0

  init(types: [String] = [], excludedTypes: [String] = []) {
    (self.types, self.excludedTypes) = (types, excludedTypes)
  }

  /// Hides what is not wanted of the types that have come since the last call.
  mutating func decide(_ state: StreamState, _ selection: inout FeedSelection) {
    let rows = state.types.rows
    guard decided < rows.count else { return }
    if !types.isEmpty || !excludedTypes.isEmpty {
      for type in decided..<rows.count
      where !types.isEmpty && !types.contains(rows[type].name) || excludedTypes.contains(rows[type].name) {
        selection.hiddenTypes.insert(type)
      }
    }
    decided = rows.count
  }
}
