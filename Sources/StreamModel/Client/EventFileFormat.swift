/// The formats of files of events, by the suffix of the file's name.
package enum EventFileFormat: CaseIterable, Sendable {
  case sse, ndjson, json

  /// Its usual suffix.
  package var suffix: String {
    switch self {
    case .sse: ".sse"
    case .ndjson: ".ndjson"
    case .json: ".json"
    }
  }

  /// All that are taken, in lower case.
  package var suffixes: [String] { self == .ndjson ? [suffix, ".jsonl"] : [suffix] }

  /// By the end of the name; `nil` for any other.
  package init?(path: String) {
    let name = path.lowercased()
    guard let format = Self.allCases.first(where: { $0.suffixes.contains(where: name.hasSuffix) }) else { return nil }
    self = format
  }
}
