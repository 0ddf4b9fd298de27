package import EventFilter

/// Which events are shown.
package struct Selection: Sendable {
  /// `--type`; empty for all.
  package var types: [String] = []
  /// `--exclude-type`
  package var excludedTypes: [String] = []
  /// `--filter`
  package var filter: EventFilter?

  package init(types: [String] = [], excludedTypes: [String] = [], filter: EventFilter? = nil) {
    (self.types, self.excludedTypes, self.filter) = (types, excludedTypes, filter)
  }

  var isEverything: Bool { types.isEmpty && excludedTypes.isEmpty && filter == nil }
}
