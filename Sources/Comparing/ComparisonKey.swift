package import Text

/// What tells that an event of one stream and one of the other are the same.
package enum ComparisonKey: Equatable, Sendable {
  /// The id that the event itself has set.
  case id
  /// All of its data.
  case data
  /// The value at a path in its data.
  case path(JSONPath)
}
