/// The formats in which it is saved what is wrong with streams, by the suffix of the file's name.
package enum ReportFormat: String, CaseIterable, Sendable {
  case markdown = "md"
  case json, ndjson

  package var suffix: String { ".\(rawValue)" }

  /// By the end of the name; `nil` for any other.
  package init?(path: String) {
    let name = path.lowercased()
    guard let format = Self.allCases.first(where: { name.hasSuffix($0.suffix) }) else { return nil }
    self = format
  }

  /// The suffixes, for a sentence: `.md, .json or .ndjson`.
  package static var listed: String {
    let suffixes = allCases.map(\.suffix)
    return suffixes.dropLast().joined(separator: ", ") + " or " + suffixes.suffix(1).joined()
  }
}
