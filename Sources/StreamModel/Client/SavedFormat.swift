/// The formats in which events are saved, by the suffix of the file's name: those that can be read again, and tables.
package enum SavedFormat: Equatable, Sendable, CaseIterable {
  case events(EventFileFormat)
  case table(TableSeparator)

  package static var allCases: [SavedFormat] {
    EventFileFormat.allCases.map(SavedFormat.events) + TableSeparator.allCases.map(SavedFormat.table)
  }

  /// Its usual suffix.
  package var suffix: String {
    switch self {
    case .events(let format): format.suffix
    case .table(let separator): separator.suffix
    }
  }

  /// By the end of the name; `nil` for any other.
  package init?(path: String) {
    let name = path.lowercased()
    if let format = EventFileFormat(path: path) {
      self = .events(format)
    } else if let separator = TableSeparator.allCases.first(where: { name.hasSuffix($0.suffix) }) {
      self = .table(separator)
    } else {
      return nil
    }
  }

  /// The usual suffixes, for a sentence: `.sse, .ndjson or .json`.
  package static var listed: String {
    let suffixes = allCases.map(\.suffix)
    return suffixes.dropLast().joined(separator: ", ") + " or " + suffixes.suffix(1).joined()
  }
}

/// What stands between the values of a table.
package enum TableSeparator: CaseIterable, Sendable {
  case comma, tab

  package var byte: UInt8 { self == .comma ? 0x2C : 0x09 }
  package var suffix: String { self == .comma ? ".csv" : ".tsv" }
}
